import { defineRule } from "../../findings/rule.ts";
import { displayOnlyFix } from "../support/fixes.ts";

/** A command that a manager of services expects to go on, or to end, and that does the opposite. */
export default defineRule({
  summary: "The service manager expects a command that stays, and Kong goes into the background",
  severity: "warning",
  needs: "deployment",
  check({ unit, reading, report }) {
    const { startup, command } = unit.deployment ?? {};
    const [program = "", verb = ""] = command?.value ?? [];
    if (startup === undefined || !/^(?:\S*\/)?kong$/.test(program) || !/^(?:start|restart)$/.test(verb))
      return;
    // Another template of nginx decides by itself.
    if (command?.value.some((word) => /^--nginx-conf\b/.test(word)) === true) return;
    // Since 2.0 the first is another name of the second.
    const written = ["nginx_daemon", "nginx_main_daemon"].flatMap((name) => reading.assignment(name) ?? []);
    if (written.some(({ opaque }) => opaque !== undefined)) return;
    const staysInForeground = written.some(({ writtenValue }) => writtenValue.trim() === "off");
    if (startup.value === "foreground" && !staysInForeground)
      report({
        at: startup.at,
        message: `\`kong ${verb}\` ends once nginx runs in the background, and systemd then stops nginx as well. Set \`Type=forking\`, unless \`kong.conf\` has \`nginx_daemon = off\`.`,
        fixes: [displayOnlyFix("Set `Type=forking`")],
      });
    if (startup.value === "background" && staysInForeground)
      report({
        at: startup.at,
        message: `With \`nginx_daemon = off\`, \`kong ${verb}\` does not end, and systemd waits for it until the start times out. Set \`Type=simple\`, or remove \`nginx_daemon\`.`,
        fixes: [displayOnlyFix("Set `Type=simple`")],
      });
  },
});
