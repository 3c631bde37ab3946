import { describeRelease } from "../../../schemas/release.ts";
import { defineRule } from "../../findings/rule.ts";
import { displayOnlyFix } from "../support/fixes.ts";
import { speaksHttp2Alone } from "../support/listen/plain-http2.ts";
import { writtenListens } from "../support/listen/written-listens.ts";

/** HTTP/2 on the only plain port of a listener. */
export default defineRule({
  summary: "Plain port that accepts only HTTP/2",
  severity: "warning",
  needs: ["*_listen"],
  serving: true,
  layer: "policy",
  check(context) {
    const { catalog, release, report } = context;
    if (!speaksHttp2Alone(catalog)) return;
    for (const { listener, entries, off, place } of writtenListens(context)) {
      if (off || listener.subsystem !== "http") continue;
      const plain = entries.filter(
        ({ address, flags, problems }) =>
          address !== undefined && problems.length === 0 && !flags.some(({ nameText }) => nameText === "ssl"),
      );
      const flagsOf = plain.map(({ flags }) => flags.find(({ nameText }) => nameText === "http2"));
      // A further port for HTTP/1.1 shows that the one for HTTP/2 is meant for gRPC or the like.
      if (flagsOf.includes(undefined)) continue;
      for (const flag of flagsOf) {
        if (flag === undefined) continue;
        report({
          at: place(flag.span),
          property: listener.name,
          message: `Without \`ssl\`, the nginx of ${describeRelease(release)} accepts only HTTP/2 on this port, and ordinary HTTP/1.1 clients fail. Add \`ssl\`, or remove \`http2\`.`,
          fixes: [displayOnlyFix("Add `ssl` or remove `http2`")],
        });
      }
    }
  },
});
