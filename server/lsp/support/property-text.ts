import { memoizeObject, memoizeObjectText } from "../../../grammar/text/memoize.ts";
import { type Catalog, historyOf, type PropertyHistory } from "../../../schemas/catalog.ts";
import type { Property } from "../../../schemas/property.ts";
import { describeRelease, type Edition } from "../../../schemas/release.ts";
import type { Texts } from "../../../schemas/texts/load-texts.ts";
import { keyStatus } from "../../rules/support/names.ts";
import { inlineCode } from "./markup.ts";

/** What there is to say about a name of a setting in one release, whatever a source says. Markdown. */
export interface PropertyText {
  /** `switch · default off`: kind and default. Plain text. */
  readonly summary: string;
  /** What it does. */
  readonly text: string;
  /** Allowed values, changes of the default, releases, the variable: one line each. */
  readonly facts: readonly string[];
}

const EDITIONS: readonly (readonly [Edition, string])[] = [
  ["oss", "Kong"],
  ["enterprise", "Kong Enterprise"],
];

const KINDS: Readonly<Record<Property["type"], string>> = {
  boolean: "switch",
  ngx_boolean: "switch",
  number: "number",
  string: "text",
  array: "list",
  untyped: "text",
};

/** Explains a name as a release has it. The answer is kept for as long as the catalog. */
export function propertyText(name: string, catalog: Catalog, texts: Texts): PropertyText {
  return textOf(catalog)(texts, name);
}

const textOf = memoizeObject((catalog: Catalog) =>
  memoizeObjectText((texts: Texts, name) => explain(name, catalog, texts)),
);

function explain(name: string, catalog: Catalog, texts: Texts): PropertyText {
  const property = catalog.property(name);
  const history = historyOf(name);
  const namespace = catalog.dynamicPrefixOf(name);
  const text =
    texts.textOf(name) ??
    (namespace === undefined ? undefined : texts.namespaceTextOf(namespace.prefix)) ??
    "";
  return {
    summary: property === undefined ? "" : summaryOf(property),
    text,
    facts: [
      ...statusFacts(name, catalog),
      ...(property === undefined ? [] : propertyFacts(property)),
      ...(history === undefined ? [] : historyFacts(history)),
      `Variable: ${inlineCode(`KONG_${name.toUpperCase()}`)}`,
    ],
  };
}

/** Kind and default in a few words of plain text: `one of a set, default notice`. */
export function summaryOf(property: Property): string {
  const kind = property.enum !== undefined ? "one of a set" : KINDS[property.type];
  const value = shownDefault(property);
  return `${kind}, ${value === undefined ? "no default" : value === "" ? "empty by default" : `default ${value}`}`;
}

/** The default as it would be written; undefined where there is none. */
export function shownDefault(property: Property): string | undefined {
  return property.default ?? property.documentedDefault ?? undefined;
}

/** What the release makes of a name that it does not have, or advises against. */
function statusFacts(name: string, catalog: Catalog): string[] {
  const kong = describeRelease(catalog.release);
  const status = keyStatus(name, catalog);
  switch (status.kind) {
    case "known":
      return [];
    case "removed":
      return [`${kong} ignores it: it is gone since ${describeRelease(status.gone)}`];
    case "not-yet":
      return [`${kong} ignores it: it comes with ${describeRelease(status.comes)}`];
    case "enterprise-only":
      return [`${kong} ignores it: only Kong Enterprise has it`];
    case "nginx-namespace":
      return [`${kong} ignores it: it injects nothing under ${inlineCode(`nginx_${status.namespace}_`)}`];
    case "unknown": {
      const near = catalog.nearest(name, 2).map((each) => inlineCode(each.name));
      return [
        `${kong} does not know the name and ignores it${near.length === 0 ? "" : `; near to it: ${near.join(", ")}`}`,
      ];
    }
  }
}

function propertyFacts(property: Property): string[] {
  const { bounds, deprecated, deprecatedValues, aliasOf, directives } = property;
  const facts: string[] = [];
  if (deprecated !== undefined) {
    const names = deprecated.replacements.map(inlineCode).join(", ");
    facts.push(names === "" ? "Deprecated" : `Deprecated: write ${names}`);
  } else if (aliasOf !== undefined) facts.push(`Another name of ${inlineCode(aliasOf)}`);
  const allowed = allowedValues(property);
  if (allowed.length > 0) {
    const words = allowed.map(inlineCode).join(", ");
    facts.push(`${property.itemEnum === undefined ? "Allowed" : "Allowed items"}: ${words}`);
  } else if (property.type === "boolean" || property.type === "ngx_boolean")
    facts.push("Allowed: `on`, `off`");
  if (deprecatedValues !== undefined)
    facts.push(`Advised against: ${deprecatedValues.map(inlineCode).join(", ")}`);
  if (bounds !== undefined) facts.push(`Range: ${boundsWords(bounds)}`);
  if (directives !== undefined && directives.length > 0)
    facts.push(`Sets ${directives.map(inlineCode).join(", ")}`);
  return facts;
}

/** The values of a closed set that the release takes. */
export function allowedValues(property: Property): readonly string[] {
  const values = property.enum ?? property.itemEnum ?? [];
  return values.filter((value) => property.rejectedValues?.includes(value) !== true);
}

function boundsWords({ min, max, exclusiveMin, integer }: NonNullable<Property["bounds"]>): string {
  return [
    integer === true ? "a whole number" : "",
    min === undefined ? "" : `at least ${min}`,
    exclusiveMin === undefined ? "" : `more than ${exclusiveMin}`,
    max === undefined ? "" : `at most ${max}`,
  ]
    .filter((words) => words !== "")
    .join(", ");
}

function historyFacts(history: PropertyHistory): string[] {
  const facts: string[] = [];
  for (const [edition, title] of EDITIONS) {
    const words = history.presence
      .filter((each) => each.edition === edition)
      .map(({ since, before, orEarlier }) => {
        const from = `since ${since}${orEarlier ? " or earlier" : ""}`;
        return before === undefined ? from : `${from}, gone in ${before}`;
      });
    const gone = history.goneBy?.[edition];
    if (gone !== undefined) words.push(`gone by ${gone}`);
    const deprecated = history.deprecatedIn[edition];
    if (deprecated !== undefined) words.push(`deprecated in ${deprecated}`);
    if (words.length > 0) facts.push(`${title}: ${words.join("; ")}`);
    for (const { version, from, to } of history.defaultChanges.filter((each) => each.edition === edition))
      facts.push(`Default changed in ${title} ${version}: ${defaultWords(from)} → ${defaultWords(to)}`);
  }
  const replacements = history.replacements.map(inlineCode).join(", ");
  if (replacements !== "") facts.push(`Replaced by ${replacements}`);
  if (history.note !== undefined) facts.push(history.note);
  return facts;
}

function defaultWords(value: string | null): string {
  return value === null ? "unset" : value === "" ? "empty" : inlineCode(value);
}
