import { wordTable } from "../../../grammar/text/word-table.ts";
import { catalogFor } from "../../../schemas/catalog.ts";
import { describeRelease, inRange, type Release } from "../../../schemas/release.ts";
import type { Fix } from "../../findings/fix.ts";
import { defineRule, type RuleContext } from "../../findings/rule.ts";
import { nginxSeconds } from "../../loader/layers/nginx-seconds.ts";
import type { Assignment } from "../../model/assignment.ts";
import { assignmentsNamed, isSetElsewhere } from "../support/assignments.ts";
import { displayOnlyFix, removeFix } from "../support/fixes.ts";
import { quoted } from "../support/quoting.ts";
import { refusalPlace } from "../support/refusals.ts";

const POOL = "upstream_keepalive_pool_size";
const REQUESTS = "upstream_keepalive_max_requests";
const TIMEOUT = "upstream_keepalive_idle_timeout";

/** The old names, and what they are called from 2.1 on. */
const SUCCESSORS: Readonly<Record<string, string>> = wordTable({
  upstream_keepalive: POOL,
  nginx_http_upstream_keepalive: POOL,
  nginx_http_upstream_keepalive_requests: REQUESTS,
  nginx_http_upstream_keepalive_timeout: TIMEOUT,
  nginx_upstream_keepalive: POOL,
  nginx_upstream_keepalive_requests: REQUESTS,
  nginx_upstream_keepalive_timeout: TIMEOUT,
});

/** Connections to upstreams under the names of Kong 0.10 to 2.0. */
export default defineRule({
  summary: "Upstream connections configured under old names",
  severity: "warning",
  needs: ["upstream_*", "nginx_*"],
  layer: "value",
  claims: ["keepalive-timeout"],
  dependsOnRelease: true,
  check(context) {
    const { unit, reading, catalog, report } = context;
    const broken = reading.refusals("keepalive-timeout");
    for (const refusal of broken) {
      report({
        at: refusalPlace(refusal),
        property: refusal.property,
        severity: "error",
        message: `${describeRelease(catalog.release)} converts this time to seconds, and crashes with a Lua error on ${quoted(refusal.text)}. Set \`${TIMEOUT}\` to a number of seconds.`,
        fixes: [displayOnlyFix(`Set \`${TIMEOUT}\` to a number of seconds`)],
      });
    }
    for (const assignment of assignmentsNamed(unit, ...Object.keys(SUCCESSORS))) {
      const { property } = assignment;
      const latest = SUCCESSORS[property];
      if (latest === undefined || assignment.section !== undefined) continue;
      if (broken.some((refusal) => refusal.assignment === assignment)) continue;
      const ignored = inRange(catalog.base, { since: "3.0" });
      const successor = ignored ? latest : catalog.property(property)?.deprecated?.replacement;
      if (successor === undefined) continue;
      report({
        at: assignment.nameSpan,
        property,
        severity: ignored ? "error" : "warning",
        message: message(assignment, successor, ignored, context),
        tags: ["deprecated"],
        fixes: [fixFor(assignment, successor, context)],
      });
    }
  },
});

function message(
  { property }: Assignment,
  successor: string,
  ignored: boolean,
  { release }: RuleContext,
): string {
  const kong = describeRelease(release);
  if (!ignored)
    return `${kong} still reads \`${property}\` as \`${successor}\`, but Kong 3.0 and later do not. Use \`${successor}\`.`;
  return property.startsWith("nginx_upstream_")
    ? `For ${kong} this is an nginx directive that Kong's own connection pool ignores: \`${successor}\` keeps its default. Use \`${successor}\`.`
    : `${kong} ignores \`${property}\`, and \`${successor}\` keeps its default. Use \`${successor}\`.`;
}

function fixFor(assignment: Assignment, successor: string, { unit, from }: RuleContext): Fix {
  if (isSetElsewhere(unit, successor, assignment)) {
    return removeFix(`Remove \`${assignment.property}\``, "unsafe", assignment);
  }
  const value = convert(assignment, successor);
  if (value === undefined) return displayOnlyFix(`Set \`${successor}\` to a plain number`);
  return {
    title: `Rename to \`${successor}\``,
    // Over an upgrade the new name keeps what was in force; without one it brings something into force.
    applicability: from !== undefined && wasKnown(assignment.property, from) ? "safe" : "unsafe",
    edits: [
      { kind: "rename", assignment, property: successor },
      ...(value === assignment.writtenValue ? [] : [{ kind: "set" as const, assignment, value }]),
    ],
  };
}

function wasKnown(property: string, from: Release): boolean {
  const definition = catalogFor(from).property(property);
  return definition !== undefined && definition.dropped !== true;
}

/** The value in the form of the new name: plain numbers, seconds. `NONE` meant that connections are not kept. */
function convert({ writtenValue, opaque }: Assignment, successor: string): string | undefined {
  if (opaque !== undefined) return writtenValue;
  if (successor === TIMEOUT) return nginxSeconds(writtenValue)?.toString();
  if (!successor.startsWith("upstream_")) return writtenValue;
  if (successor === POOL && writtenValue === "NONE") return "0";
  return /^\d+$/.test(writtenValue) ? writtenValue : undefined;
}
