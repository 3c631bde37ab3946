import type { CompletionItem, CompletionList, Range } from "vscode-languageserver";
import type { Span } from "../../../../grammar/text/span.ts";
import type { ClientSupport } from "../../client-support.ts";
import type { DocumentAnalysis } from "../../document-analysis.ts";
import type { ResolveData } from "../../feature.ts";
import { DEPRECATED_TAG, InsertFormat, type ItemKind } from "../../support/lsp-numbers.ts";

/** What the items of a list are, so that their documentation can be looked up by their labels. */
export type ListTopic =
  | { readonly of: "keys" }
  /** Words of a comment for kong-lint. */
  | { readonly of: "comments" }
  | {
      readonly of: "values";
      readonly property: string;
      /** There where the list offers flags of an address that has TLS. */
      readonly isTls?: true;
    };

export type SuggestionData = ResolveData & ListTopic;

/** Something to write at a cursor, before it takes the form that a client wants. */
export interface Suggestion {
  readonly label: string;
  readonly kind: (typeof ItemKind)[keyof typeof ItemKind];
  /** In the syntax of snippets where {@link isSnippet}. */
  readonly insert: string;
  readonly isSnippet?: boolean;
  /** The characters that it takes the place of; the cursor is among them. */
  readonly replace: Span;
  /** Orders suggestions of equal fit. */
  readonly sort: string;
  /** What the written characters are compared with, where that is not the label. */
  readonly filter?: string;
  /** A few words: kind and default. */
  readonly detail?: string;
  /** Where it belongs: a section, `default`. */
  readonly group?: string;
  readonly isDeprecated?: boolean;
  readonly isPreselected?: boolean;
  /** More suggestions follow once it is written. */
  readonly leadsOn?: boolean;
  /** The end of what it replaces must go with it in any case, such as a closing brace. */
  readonly isWhole?: boolean;
}

/** What a list is besides its suggestions. */
export interface ListFacts {
  readonly cursor: number;
  readonly topic: ListTopic;
  /** Whether another character may bring suggestions that are not in the list. */
  readonly isIncomplete: boolean;
}

/** The command of VS Code and its kin that asks for suggestions; sent to clients that say they have it. */
const SUGGEST = "editor.action.triggerSuggest";

/** Gives suggestions the form that a client takes. */
export function toCompletionList(
  suggestions: readonly Suggestion[],
  document: DocumentAnalysis,
  client: ClientSupport,
  { cursor, topic, isIncomplete }: ListFacts,
): CompletionList {
  const rangesOf = ranges(document, client, cursor);
  const { listDefaults } = client.completion;
  const data: SuggestionData = { uri: document.uri, ...topic };
  const shared = listDefaults.has("editRange") ? sharedPlace(suggestions) : undefined;
  const items = suggestions.map((suggestion) => {
    const item = toItem(suggestion, client);
    if (!listDefaults.has("data")) item.data = data;
    if (shared !== undefined) item.textEditText = suggestion.insert;
    else item.textEdit = { newText: suggestion.insert, ...rangesOf(suggestion) };
    return item;
  });
  const place = shared && rangesOf(shared);
  const itemDefaults: CompletionList["itemDefaults"] = {};
  if (place !== undefined) itemDefaults.editRange = "range" in place ? place.range : place;
  if (listDefaults.has("data")) itemDefaults.data = data;
  return { isIncomplete, ...(listDefaults.size > 0 && { itemDefaults }), items };
}

function toItem(suggestion: Suggestion, client: ClientSupport): CompletionItem {
  const { label, kind, sort, filter, detail, group } = suggestion;
  const item: CompletionItem = { label, kind, sortText: sort };
  if (filter !== undefined) item.filterText = filter;
  if (suggestion.isSnippet === true) item.insertTextFormat = InsertFormat.snippet;
  if (detail !== undefined && detail !== "") item.detail = detail;
  if (group !== undefined && group !== "" && client.completion.labelDetails)
    item.labelDetails = { description: group };
  if (suggestion.isDeprecated === true) {
    if (client.completion.tags) item.tags = [DEPRECATED_TAG];
    else item.deprecated = true;
  }
  if (suggestion.isPreselected === true) item.preselect = true;
  if (suggestion.leadsOn === true && client.commands.has(SUGGEST))
    item.command = { title: "Suggest", command: SUGGEST };
  return item;
}

/** One of the suggestions where all of them replace the same characters in the same way. */
function sharedPlace(suggestions: readonly Suggestion[]): Suggestion | undefined {
  const [first] = suggestions;
  const isSame = ({ replace, isWhole }: Suggestion) =>
    replace.start === first?.replace.start && replace.end === first.replace.end && isWhole === first.isWhole;
  return suggestions.every(isSame) ? first : undefined;
}

type Ranges = { readonly range: Range } | { readonly insert: Range; readonly replace: Range };

/** Where suggestions go; those that replace the same characters share the answer. */
function ranges({ positions }: DocumentAnalysis, client: ClientSupport, cursor: number) {
  const at = positions.position(cursor);
  const known = new Map<string, Ranges>();
  const rangesFor = ({ replace: place, isWhole }: Suggestion): Ranges => {
    const full = positions.range(place);
    // An edit of a completion must hold the cursor and stay on its line.
    const fits =
      full.start.line === at.line &&
      full.end.line === at.line &&
      place.start <= cursor &&
      cursor <= place.end;
    const replace = fits ? full : { start: at, end: at };
    return client.completion.insertReplace && isWhole !== true
      ? { insert: { start: replace.start, end: at }, replace }
      : { range: replace };
  };
  return (suggestion: Suggestion): Ranges => {
    const key = `${suggestion.replace.start} ${suggestion.replace.end} ${suggestion.isWhole === true}`;
    let answer = known.get(key);
    if (answer === undefined) {
      answer = rangesFor(suggestion);
      known.set(key, answer);
    }
    return answer;
  };
}

/** A text inside a snippet. */
export function snippetText(text: string): string {
  return text.replace(/[\\$}]/g, "\\$&");
}

/** A choice of a snippet. */
export function snippetChoice(values: readonly string[]): string {
  return `\${1|${values.map((value) => value.replace(/[\\$},|]/g, "\\$&")).join(",")}|}`;
}
