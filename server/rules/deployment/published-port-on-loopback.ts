import { defineRule } from "../../findings/rule.ts";
import { hostReach } from "../support/listen/host-reach.ts";
import { publishedListeners } from "../support/listen/published-port.ts";
import { quoted } from "../support/quoting.ts";

/** A port of the container that is published, and on which Kong listens for processes of the same container only. */
export default defineRule({
  summary: "Published port with a listener on the loopback address of the container",
  severity: "warning",
  needs: "deployment",
  serving: true,
  check({ unit, reading, catalog, report }) {
    for (const { port, number, listeners } of publishedListeners(unit, reading, catalog)) {
      const [first] = listeners;
      if (first === undefined || listeners.some(({ host }) => hostReach(host) !== "loopback")) continue;
      const written = first.source === undefined ? " by default" : "";
      report({
        at: port.at,
        property: first.property,
        message: `Port ${number} of the container is published, but ${quoted(first.property)} binds it to ${quoted(first.host)}${written}, which only the container itself can reach. Bind \`0.0.0.0\` there and publish the port on \`127.0.0.1\`, or do not publish it.`,
        related:
          first.source === undefined ? [] : [{ span: first.source.span, message: "Kong listens here." }],
      });
    }
  },
});
