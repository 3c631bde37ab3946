import { describeRelease } from "../../../schemas/release.ts";
import { defineRule } from "../../findings/rule.ts";
import { displayOnlyFix } from "../support/fixes.ts";
import { listenFaults } from "../support/listen/listen-faults.ts";
import { writtenListens } from "../support/listen/written-listens.ts";

const CHOOSE = displayOnlyFix("Keep either `off` or the addresses");

/** `off` beside other entries of a listener. */
export default defineRule({
  summary: "`off` combined with addresses",
  severity: "error",
  needs: ["*_listen"],
  layer: "value",
  check(context) {
    const { release, report } = context;
    for (const { listener, entries, off, place } of writtenListens(context)) {
      const first = entries[0];
      if (!off || first === undefined || entries.length < 2) continue;
      report({
        at: place(first.span),
        property: listener.name,
        message: `\`off\` comes first, so ${describeRelease(release)} opens no port for \`${listener.name}\` and ignores what follows. Keep either \`off\` or the addresses.`,
        fixes: [CHOOSE],
      });
    }
    for (const { at, listen } of listenFaults(context, "off")) {
      report({
        at,
        property: listen.listener.name,
        message: `${describeRelease(release)} accepts \`off\` only as the whole value of \`${listen.listener.name}\`, not together with addresses. Keep either \`off\` or the addresses.`,
        fixes: [CHOOSE],
      });
    }
  },
});
