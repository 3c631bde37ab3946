import { editedLines, firstFrom } from "../../grammar/text/edited-lines.ts";
import { memoizeObject } from "../../grammar/text/memoize.ts";
import type { SourceText, TextFact } from "../../grammar/text/source-text.ts";
import { sliceSpan, span } from "../../grammar/text/span.ts";
import { isNoSecret } from "../../grammar/values/is-no-secret.ts";
import { type CommentedSetting, commentedSettings } from "../formats/shared/commented-settings.ts";
import { isHarmless, isPath } from "./harmless-value.ts";
import { secretParts } from "./secret-parts.ts";
import type { Secret } from "./secrets.ts";
import { type HolderOf, isSentence } from "./unparsed-secrets.ts";
import { withoutComment } from "./without-comment.ts";

/**
 * The secrets in the settings of a text that are commented out, in order. After an edit only its lines are looked at again: a file may
 * have thousands of such lines.
 * @param holderOf the same function for the same release
 */
export function commentedSecrets(source: SourceText, holderOf: HolderOf): readonly Secret[] {
  return source.fact(factFor(holderOf));
}

const factFor = memoizeObject(
  (holderOf: HolderOf): TextFact<readonly Secret[]> => ({
    compute: (source) => commentedSettings(source).flatMap((setting) => secretsIn(setting, holderOf)),
    update: (old, edit, before, after) => {
      const { before: lines, delta } = editedLines(before.text, edit);
      const settings = commentedSettings(after);
      const first = firstFrom(settings, ({ valueStart }) => valueStart, lines.start);
      const next = firstFrom(settings, ({ valueStart }) => valueStart, lines.end + delta + 1);
      const kept = firstFrom(old, startOf, lines.start);
      const behind = firstFrom(old, startOf, lines.end + 1);
      return [
        ...old.slice(0, kept),
        ...settings.slice(first, next).flatMap((setting) => secretsIn(setting, holderOf)),
        ...old.slice(behind).map((secret) => moved(secret, delta)),
      ];
    },
  }),
);

function startOf({ span: { start } }: Secret): number {
  return start;
}

function moved({ span: { start, end }, text }: Secret, by: number): Secret {
  return { span: span(start + by, end + by), text };
}

/** What is secret in a setting that is commented out. */
function secretsIn({ property, value, valueStart }: CommentedSetting, holderOf: HolderOf): readonly Secret[] {
  const at = (start: number, text: string): Secret => ({
    span: span(valueStart + start, valueStart + start + text.length),
    text,
  });
  if (value === "") return [];
  const holder = holderOf(property);
  if (holder === undefined)
    return secretParts(property, value).map((part) => at(part.start, sliceSpan(value, part)));
  const written = withoutComment(value);
  if (!isHarmless(holder, written)) return [at(0, value), at(0, written)];
  const comment = value.slice(written.length);
  // Kong's own file describes each property in such a comment, and has no value before it, or a path.
  if (isNoSecret(written) || isPath(written) || isSentence(comment.replace(/^[ \t]*#[ \t]*/, ""))) return [];
  return [{ ...at(written.length, comment), text: value }];
}
