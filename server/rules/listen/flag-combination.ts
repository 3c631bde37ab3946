import { defineRule } from "../../engine/rule.ts";
import { advise } from "../support/advise.ts";
import { listenFaults } from "../support/listen-faults.ts";

/** Flags that Kong accepts together and nginx does not. */
export default defineRule({
  summary: "Two flags of a listener do not go together, and nginx refuses them",
  severity: "error",
  check(context) {
    for (const { fault, listen, at } of listenFaults(context, "combination")) {
      const partner = fault.with === "udp" ? "`udp`" : fault.with;
      context.report({
        at,
        property: listen.listener.name,
        message: `Kong accepts \`${fault.flag}\` with ${partner}, but nginx does not, so Kong does not start. Remove one of the two.`,
        fixes: [advise(`Remove ${fault.flag}, or what it does not go with`)],
      });
    }
  },
});
