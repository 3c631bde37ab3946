import { type Span, span } from "../../../../grammar/text/span.ts";
import { knownReleases } from "../../../../schemas/known-releases.ts";
import { formatRelease, versionLine } from "../../../../schemas/release.ts";
import type { Analysis } from "../../../engine/analyze.ts";
import { ItemKind } from "../../support/lsp-numbers.ts";
import type { Suggestion } from "./suggestion.ts";

/** The words that begin a comment for kong-lint. */
const WORDS: readonly (readonly [word: string, detail: string])[] = [
  ["kong-lint-disable-next-line ", "suppress findings of the next setting"],
  ["kong-lint-disable-line ", "suppress findings of this line"],
  ["kong-lint-disable ", "suppress findings from here on"],
  ["kong-lint-enable ", "end of a suppression"],
  ["kong-lint-disable-file ", "suppress findings of the whole file"],
  ["kong-lint: kong=", "the Kong release of this file"],
];

/** Fewer letters than these begin any sentence. */
const LEAST_LETTERS = 2;

/** What may follow in a comment for kong-lint: its first word, the rules it names, a release. Empty in other comments. */
export async function commentSuggestions({ linked }: Analysis, cursor: number): Promise<Suggestion[]> {
  const { source } = linked;
  const comment = source.format.commentAt(source, cursor);
  if (comment === undefined) return [];
  const { text } = source.document;
  const before = text.slice(comment.span.start, cursor).replace(/^(?:<!--|[#;/]+)[ \t]*/, "");
  const start = cursor - before.length;
  const rule =
    /^kong-lint-(?:disable(?:-next-line|-line|-file)?|enable)[ \t]+(?:[\w/-]+[ \t]*,[ \t]*)*([\w/-]*)$/.exec(
      before,
    );
  if (rule !== null) return ruleSuggestions(wordAround(text, cursor - (rule[1] ?? "").length, cursor));
  const release = /^kong-lint:[ \t]*kong[ \t]*=[ \t]*([\w@.-]*)$/.exec(before);
  if (release !== null)
    return releaseSuggestions(wordAround(text, cursor - (release[1] ?? "").length, cursor));
  if (before.length < LEAST_LETTERS || !WORDS.some(([word]) => word.startsWith(before))) return [];
  return WORDS.map(([word, detail], index) => ({
    label: word.trim(),
    insert: word,
    replace: span(start, cursor),
    kind: ItemKind.keyword,
    sort: String(index),
    detail,
    leadsOn: true,
  }));
}

/** A word from its begin to its end behind the cursor. */
function wordAround(text: string, start: number, cursor: number): Span {
  const rest = /^[\w/@.-]*/.exec(text.slice(cursor, cursor + 100))?.[0] ?? "";
  return span(start, cursor + rest.length);
}

async function ruleSuggestions(replace: Span): Promise<Suggestion[]> {
  const { rules } = await import("../../../rules/registry.ts");
  return rules.map(({ id, summary }) => ({
    label: id,
    insert: id,
    replace,
    kind: ItemKind.enumMember,
    sort: id,
    detail: summary,
  }));
}

/** The lines of both editions, the newest first. */
function releaseSuggestions(replace: Span): Suggestion[] {
  const names = knownReleases()
    .map(({ edition, version }) => formatRelease({ edition, version: versionLine(version) }))
    .reverse();
  return [...new Set(names)].map((name, index) => ({
    label: name,
    insert: name,
    replace,
    kind: ItemKind.enumMember,
    sort: String(index).padStart(3, "0"),
  }));
}
