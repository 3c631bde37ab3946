import { describeRelease, inRange, type Release } from "../../../schemas/release.ts";
import type { Fix } from "../../findings/fix.ts";
import { defineRule } from "../../findings/rule.ts";
import type { Assignment } from "../../model/assignment.ts";
import { setFix } from "../support/fixes.ts";
import { hostReach } from "../support/listen/host-reach.ts";
import { listenersOf } from "../support/listen/listeners.ts";
import { valueItems } from "../support/value-items.ts";

/** nginx directives that limit the damage, with the most that nginx advises. */
const LIMITS: readonly (readonly [property: string, most: number])[] = [
  ["nginx_http_keepalive_requests", 1000],
  ["nginx_http_http2_max_concurrent_streams", 128],
];

/** HTTP/2 in a release that one client can bring down with it. */
export default defineRule({
  summary: "HTTP/2 on a release vulnerable to CVE-2023-44487 (Rapid Reset)",
  severity: "warning",
  needs: ["proxy_listen", "nginx_*"],
  serving: true,
  check({ reading, release, report }) {
    if (!isUnpatched(release)) return;
    const offered = listenersOf(reading, "proxy_listen").filter(
      ({ flags, host }) => flags.has("http2") && hostReach(host) !== "loopback",
    );
    const [first] = offered;
    if (first === undefined) return;
    for (const [property, most] of LIMITS) {
      const limit = reading.assignment(property);
      if (limit === undefined || !(Number(limit.writtenValue) > most)) continue;
      report({
        at: limit,
        message: `${describeRelease(release)} has no patch for CVE-2023-44487, and a value above ${most} lets one HTTP/2 client tie up a worker. Use at most ${most} until you upgrade.`,
        fixes: [setFix(`Change to \`${most}\``, "unsafe", limit, String(most))],
      });
    }
    if (first.source === undefined) return;
    report({
      at: reading.unit.anchor,
      property: "proxy_listen",
      message: `${describeRelease(release)} has no patch for CVE-2023-44487 (HTTP/2 Rapid Reset), and \`proxy_listen\` enables HTTP/2: one client can tie up a worker. Upgrade, or remove \`http2\` until then.`,
      related: offered.flatMap(({ source }) =>
        source === undefined ? [] : [{ span: source.span, message: "HTTP/2 is enabled here." }],
      ),
      fixes: dropHttp2(first.source.assignment),
    });
  },
});

/**
 * Open source 1.4.0–3.4.1. Of Enterprise, whose releases are known by line, the lines that never got a patch; 2.8 and
 * 3.1–3.4 got theirs in a patch release that the line does not tell.
 */
function isUnpatched({ edition, version }: Release): boolean {
  return edition === "oss"
    ? inRange(version, { since: "1.4", before: "3.4.2" })
    : inRange(version, { since: "1.5", before: "2.8" }) || inRange(version, { since: "3.0", before: "3.1" });
}

function dropHttp2(assignment: Assignment): readonly Fix[] {
  const value = valueItems(assignment)
    .map(({ text }) => text.replace(/(?:^|\s+)http2(?=\s|$)/g, "").trim())
    .join(", ");
  return [setFix("Remove `http2`", "unsafe", assignment, value)];
}
