import snippetFile from "../../../../grammar/snippets.json" with { type: "json" };
import { compareVersions } from "../../../../schemas/release.ts";
import type { Analysis } from "../../../engine/lint.ts";
import { separatorOf } from "../../../inputs/separator-of.ts";
import type { CursorPlace } from "../../support/cursor-place.ts";
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
 * The blocks that a release can take, in the syntax of the source. Lines whose property is set already are left out, and a
 * block of which another line is not known to the release altogether.
 */
export function snippetSuggestions(
  analysis: Analysis,
  place: Extract<CursorPlace, { kind: "key" }>,
): Suggestion[] {
  if (place.hasEquals || place.commented) return [];
  return snippets.flatMap((snippet) => {
    const lines = linesFor(snippet, analysis);
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

function linesFor({ body }: Snippet, { unit, catalog, release }: Analysis): string[] {
  const set = new Set(unit.assignments.map(({ property }) => property));
  const hasVaults = compareVersions(catalog.base, "2.8") >= 0;
  const isDotenv = unit.syntax.carrier === "dotenv";
  const separator = separatorOf(unit);
  const lines: string[] = [];
  for (const line of body) {
    const match = /^(\w+) = (.*)$/.exec(line);
    if (match === null) {
      if (release.from === "comment") return [];
      lines.push(line);
      continue;
    }
    const [, name = "", written = ""] = match;
    if (!takes(catalog, name, written)) return [];
    if (set.has(name)) continue;
    const value = hasVaults ? written : written.replace(REFERENCE, "$1}");
    const quoted = isDotenv && value.includes('"') ? `'${value}'` : value;
    lines.push(`${isDotenv ? `KONG_${name.toUpperCase()}` : name}${separator}${quoted}`);
  }
  return lines;
}

/** Whether a release has a property and, where its set is closed, the value. */
function takes(catalog: Analysis["catalog"], name: string, value: string): boolean {
  const property = catalog.property(name);
  if (property === undefined) return false;
  if (property.enum === undefined || value.includes("${")) return true;
  return property.enum.includes(value) && property.rejectedValues?.includes(value) !== true;
}

/** The text of a block without its places. */
export function snippetPreview(name: string): string | undefined {
  const snippet = snippets.find((each) => each.name === name);
  return snippet?.body
    .join("\n")
    .replace(/\$\{\d+\|([^,|]*)[^}]*\}/g, "$1")
    .replace(/\$\{\d+:([^}]*)\}/g, "$1");
}
