import { memoizeLast } from "../../../grammar/text/memoize.ts";
import { wordTable } from "../../../grammar/text/word-table.ts";
import type { NearName } from "../../../schemas/catalog.ts";
import { SAFE } from "../../../schemas/nearest-names.ts";
import type { NginxTable } from "../../../schemas/nginx/nginx-table.ts";
import { describeRelease } from "../../../schemas/release.ts";
import { misspeltProperty } from "../../../schemas/suggest/misspelt-property.ts";
import { nearProperty } from "../../../schemas/suggest/near-property.ts";
import type { Fix } from "../../findings/fix.ts";
import { defineRule, type RuleContext } from "../../findings/rule.ts";
import type { Assignment } from "../../model/assignment.ts";
import type { ConfigUnit } from "../../model/config-unit.ts";
import { isSetElsewhere } from "../support/assignments.ts";
import { isDividerOfEquals } from "../support/dividers.ts";
import { isKongEnvDump, isOtherText } from "../support/documents.ts";
import { commentOutFix, renameFix } from "../support/fixes.ts";
import { writtenKeys } from "../support/names.ts";
import { injectionOf, mayBeDirective, sureMeaning } from "../support/nginx/named-as-directive.ts";
import { quoted } from "../support/quoting.ts";
import { acceptsValue, exampleValue } from "../support/suggestions.ts";

/** A name that a writer may have meant, and what to say of it. */
interface Suggestion {
  readonly advice: string;
  /** The property to rename it to, where that alone does what the text says. */
  readonly rename?: string | undefined;
}

type Candidate = Pick<NearName, "name" | "by">;

/** Times that nginx has directives for and Kong sets for each request. */
const SERVICE_TIMEOUT = /^(?:proxy|upstream)_(connect|send|read)_timeout$/;

/** Directives of nginx that Kong writes itself, from properties of another name. */
const WRITTEN_BY_KONG: Readonly<Record<string, string>> = wordTable({
  access_log: "proxy_access_log",
  error_log: "proxy_error_log",
});

/** Dictionaries that Kong declares itself; nginx refuses a second one of the name. `kong_db_cache` has the size of a property. */
const KONG_DICTIONARY =
  /^(?:kong|kong_\w*(?:db_cache|locks|events|rate_limiting|healthchecks|shm)\w*|prometheus_metrics)$/;

const SIZED_BY_KONG = /^kong_(?:core_)?db_cache$/;

function isKongDictionary(name: string): boolean {
  return SIZED_BY_KONG.test(name) || KONG_DICTIONARY.test(name);
}

/** Keys that no release knows: Kong walks its own list of properties and never sees them. */
export default defineRule({
  summary: "Unknown property, which Kong ignores",
  severity: "error",
  needs: "losses",
  layer: "policy",
  yieldsTo: ["syntax/numeric-string-mangled"],
  tables: (unit, catalog) =>
    writtenKeys({ unit, catalog, isExtraProperty: () => false }, "unknown").some(
      ({ assignment: { channel, property } }) => channel === "file" && mayBeDirective(property, catalog),
    )
      ? ["nginx"]
      : [],
  check(context) {
    const { unit, catalog, report } = context;
    if (isKongEnvDump(unit) || isOtherText(unit)) return;
    for (const { assignment } of writtenKeys(context, "unknown")) {
      if (assignment.channel === "environment" || isDividerOfEquals(assignment, catalog)) continue;
      const suggestion = suggest(assignment, context);
      report({
        at: assignment.nameSpan,
        property: assignment.property,
        message: `${describeRelease(catalog.release)} has no property ${quoted(assignment.writtenName)} and silently ignores this line. ${suggestion?.advice ?? "Remove it, unless a plugin or another program reads it."}`,
        fixes: suggestion?.rename === undefined ? [] : renames(assignment, suggestion.rename, context),
        dependsOnRelease: !catalog.exact,
      });
    }
  },
});

function suggest(assignment: Assignment, context: RuleContext): Suggestion | undefined {
  const { catalog, tables } = context;
  const { property } = assignment;
  const misspelt = misspeltProperty(catalog, property);
  if (misspelt !== undefined)
    return meaning({ name: misspelt, by: "spelling", score: 1 }, assignment, context);
  const timeout = SERVICE_TIMEOUT.exec(property)?.[1];
  if (timeout !== undefined)
    return {
      advice: `Kong reads this timeout from each service: its ${quoted(`${timeout === "send" ? "write" : timeout}_timeout`)}.`,
    };
  const own = Object.hasOwn(WRITTEN_BY_KONG, property) ? WRITTEN_BY_KONG[property] : undefined;
  if (own !== undefined)
    return {
      advice: `Use ${quoted(own)}, from which Kong writes this directive.`,
      rename: fitting({ name: own, by: "meaning" }, assignment, context),
    };
  const sure = sureMeaning(catalog, property);
  const injected = injectionOf(property, sure, catalog, tables.nginx);
  if (sure !== undefined && injected === undefined) return meaning(sure, assignment, context);
  if (injected !== undefined)
    return {
      advice: `It is an nginx directive: inject it with ${quoted(injected)}.`,
      rename: fitting({ name: injected, by: "meaning" }, assignment, context),
    };
  const dictionary = sharedDictionary(property, tables.nginx, assignment, context.unit);
  if (dictionary !== undefined) return { advice: dictionary };
  const meant = nearProperty(catalog, property);
  return meant && meaning(meant, assignment, context);
}

/** The question whether a near name was meant, with the edit where the name is sure and takes the value. */
function meaning(near: NearName, assignment: Assignment, context: RuleContext): Suggestion {
  const rename = near.score >= SAFE ? fitting(near, assignment, context) : undefined;
  const example = rename === undefined ? exampleValue(assignment, near.name, context.catalog) : undefined;
  const as = example === undefined ? "" : `, as in ${quoted(`${near.name} = ${example}`)}`;
  return { advice: `Did you mean ${quoted(near.name)}${as}?`, rename };
}

function fitting(candidate: Candidate, assignment: Assignment, context: RuleContext): string | undefined {
  return acceptsValue(assignment, candidate, context.catalog) ? candidate.name : undefined;
}

/** `lua_shared_dict cache = 64m`: the directive and its first argument have slipped into the name. */
function sharedDictionary(
  property: string,
  table: NginxTable | undefined,
  { writtenName }: Assignment,
  unit: ConfigUnit,
): string | undefined {
  const dictionary = dictionaryIn(writtenName);
  if (table === undefined || dictionary === undefined || property === "lua_shared_dict") return undefined;
  if (SIZED_BY_KONG.test(dictionary))
    return "Kong declares this dictionary itself, with the size of `mem_cache_size`.";
  if (isKongDictionary(dictionary)) return "Kong declares this dictionary itself: remove the line.";
  // A setting holds once. Further directives follow in its value.
  const [first = "", second] = dictionariesOf(unit);
  const setting = quoted(`nginx_http_lua_shared_dict = ${first}`);
  return second === undefined
    ? `For a shared dictionary, use ${setting}.`
    : `For shared dictionaries, use one ${setting}, and add the others to its value, separated by semicolons: ${quoted(`; lua_shared_dict ${second}`)}.`;
}

/** The dictionaries of a unit that are not Kong's own, with their sizes. */
const dictionariesOf = memoizeLast(({ assignments }: ConfigUnit): readonly string[] =>
  assignments.flatMap(({ writtenName, writtenValue }) => {
    const name = dictionaryIn(writtenName);
    return name === undefined || isKongDictionary(name) ? [] : `${name} ${writtenValue}`;
  }),
);

function dictionaryIn(writtenName: string): string | undefined {
  return /^lua_shared_dict[_ ]+(\S+)$/.exec(writtenName)?.[1];
}

/** Where what is meant is set already, this line is left over. */
function renames(assignment: Assignment, property: string, { unit }: RuleContext): Fix[] {
  if (isSetElsewhere(unit, property, assignment))
    return [commentOutFix("Comment out the line", "unsafe", assignment.span)];
  return [renameFix(`Rename to ${quoted(property)}`, "unsafe", assignment, property)];
}
