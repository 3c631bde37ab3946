import { parseListen } from "../../../../grammar/listen/parse-listen.ts";
import snippetFile from "../../../../grammar/snippets.json" with { type: "json" };
import type { Catalog } from "../../../../schemas/catalog.ts";
import { compareVersions } from "../../../../schemas/release.ts";
import type { Analysis } from "../../../engine/analyze.ts";
import { separatorOf } from "../../../formats/kong-conf/separator-of.ts";
import { isIgnoredByRole } from "../../../rules/support/topology.ts";
import type { CursorContext } from "../../support/cursor-context.ts";
import { ItemKind } from "../../support/lsp-numbers.ts";
import type { Suggestion } from "./suggestion.ts";

/** Blocks of several lines, as editors know them: listeners, databases, hybrid mode. */
interface Snippet {
  readonly name: string;
  /** What one types for it. */
  readonly prefix: string;
  readonly body: readonly string[];
  readonly description: string;
}

const snippets: readonly Snippet[] = Object.entries(snippetFile).map(
  ([name, { prefix, body, description }]) => ({
    name,
    prefix: prefix.join(" "),
    body,
    description,
  }),
);

/** A reference to the environment vault round a place for a name. */
const REFERENCE = /\{vault:\/\/env\/(\$\{\d+:)[^}]*\}\}/g;

/**
 * The blocks that a release and the role of the node can take, in the syntax of the source. Lines whose property is set
 * already are left out. A block is left out altogether where most of it is set already, or where a line of it is not known to the
 * release, says something else than the source, or is nothing for the role.
 */
export function snippetSuggestions(
  analysis: Analysis,
  place: Extract<CursorContext, { kind: "key" }>,
): Suggestion[] {
  if (place.hasEquals || place.commented) return [];
  const set = writtenValues(analysis);
  return snippets.flatMap((snippet) => {
    const lines = linesFor(snippet, analysis, set);
    if (lines.length === 0) return [];
    return [
      {
        label: snippet.name,
        kind: ItemKind.snippet,
        insert: lines.join("\n"),
        isSnippet: true,
        replace: place.name,
        sort: `4${snippet.name}`,
        filter: `${snippet.prefix} ${snippet.name}`,
        detail: snippet.description,
      },
    ];
  });
}

/** What the source sets; undefined for a value that nobody knows before run time. */
type WrittenValues = ReadonlyMap<string, string | undefined>;

function writtenValues({ unit }: Analysis): WrittenValues {
  return new Map(
    unit.assignments.map(({ property, opaque, writtenValue }) => [
      property,
      opaque === undefined ? writtenValue : undefined,
    ]),
  );
}

function linesFor({ body }: Snippet, { unit, catalog, release }: Analysis, set: WrittenValues): string[] {
  const hasVaults = compareVersions(catalog.base, "2.8") >= 0;
  const isDotenv = unit.otherLines !== undefined;
  const separator = separatorOf(unit);
  const role = set.get("role");
  const lines: string[] = [];
  let alreadySet = 0;
  for (const line of body) {
    const match = /^(\w+) = (.*)$/.exec(line);
    if (match === null) {
      if (release.from === "comment") return [];
      lines.push(line);
      continue;
    }
    const [, name = "", written = ""] = match;
    if (!takes(catalog, name, written) || (role !== undefined && !suits(role, name, written))) return [];
    if (set.has(name)) {
      if (contradicts(set.get(name), written)) return [];
      alreadySet++;
      continue;
    }
    const value = withKnownFlags(hasVaults ? written : written.replace(REFERENCE, "$1}"), name, catalog);
    const quoted = isDotenv && value.includes('"') ? `'${value}'` : value;
    lines.push(`${isDotenv ? `KONG_${name.toUpperCase()}` : name}${separator}${quoted}`);
  }
  return alreadySet > lines.length ? [] : lines;
}

/** Whether a release has a property and, where its set is closed, the value. */
function takes(catalog: Catalog, name: string, value: string): boolean {
  const property = catalog.property(name);
  if (property === undefined) return false;
  // Before Kong 0.13 a listener was one address without flags.
  if (/_listen$/.test(name) && !catalog.listenProperties.has(name)) return false;
  if (property.enum === undefined || value.includes("${")) return true;
  return property.enum.includes(value) && property.rejectedValues?.includes(value) !== true;
}

/** Whether a node of a role makes use of a line; Kong refuses a control plane without a database. */
function suits(role: string, name: string, value: string): boolean {
  if (role === "control_plane" && name === "database") return value !== "off";
  return !isIgnoredByRole(name, role);
}

/** Whether a line of a block has a value of its own, and the source another one. */
function contradicts(set: string | undefined, value: string): boolean {
  return set !== undefined && set !== value && !value.includes("${");
}

/** A listen directive without the flags that the release does not know. */
function withKnownFlags(value: string, name: string, catalog: Catalog): string {
  const listener = catalog.listenProperties.get(name);
  if (listener === undefined) return value;
  const known = new Set(listener.flags.map((flag) => flag.name));
  const strange = parseListen(value).entries.flatMap(({ flags }) =>
    flags.flatMap(({ nameText, span }) => (known.has(nameText) ? [] : span)),
  );
  return strange.reduceRight(
    (text, { start, end }) => text.slice(0, start).trimEnd() + text.slice(end),
    value,
  );
}

/** The text of a block without its places, as the source would have it. */
export function snippetPreview(name: string, analysis: Analysis): string | undefined {
  const snippet = snippets.find((each) => each.name === name);
  return snippet && linesFor(snippet, analysis, writtenValues(analysis)).map(withoutPlaces).join("\n");
}

function withoutPlaces(line: string): string {
  return line.replace(/\$\{\d+\|([^,|]*)[^}]*\}/g, "$1").replace(/\$\{\d+:([^}]*)\}/g, "$1");
}
