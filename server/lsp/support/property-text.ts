import { memoizeObject, memoizeObjectText } from "../../../grammar/text/memoize.ts";
import { type Catalog, historyOf, type PropertyHistory } from "../../../schemas/catalog.ts";
import type { Property } from "../../../schemas/property.ts";
import { describeRelease, type Edition } from "../../../schemas/release.ts";
import type { Texts } from "../../../schemas/texts/load-texts.ts";
import { keyStatus } from "../../rules/support/names.ts";
import { inlineCode } from "./markup.ts";

/** What there is to say about a name of a setting in one release, whatever a source says. Markdown. */
export interface PropertyText {
  /** `boolean, default off`: kind and default. Plain text. */
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
  boolean: "boolean",
  ngx_boolean: "boolean",
  number: "number",
  string: "string",
  array: "list",
  untyped: "string",
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

/** Kind and default in a few words of plain text: `enum, default notice`. */
export function summaryOf(property: Property): string {
  const kind = property.enum !== undefined ? "enum" : KINDS[property.type];
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
      return [`${kong} ignores it: it was removed in ${describeRelease(status.gone)}`];
    case "not-yet":
      return [`${kong} ignores it: it was added in ${describeRelease(status.comes)}`];
    case "enterprise-only":
      return [`${kong} ignores it: only Kong Enterprise has it`];
    case "nginx-namespace":
      return [`${kong} ignores it: it injects nothing under ${inlineCode(`nginx_${status.namespace}_`)}`];
    case "unknown": {
      const near = catalog.nearest(name, 2).map((each) => inlineCode(each.name));
      return [
        `Unknown property (ignored by ${kong})${near.length === 0 ? "" : `. Similar: ${near.join(", ")}`}`,
      ];
    }
  }
}

function propertyFacts(property: Property): string[] {
  const { bounds, deprecated, deprecatedValues, aliasOf, directives } = property;
  const facts: string[] = [];
  if (deprecated !== undefined) {
    const names = deprecated.replacements.map(inlineCode).join(", ");
    facts.push(names === "" ? "Deprecated" : `Deprecated: use ${names}`);
  } else if (aliasOf !== undefined) facts.push(`Another name of ${inlineCode(aliasOf)}`);
  const allowed = allowedValues(property);
  if (allowed.length > 0) {
    const words = allowed.map(inlineCode).join(", ");
    facts.push(`${property.itemEnum === undefined ? "Allowed" : "Allowed items"}: ${words}`);
  } else if (property.type === "boolean" || property.type === "ngx_boolean")
    facts.push("Allowed: `on`, `off`");
  if (deprecatedValues !== undefined)
    facts.push(`Not recommended: ${deprecatedValues.map(inlineCode).join(", ")}`);
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

/** What changed over the releases, the newest first: one line for each edition that the release at hand does not say already. */
function historyFacts(history: PropertyHistory): string[] {
  const facts = EDITIONS.flatMap(([edition, title]) => {
    const words = editionHistory(history, edition);
    return words.length === 0 ? [] : [`${title}: ${words.join("; ")}`];
  });
  const replacements = history.replacements.map(inlineCode).join(", ");
  return [
    ...(replacements === "" ? [] : [`Replaced by ${replacements}`]),
    ...(history.note === undefined ? [] : [history.note]),
    ...facts,
  ];
}

/** The releases of an edition that have a property, and the changes of its default. */
function editionHistory(history: PropertyHistory, edition: Edition): string[] {
  const presence = history.presence
    .filter((each) => each.edition === edition)
    .map(({ since, before, orEarlier }) => {
      const from = `since ${since}${orEarlier ? " or earlier" : ""}`;
      return before === undefined ? from : `${from}, removed in ${before}`;
    })
    .reverse();
  const removed = history.goneBy?.[edition];
  const deprecated = history.deprecatedIn[edition];
  const defaults = history.defaultChanges
    .filter((each) => each.edition === edition)
    .map(
      ({ version, from, to }) => `default ${defaultWords(to)} since ${version}, before ${defaultWords(from)}`,
    )
    .reverse();
  return [
    ...(removed === undefined ? [] : [`removed by ${removed}`]),
    ...(deprecated === undefined ? [] : [`deprecated in ${deprecated}`]),
    ...defaults,
    ...presence,
  ];
}

function defaultWords(value: string | null): string {
  return value === null ? "unset" : value === "" ? "empty" : inlineCode(value);
}
