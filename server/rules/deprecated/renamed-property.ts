import { memoizeObjectText } from "../../../grammar/text/memoize.ts";
import { type Catalog, historyOf } from "../../../schemas/catalog.ts";
import { compareVersions, describeRelease } from "../../../schemas/release.ts";
import type { Fix } from "../../findings/fix.ts";
import { defineRule } from "../../findings/rule.ts";
import type { Assignment } from "../../model/assignment.ts";
import { isSetElsewhere, writtenAssignments } from "../support/assignments.ts";
import { removeFix } from "../support/fixes.ts";
import { hasHistory } from "../support/properties.ts";
import { quotedList } from "../support/quoting.ts";

/** Names that other rules of this group speak about. */
const OTHERS: ReadonlySet<string> = new Set([
  "custom_plugins",
  "client_max_body_size",
  "client_body_buffer_size",
  "portal_gui_url",
  ...["upstream_keepalive", "nginx_http_upstream_keepalive"].flatMap((name) => [
    name,
    `${name}_requests`,
    `${name}_timeout`,
  ]),
]);

/** A name that a property had before, and what became of it. */
interface Renamed {
  /** What to write; several where the value goes to all of them. */
  readonly successors: readonly string[];
  /** Whether the release still takes the old name. */
  readonly works: boolean;
}

/** Properties that have another name by now. */
export default defineRule({
  summary: "Renamed property",
  severity: "error",
  layer: "value",
  yieldsTo: ["schema/documented-typo"],
  dependsOnRelease: true,
  check(context) {
    const { unit, catalog, report } = context;
    for (const assignment of writtenAssignments(unit)) {
      const { property } = assignment;
      if (assignment.section !== undefined || isOther(property)) continue;
      const renamed = renamedProperty(catalog, property);
      if (renamed === undefined) continue;
      const taken = renamed.successors.some((name) => isSetElsewhere(unit, name, assignment));
      report({
        at: assignment.nameSpan,
        property,
        severity: renamed.works ? "warning" : "error",
        message: message(property, renamed, taken, catalog),
        tags: ["deprecated"],
        fixes: [fixFor(assignment, renamed, taken)],
      });
    }
  },
});

function isOther(property: string): boolean {
  return OTHERS.has(property) || property.startsWith("nginx_upstream_keepalive");
}

/** The same few names stand in every source. */
const renamedProperty = memoizeObjectText(findSuccessors);

function findSuccessors(catalog: Catalog, property: string): Renamed | undefined {
  const definition = catalog.property(property);
  if (definition === undefined) return formerName(property, catalog);
  const successors = definition.deprecated?.replacements ?? [];
  if (definition.dropped === true) return gone(historyOf(property)?.replacements ?? successors, catalog);
  const documented = successors.length > 0 ? successors : deprecatedByHistory(property, catalog);
  return documented.length === 0 || !documented.every((name) => catalog.knows(name))
    ? undefined
    : { successors: documented, works: true };
}

/** Enterprise's own names: the reference says that they are deprecated, the loader is not public. */
function deprecatedByHistory(property: string, catalog: Catalog): readonly string[] {
  // The facts of open-source Kong know by themselves; asking history reads those of the other edition too.
  if (catalog.release.edition === "oss") return [];
  const history = hasHistory(property) ? historyOf(property) : undefined;
  const since = history?.deprecatedIn[catalog.release.edition];
  if (history === undefined || since === undefined || history.replacementKind !== "renamed") return [];
  return compareVersions(catalog.release.version, since) >= 0 ? history.replacements : [];
}

function formerName(property: string, catalog: Catalog): Renamed | undefined {
  const prefix = catalog.deprecatedPrefixes.find((each) => property.startsWith(each.prefix));
  if (prefix !== undefined) {
    return { successors: [prefix.replacement + property.slice(prefix.prefix.length)], works: true };
  }
  const history = historyOf(property);
  if (history === undefined || history.replacementKind === "merged") return undefined;
  if (history.replacementKind === "changed" && history.replacements.length < 2) return undefined;
  const ended = history.presence.some(({ before }) => before !== undefined);
  return ended || history.deprecatedIn.enterprise !== undefined
    ? gone(history.replacements, catalog)
    : undefined;
}

function gone(successors: readonly string[], catalog: Catalog): Renamed | undefined {
  return successors.length > 0 && successors.every((name) => catalog.knows(name))
    ? { successors, works: false }
    : undefined;
}

function message(
  property: string,
  { successors, works }: Renamed,
  taken: boolean,
  { release }: Catalog,
): string {
  const kong = describeRelease(release);
  const names = quotedList(successors, "and");
  if (!works)
    return `${kong} ignores \`${property}\`; it is now called ${names}. ${taken ? "Remove the old line." : `Use ${names}.`}`;
  return taken
    ? `${kong} uses \`${property}\` only if ${names} is not set, and it is set here. Remove the old line.`
    : `${kong} still reads \`${property}\`, an old name of ${names}, and logs a warning. Use ${names}.`;
}

function fixFor(assignment: Assignment, { successors, works }: Renamed, taken: boolean): Fix {
  const [first, ...others] = successors;
  if (taken || first === undefined) {
    return removeFix(
      `Remove \`${assignment.property}\``,
      works && others.length === 0 ? "safe" : "unsafe",
      assignment,
    );
  }
  return {
    title: `Rename to ${quotedList(successors, "and")}`,
    applicability: "safe",
    edits: [
      { kind: "rename", assignment, property: first },
      ...others.map((property) => ({
        kind: "insert" as const,
        property,
        value: assignment.writtenValue,
        after: assignment,
      })),
    ],
  };
}
