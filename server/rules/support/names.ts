import { memoizeLast } from "../../../grammar/text/memoize.ts";
import {
  type Catalog,
  catalogFor,
  historyOf,
  type Presence,
  type PropertyHistory,
} from "../../../schemas/catalog.ts";
import { compareVersions, type Release, versionLine } from "../../../schemas/release.ts";
import { misspeltProperty } from "../../../schemas/suggest/misspelt-property.ts";
import type { RuleContext } from "../../findings/rule.ts";
import type { Assignment } from "../../model/assignment.ts";
import type { ConfigUnit } from "../../model/config-unit.ts";
import { isSharedVariable } from "../../model/image-variable.ts";
import { writtenAssignments } from "./assignments.ts";
import { isInPemBlock } from "./pem-blocks.ts";

/** How a release reads the name of a setting. Each name has one status, so that one rule reports it. */
export type KeyStatus =
  | { readonly kind: "known" }
  /** `nginx_<namespace>_<directive>` with a namespace that the release does not inject. */
  | { readonly kind: "nginx-namespace"; readonly namespace: string; readonly directive: string }
  | { readonly kind: "enterprise-only"; readonly history: PropertyHistory }
  /** Some earlier release had it. `gone` is the first release without it. */
  | { readonly kind: "removed"; readonly history: PropertyHistory; readonly gone: Release }
  /** A later release has it; `comes` is the first one. */
  | { readonly kind: "not-yet"; readonly history: PropertyHistory; readonly comes: Release }
  | { readonly kind: "unknown" };

/** A namespace is one word, or one of the few that have two. */
const NAMESPACED = /^nginx_(http_upstream|http_status|wasm_[a-z0-9]+|admin_gui|[a-z0-9]+)_(.+)$/;

/** Settings of a plugin server, which carry its name where the documentation writes XXX. */
const PLUGIN_SERVER = /^pluginserver_.+_(socket|start_cmd|query_cmd)$/;

/**
 * The status of a property name in a release. The history of both editions counts for an Enterprise release, since it
 * contains the open-source one below it.
 */
export function keyStatus(name: string, catalog: Catalog): KeyStatus {
  const definition = catalog.property(name);
  if (definition?.dropped !== true && catalog.knows(name)) return { kind: "known" };
  const history = historyOf(name) ?? historyOf(name.replace(PLUGIN_SERVER, "pluginserver_XXX_$1"));
  const namespaced = NAMESPACED.exec(name);
  if (namespaced?.[1] !== undefined && namespaced[2] !== undefined && !wasPlain(history, catalog))
    return { kind: "nginx-namespace", namespace: namespaced[1], directive: namespaced[2] };
  if (history === undefined) return { kind: "unknown" };
  return statusInHistory(history, catalog);
}

function statusInHistory(history: PropertyHistory, catalog: Catalog): KeyStatus {
  const { edition } = catalog.release;
  const own = history.presence.filter((each) => each.edition === edition);
  const all = edition === "enterprise" ? history.presence : own;
  const gone = lastEnd(own, catalog) ?? lastEnd(all, catalog) ?? endWithoutPresence(history, catalog);
  if (gone !== undefined) return { kind: "removed", history, gone };
  const comes = nextStart(own, catalog) ?? nextStart(all, catalog);
  if (comes !== undefined) return { kind: "not-yet", history, comes };
  return edition === "oss" && history.presence.some((each) => hasBegun(each, catalog))
    ? { kind: "enterprise-only", history }
    : { kind: "unknown" };
}

/** The version of the release at hand that compares with those of an edition. */
function versionIn({ edition }: Presence, { release, base }: Catalog): string {
  return edition === release.edition ? release.version : base;
}

function lastEnd(spans: readonly Presence[], catalog: Catalog): Release | undefined {
  const ended = spans.findLast(
    (each) => each.before !== undefined && compareVersions(each.before, versionIn(each, catalog)) <= 0,
  );
  return ended?.before === undefined ? undefined : { edition: ended.edition, version: ended.before };
}

/** Whether Enterprise has the name at the time of an open-source release: years later is another matter. */
function hasBegun({ edition, since, orEarlier }: Presence, catalog: Catalog): boolean {
  const base = catalogFor({ edition, version: since }).base;
  return orEarlier || compareVersions(versionLine(base), versionLine(catalog.base)) <= 0;
}

function nextStart(spans: readonly Presence[], catalog: Catalog): Release | undefined {
  const next = spans.find((each) => compareVersions(each.since, versionIn(each, catalog)) > 0);
  return next === undefined ? undefined : { edition: next.edition, version: next.since };
}

/** Names that ended without a release on record that has them, and names that the loader has a type for and drops. */
function endWithoutPresence(history: PropertyHistory, { release, property }: Catalog): Release | undefined {
  if (property(history.name)?.dropped === true) return release;
  if (history.presence.length > 0 || history.goneBy === undefined) return undefined;
  for (const edition of ["oss", "enterprise"] as const) {
    const version = history.goneBy[edition];
    if (
      version !== undefined &&
      (edition !== release.edition || compareVersions(version, release.version) <= 0)
    )
      return { edition, version };
  }
  return undefined;
}

/** Whether the name was a setting of its own that Kong removed, such as `nginx_optimizations`. */
function wasPlain(history: PropertyHistory | undefined, catalog: Catalog): boolean {
  return history !== undefined && statusInHistory(history, catalog).kind === "removed";
}

interface UnlistedKey<Status extends KeyStatus = KeyStatus> {
  readonly assignment: Assignment;
  readonly status: Status;
}

/** Assignments that Kong looks at, whose name has a certain status in the release. */
export function writtenKeys<Kind extends KeyStatus["kind"]>(
  { unit, catalog, isExtraProperty }: Pick<RuleContext, "unit" | "catalog" | "isExtraProperty">,
  kind: Kind,
): readonly UnlistedKey<Extract<KeyStatus, { kind: Kind }>>[] {
  return unlistedKeys(unit, catalog).filter(
    (key): key is UnlistedKey<Extract<KeyStatus, { kind: Kind }>> =>
      key.status.kind === kind && !isExtraProperty(key.assignment.property),
  );
}

/** The assignments whose names the release does not know, or drops. Several rules ask the same of each source. */
const unlistedKeys = memoizeLast((unit: ConfigUnit, catalog: Catalog): readonly UnlistedKey[] => {
  const keys: UnlistedKey[] = [];
  for (const assignment of writtenAssignments(unit)) {
    const { property, section, nameSpan, channel } = assignment;
    if (section !== undefined || property === "") continue;
    if (channel === "file" && isInPemBlock(unit, nameSpan)) continue;
    if (catalog.knows(property) && catalog.property(property)?.dropped !== true) continue;
    keys.push({ assignment, status: keyStatus(property, catalog) });
  }
  return isOfAnotherProgram(unit, catalog)
    ? keys.map(({ assignment }) => ({ assignment, status: { kind: "unknown" } }))
    : keys;
});

/**
 * Whether variables are another program's: none of the names is a property of any release, and not most of them are one with a slip in
 * it. Of a process that is known to be Kong, such as a container with its image, no such doubt is left.
 */
export function isOfAnotherProgram(unit: ConfigUnit, catalog: Catalog): boolean {
  // An image beside a file that does not refer to it runs Kong, and does not say that Kong gets the file.
  const isKnown = unit.release !== undefined && unit.release.isBeside !== true;
  if (unit.file !== undefined || unit.deployment !== undefined || isKnown) return false;
  return isForeign(unit, catalog);
}

/** Several rules ask the same of one unit. */
const isForeign = memoizeLast((unit: ConfigUnit, catalog: Catalog): boolean => {
  const areUnknown = unit.assignments.every(
    (assignment) =>
      assignment.channel === "environment" &&
      (isSharedVariable(assignment) ||
        [assignment.property, plainName(assignment)].every(
          (name) => keyStatus(name, catalog).kind === "unknown",
        )),
  );
  if (!areUnknown) return false;
  const own = unit.assignments.filter((assignment) => !isSharedVariable(assignment)).slice(0, MOST_NAMES);
  const slips = own.filter(({ property }) => misspeltProperty(catalog, property) !== undefined);
  return slips.length * 2 <= own.length;
});

/** So many names show whose they are. */
const MOST_NAMES = 20;

/** The property that a variable is about, whether it has the value or the name of a file with it. */
function plainName({ property }: Assignment): string {
  return property.replace(/_file$/, "");
}
