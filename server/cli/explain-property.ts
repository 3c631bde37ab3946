import { wrapText } from "../../grammar/text/wrap-text.ts";
import { type Catalog, historyOf, type PropertyHistory } from "../../schemas/catalog.ts";
import type { Property } from "../../schemas/property.ts";
import { describeRelease, type Edition } from "../../schemas/release.ts";
import { loadTexts, type Texts } from "../../schemas/texts/load-texts.ts";
import type { Page } from "../report/page.ts";
import { rulePages } from "../rules/rule-pages.ts";

/** Cells of a line where nobody knows how many there are. */
const MEASURE = 100;

const EDITIONS: readonly (readonly [Edition, string])[] = [
  ["oss", "Kong"],
  ["enterprise", "Kong Enterprise"],
];

const TYPES: Readonly<Record<Property["type"], string>> = {
  boolean: "boolean: `on` and `true` mean on, everything else means off",
  ngx_boolean: "nginx boolean: `on` or `off`",
  number: "number",
  string: "string",
  array: "comma-separated list",
  untyped: "string",
};

/**
 * All that is known about a property, for a person: what it does, its type and values in one release, defaults over all of
 * them, since when and until when it exists, what replaces it, which rules speak of it. undefined for an unknown name.
 */
export async function explainProperty(
  name: string,
  catalog: Catalog,
  { style, measure = MEASURE }: Page,
): Promise<string | undefined> {
  const history = historyOf(name);
  const property = catalog.property(name);
  const prefix = catalog.dynamicPrefixOf(name);
  if (history === undefined && property === undefined && prefix === undefined) return undefined;
  const texts = await loadTexts();
  const text =
    texts.textOf(name) ?? (prefix === undefined ? undefined : texts.namespaceTextOf(prefix.prefix));
  const facts = [
    ...(property === undefined ? [] : propertyFacts(property, texts)),
    ...(history === undefined ? [] : historyFacts(history)),
    ["variable", `KONG_${name.toUpperCase()}`] as const,
    ["rules", rulesAbout(name).join(", ")] as const,
  ].filter(([, value]) => value !== "");
  const missing =
    property === undefined && prefix === undefined ? `not in ${describeRelease(catalog.release)}` : "";
  const head = style.paint("strong", name);
  const where = style.paint("faint", missing === "" ? `in ${describeRelease(catalog.release)}` : missing);
  const width = Math.max(...facts.map(([label]) => label.length));
  const lines = facts.flatMap(([label, value]) =>
    style
      .proseLines(wrapText(value, Math.max(20, measure - width - 4), 0))
      .map((line, index) => `  ${style.paint("faint", (index === 0 ? label : "").padEnd(width))}  ${line}`),
  );
  const prose = text === undefined ? [] : [...style.proseLines(wrapText(text, measure, 0)), ""];
  return `${[`${head}  ${where}`, "", ...prose, ...lines].join("\n")}\n`;
}

type Fact = readonly [label: string, value: string];

function propertyFacts(property: Property, texts: Texts): readonly Fact[] {
  const values = property.enum ?? property.itemEnum ?? [];
  const allowed = values.filter((value) => property.rejectedValues?.includes(value) !== true);
  const section = property.section === null ? undefined : texts.sectionOf(property.section)?.title;
  const { min, max, exclusiveMin, integer } = property.bounds ?? {};
  const bounds = [
    integer === true ? "a whole number" : "",
    min === undefined ? "" : `at least ${min}`,
    exclusiveMin === undefined ? "" : `more than ${exclusiveMin}`,
    max === undefined ? "" : `at most ${max}`,
  ].filter((words) => words !== "");
  return [
    ["section", section ?? property.section ?? ""],
    ["type", TYPES[property.type]],
    ["allowed", allowed.map((value) => `\`${value}\``).join(", ")],
    ["range", bounds.join(", ")],
    ["default", shownDefault(property.default)],
    ["secret", property.sensitive ? "yes: kong-lint never shows its value" : ""],
  ];
}

function historyFacts(history: PropertyHistory): readonly Fact[] {
  const facts: Fact[] = [];
  for (const [edition, title] of EDITIONS) {
    const spans = history.presence.filter((presence) => presence.edition === edition);
    const words = spans.map(({ since, before }) =>
      before === undefined ? `since ${since}` : `since ${since}, removed in ${before}`,
    );
    if (words.length > 0) facts.push([title, words.join("; ")]);
    const gone = history.goneBy?.[edition];
    if (gone !== undefined) facts.push([title, `removed by ${gone}`]);
    const deprecated = history.deprecatedIn[edition];
    if (deprecated !== undefined) facts.push(["deprecated", `in ${title} ${deprecated}`]);
    for (const { version, from, to } of history.defaultChanges.filter(
      (change) => change.edition === edition,
    )) {
      facts.push(["default changed", `${title} ${version}: ${shownDefault(from)} → ${shownDefault(to)}`]);
    }
  }
  const replacements = history.replacements.map((each) => `\`${each}\``).join(", ");
  return [...facts, ["replaced by", replacements], ["note", history.note ?? ""]];
}

function shownDefault(value: string | null): string {
  if (value === null) return "unset";
  return value === "" ? "empty" : `\`${value}\``;
}

/** Rules whose page names the property in backquotes. */
function rulesAbout(name: string): readonly string[] {
  const words = new RegExp(`(?<![\\w])${name.replace(/[^\w]/g, "\\$&")}(?![\\w])`);
  return Object.entries(rulePages)
    .filter(([, page]) => words.test(page))
    .map(([id]) => id);
}
