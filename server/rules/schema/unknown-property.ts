import type { NginxTable } from "../../../schemas/nginx/nginx-table.ts";
import { describeRelease } from "../../../schemas/release.ts";
import type { Fix } from "../../engine/fix.ts";
import { defineRule, type RuleContext } from "../../engine/rule.ts";
import type { Assignment } from "../../inputs/assignment.ts";
import { isKongEnvDump } from "../support/is-kong-env-dump.ts";
import { isSetElsewhere } from "../support/is-set-elsewhere.ts";
import { meantProperty } from "../support/meant-property.ts";
import { misspeltProperty } from "../support/misspelt-property.ts";
import { namedAnywhere } from "../support/named-anywhere.ts";
import { nginxHome } from "../support/nginx-home.ts";
import { quoted } from "../support/quoted.ts";
import { writtenKeys } from "../support/written-keys.ts";

/** A name that a writer may have meant, and what to say of it. */
interface Suggestion {
  /** undefined: what is meant is no property. */
  readonly name: string | undefined;
  readonly advice: string;
}

/** Times that nginx has directives for and Kong sets for each request. */
const SERVICE_TIMEOUT = /^(?:proxy|upstream)_(connect|send|read)_timeout$/;

/** Directives of nginx that Kong writes itself, from properties of another name. */
const WRITTEN_BY_KONG: Readonly<Record<string, string>> = {
  access_log: "proxy_access_log",
  error_log: "proxy_error_log",
};

/** Dictionaries that Kong declares itself; nginx refuses a second one of the name. `kong_db_cache` has the size of a property. */
const KONG_DICTIONARY =
  /^(?:kong|kong_\w*(?:db_cache|locks|events|rate_limiting|healthchecks|shm)\w*|prometheus_metrics)$/;

/** Keys that no release knows: Kong walks its own list of properties and never sees them. */
export default defineRule({
  summary: "Kong has no such property and ignores the line",
  severity: "error",
  yieldsTo: [
    "syntax/key-case",
    "syntax/key-punctuation",
    "syntax/invisible-characters",
    "schema/documented-typo",
    "syntax/encoding",
  ],
  tables: (unit, catalog) =>
    writtenKeys({ unit, catalog, isExtraProperty: () => false }, "unknown").some(mayBeDirective)
      ? ["nginx"]
      : [],
  check(context) {
    const { unit, catalog, report } = context;
    if (isKongEnvDump(unit)) return;
    for (const { assignment } of writtenKeys(context, "unknown")) {
      if (assignment.layer === "environment") continue;
      const suggestion = suggest(assignment, context);
      report({
        at: assignment.nameSpan,
        property: assignment.property,
        message: `${describeRelease(catalog.release)} has no property ${quoted(assignment.writtenName)} and ignores this line without a word. ${suggestion?.advice ?? "Remove it, or see whether a plugin or another program was meant to read it."}`,
        fixes: suggestion?.name === undefined ? [] : renames(assignment, suggestion.name, context),
        dependsOnRelease: !catalog.exact,
      });
    }
  },
});

/** Whether a name that no release knows may be a directive of nginx; names in a namespace of nginx have a rule of their own. */
function mayBeDirective({ assignment: { layer, property } }: { readonly assignment: Assignment }): boolean {
  return layer === "file" && !property.startsWith("nginx_") && !namedAnywhere(property);
}

function suggest(assignment: Assignment, { catalog, tables }: RuleContext): Suggestion | undefined {
  const { property } = assignment;
  const misspelt = misspeltProperty(catalog, property);
  if (misspelt !== undefined) return { name: misspelt, advice: `Did you mean ${quoted(misspelt)}?` };
  const timeout = SERVICE_TIMEOUT.exec(property)?.[1];
  if (timeout !== undefined)
    return {
      name: undefined,
      advice: `Kong takes this time from each service: its ${quoted(`${timeout === "send" ? "write" : timeout}_timeout`)}.`,
    };
  const own = Object.hasOwn(WRITTEN_BY_KONG, property) ? WRITTEN_BY_KONG[property] : undefined;
  if (own !== undefined) return { name: own, advice: `Kong writes this directive from ${quoted(own)}.` };
  const injected = tables.nginx && nginxHome(property, catalog, tables.nginx);
  if (injected !== undefined)
    return { name: injected, advice: `It is a directive of nginx: ${quoted(injected)} puts it there.` };
  const dictionary = sharedDictionary(property, tables.nginx, assignment);
  if (dictionary !== undefined) return dictionary;
  const meant = meantProperty(catalog, property);
  return meant === undefined ? undefined : { name: meant, advice: `Did you mean ${quoted(meant)}?` };
}

/** `lua_shared_dict cache = 64m`: the directive and its first argument have slipped into the name. */
function sharedDictionary(
  property: string,
  table: NginxTable | undefined,
  { writtenName, writtenValue }: Assignment,
): Suggestion | undefined {
  const dictionary = /^lua_shared_dict[_ ]+(\S+)$/.exec(writtenName)?.[1];
  if (table === undefined || dictionary === undefined || property === "lua_shared_dict") return undefined;
  if (/^kong_(?:core_)?db_cache$/.test(dictionary))
    return {
      name: undefined,
      advice: "Kong declares this dictionary itself, in the size of `mem_cache_size`.",
    };
  if (KONG_DICTIONARY.test(dictionary))
    return { name: undefined, advice: "Kong declares this dictionary itself: remove the line." };
  return {
    name: undefined,
    advice: `For a shared dictionary, write ${quoted(`nginx_http_lua_shared_dict = ${dictionary} ${writtenValue}`)}.`,
  };
}

/** Where what is meant is set already, this line is left over. */
function renames(assignment: Assignment, property: string, { unit }: RuleContext): Fix[] {
  if (isSetElsewhere(unit, property, assignment))
    return [
      {
        title: "Turn the line into a comment",
        applicability: "unsafe",
        edits: [{ kind: "comment-out", span: assignment.span }],
      },
    ];
  return [
    {
      title: `Rename it to ${property}`,
      applicability: "unsafe",
      edits: [{ kind: "rename", assignment, property }],
    },
  ];
}
