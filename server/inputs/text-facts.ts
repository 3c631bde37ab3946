import type { TextEdit } from "../../grammar/text/text-edit.ts";
import type { SourceDocument } from "../model/source-document.ts";
import { carryCommentedSettings } from "./commented-settings.ts";
import { LastAnswers } from "./last-answers.ts";
import { carryLooseSettings } from "./loose-settings.ts";

/** What is known of a text: words that it is known not to hold, and whether it is plain. */
interface Facts {
  readonly lacks: Set<string>;
  isPlain: boolean | undefined;
}

/** An editor has a few documents in hand. */
const DOCUMENTS = 4;

const known = new LastAnswers<SourceDocument, Facts>(DOCUMENTS);

const PLAIN = /^[\0-\x9f]*$/;

/** Whether a source holds a word, with each answer no kept over edits: most texts hold none of what is looked for. */
export function holdsWord(document: SourceDocument, word: string): boolean {
  const { lacks } = factsOf(document);
  if (lacks.has(word)) return false;
  if (document.text.includes(word)) return true;
  lacks.add(word);
  return false;
}

/** Whether all characters of a source lie below U+00A0: there is nothing to look for that looks like something else. */
export function isPlainText(document: SourceDocument): boolean {
  const facts = factsOf(document);
  facts.isPlain ??= PLAIN.test(document.text);
  return facts.isPlain;
}

/** Takes over what is known of a source before an edit, as far as the edit does not change it. */
export function carryTextFacts(before: SourceDocument, edit: TextEdit, after: SourceDocument): void {
  carryCommentedSettings(before, edit, after);
  carryLooseSettings(before, edit, after);
  const old = known.get(before);
  if (old === undefined) return;
  const lacks = new Set<string>();
  for (const word of old.lacks) {
    const from = Math.max(0, edit.span.start - word.length + 1);
    const to = edit.span.start + edit.newText.length + word.length - 1;
    if (!after.text.slice(from, to).includes(word)) lacks.add(word);
  }
  // What was not plain may have become so, which somebody will find out who asks.
  known.replace(before, after, {
    lacks,
    isPlain: old.isPlain === true ? PLAIN.test(edit.newText) : undefined,
  });
}

function factsOf(document: SourceDocument): Facts {
  let facts = known.get(document);
  if (facts === undefined) {
    facts = { lacks: new Set(), isPlain: undefined };
    known.set(document, facts);
  }
  return facts;
}
