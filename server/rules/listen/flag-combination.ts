import { defineRule } from "../../findings/rule.ts";
import { displayOnlyFix } from "../support/fixes.ts";
import { listenFaults } from "../support/listen/listen-faults.ts";

/** Flags that Kong accepts beside `udp` and nginx does not. */
export default defineRule({
  summary: "Listener flags that cannot be combined",
  severity: "error",
  needs: ["*_listen"],
  check(context) {
    for (const { fault, listen, at } of listenFaults(context, "combination")) {
      context.report({
        at,
        property: listen.listener.name,
        message: `Kong accepts \`${fault.flag}\` with \`udp\`, but nginx does not, so Kong fails to start. Remove one of the two.`,
        fixes: [displayOnlyFix(`Remove \`${fault.flag}\` or \`udp\``)],
      });
    }
  },
});
