import { memoizeLast } from "../../../../grammar/text/memoize.ts";
import { sliceSpan } from "../../../../grammar/text/span.ts";
import type { NginxTable } from "../../../../schemas/nginx/nginx-table.ts";
import { usageOf } from "../../../../schemas/property-usage.ts";
import { sectionOf } from "../../../../schemas/texts/section-of.ts";
import type { Analysis } from "../../../engine/analyze.ts";
import { separatorOf } from "../../../formats/kong-conf/separator-of.ts";
import type { ConfigUnit } from "../../../model/config-unit.ts";
import { firstReaching, ownAssignments } from "../../support/assignment-at.ts";
import type { CursorContext } from "../../support/cursor-context.ts";
import { ItemKind } from "../../support/lsp-numbers.ts";
import { sectionAt } from "../../support/source-sections.ts";
import { directiveTemplates } from "./directive-templates.ts";
import { type KeyTemplate, keyTemplates, PLACEHOLDER } from "./key-templates.ts";
import { pluginServerKeys } from "./plugin-server-keys.ts";
import type { Suggestion } from "./suggestion.ts";

type KeyPlace = Extract<CursorContext, { kind: "key" }>;

/** What the suggestions for a name stand on. */
export interface KeyInputs {
  readonly analysis: Analysis;
  readonly place: KeyPlace;
  readonly nginx: NginxTable;
  readonly snippets: boolean;
  /** Whether the environment sets a property, so that writing it in the file changes nothing. */
  isOverridden(property: string): boolean;
}

/** The order of suggestions that fit equally well. */
const Rank = { property: "1", directive: "2", namespace: "3", overridden: "7", deprecated: "9" } as const;

/** The names that are written already. */
const writtenNames: (unit: ConfigUnit) => ReadonlySet<string> = memoizeLast(
  ({ assignments }) => new Set(assignments.map(({ property }) => property)),
  2,
);

/** The names that the release knows and the source does not set yet. */
export function keySuggestions(inputs: KeyInputs): Suggestion[] {
  const { analysis, place } = inputs;
  const { catalog, unit } = analysis;
  const typed = typedName(analysis, place);
  const namespace = catalog.dynamicPrefixes.find(
    ({ prefix, injects }) => injects && typed.startsWith(prefix),
  );
  const written = writtenNames(unit);
  const isWanted = (name: string) =>
    (!written.has(name) || place.assignment?.property === name) && fits(typed, name);
  const write = writer(inputs);
  if (namespace !== undefined) {
    return directiveTemplates(namespace, catalog, inputs.nginx)
      .filter(({ name }) => isWanted(namespace.prefix + name))
      .map(({ name, snippet, summary }) => {
        const property = namespace.prefix + name;
        return {
          ...write({ name: property, snippet, plain: "" }),
          kind: ItemKind.property,
          sort: `${Rank.directive}${name}`,
          detail: summary,
        };
      });
  }
  const current = currentSection(analysis, place.name.start);
  const keys = keyTemplates(catalog)
    .flatMap((template) =>
      template.name.includes(PLACEHOLDER)
        ? pluginServerKeys(template, analysis, inputs.snippets)
        : [template],
    )
    .filter(({ name }) => isWanted(name))
    .map((template) => keySuggestion(template, { current, typed }, inputs, write));
  return [...keys, ...namespaceSuggestions(inputs, write)];
}

/** The name without what its format puts before it, as it stands in front of the cursor. */
export function typedName({ unit }: Analysis, { name, cursor }: KeyPlace): string {
  const { text } = unit.document;
  return text
    .slice(name.start, cursor)
    .toLowerCase()
    .replace(/^kong_/, "");
}

/** Whether the letters stand in the name in their order: editors ask for no less. */
function fits(letters: string, name: string): boolean {
  let at = 0;
  for (const letter of letters) {
    at = name.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

/** How well a name fits what is typed: it begins with it, a word of it does, or its letters are in it somewhere. */
function matchOf(typed: string, name: string): 0 | 1 | 2 {
  if (name.startsWith(typed)) return 0;
  return name.includes(`_${typed}`) ? 1 : 2;
}

/** Three digits that order names by how rarely public files set them. */
function rarity(name: string): string {
  return String(Math.max(0, 999 - usageOf(name))).padStart(3, "0");
}

type Write = (
  key: Pick<KeyTemplate, "name" | "namePlace" | "snippet" | "plain">,
) => Pick<Suggestion, "label" | "insert" | "isSnippet" | "replace" | "filter">;

/** Writes a key in the style of the source: its case, the blanks round `=`, quotes where a shell reads the value. */
function writer({ analysis, place, snippets }: KeyInputs): Write {
  const { unit } = analysis;
  const { spell } = place;
  if (spell !== undefined)
    return ({ name, plain }) => ({
      label: unit.format.spell(name),
      insert: spell(name, place.hasEquals ? undefined : plain),
      isSnippet: false,
      replace: place.name,
      filter: name,
    });
  const { text } = unit.document;
  const isDotenv = unit.otherLines !== undefined;
  const separator = separatorOf(unit);
  const lineStart = text.lastIndexOf("\n", place.name.start - 1) + 1;
  const exported = isDotenv && /^\s*export\s/.test(text.slice(lineStart, place.name.start));
  const typed = sliceSpan(text, place.name);
  const byName = isDotenv && !/^k/i.test(typed) && typed !== "";
  return ({ name, namePlace, snippet, plain }) => {
    const label = isDotenv ? `KONG_${name.toUpperCase()}` : name;
    const filter = byName ? { filter: name } : {};
    const written = namePlace === undefined ? label : label.replace(PLACEHOLDER, () => namePlace);
    const isSnippet = namePlace !== undefined;
    if (place.hasEquals) return { label, insert: written, isSnippet, replace: place.name, ...filter };
    const value = snippets ? snippet : plain;
    const quote = exported && /[^\w./:@%+,=$|{}-]/.test(plain) ? "'" : "";
    return {
      label,
      insert: `${written}${separator}${quote}${value}${quote}`,
      isSnippet: snippets,
      replace: place.name,
      ...filter,
    };
  };
}

function keySuggestion(
  template: KeyTemplate,
  place: { readonly current: string | undefined; readonly typed: string },
  inputs: KeyInputs,
  write: Write,
): Suggestion {
  const { name, section, sectionTitle, summary, deprecatedFor } = template;
  const overridden = inputs.isOverridden(name);
  const rank = deprecatedFor !== undefined ? Rank.deprecated : overridden ? Rank.overridden : Rank.property;
  const successor = deprecatedFor?.join(", ");
  return {
    ...write(template),
    kind: ItemKind.property,
    sort: `${rank}${matchOf(place.typed, name)}${section !== "" && section === place.current ? 0 : 1}${rarity(name)} ${name}`,
    detail: summary,
    group:
      successor !== undefined
        ? successor === ""
          ? "deprecated"
          : `deprecated: ${successor}`
        : overridden
          ? "the environment sets it"
          : sectionTitle,
    ...(deprecatedFor !== undefined && { isDeprecated: true }),
  };
}

/** The begin of a name in which every directive of nginx may follow. */
function namespaceSuggestions({ analysis, place }: KeyInputs, write: Write): readonly Suggestion[] {
  if (place.hasEquals) return [];
  return analysis.catalog.dynamicPrefixes
    .filter(({ injects }) => injects)
    .map(({ prefix }): Suggestion => {
      const { label, replace, filter } = write({ name: prefix, snippet: "", plain: "" });
      return {
        label,
        insert: label,
        replace,
        ...(filter !== undefined && { filter }),
        kind: ItemKind.module,
        sort: `${Rank.namespace}${prefix}`,
        detail: "nginx directives that Kong injects",
        leadsOn: true,
      };
    });
}

/** The section of Kong's reference that the lines around a place belong to. */
function currentSection({ unit, catalog }: Analysis, offset: number): string | undefined {
  const heading = sectionAt(unit, offset)?.known?.id;
  if (heading !== undefined) return heading;
  const next = firstReaching(ownAssignments(unit), offset);
  for (const assignment of [ownAssignments(unit)[next - 1], ownAssignments(unit)[next]]) {
    const section = assignment && catalog.property(assignment.property)?.section;
    if (section != null) return sectionOf(section)?.id;
  }
  return undefined;
}
