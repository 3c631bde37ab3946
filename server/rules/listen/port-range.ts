import { describeRelease } from "../../../schemas/release.ts";
import { defineRule } from "../../findings/rule.ts";
import { displayOnlyFix } from "../support/fixes.ts";
import { listenFaults } from "../support/listen/listen-faults.ts";
import { describeRefusal } from "../support/refusals.ts";

/** Ports below 1 or above 65535. */
export default defineRule({
  summary: "Listener port out of range",
  severity: "error",
  needs: ["*_listen", "*_ssl"],
  layer: "value",
  check(context) {
    const { catalog, release, report } = context;
    for (const { at, entry, listen } of listenFaults(context, "port")) {
      const refused = listen.refusals(entry).length > 0;
      report({
        at,
        property: listen.listener.name,
        message: `${refused ? describeRefusal(catalog) : `${describeRelease(release)} passes this port on, and nginx refuses to start`}: ports are numbers from 1 to 65535. Correct the port.`,
        fixes: [displayOnlyFix("Change to a port from 1 to 65535")],
      });
    }
  },
});
