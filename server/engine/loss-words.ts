import type { LossReason } from "../loader/reading.ts";

const WORDS: Readonly<Record<LossReason, string>> = {
  "unknown-key": "unknown property",
  "hidden-by-section": "after a section header",
  "not-an-assignment": "not a setting",
  "cut-at-hash": "cut off at `#`",
  "not-a-number": "not a number",
  "boolean-not-understood": "not a boolean",
  "number-normalised": "read as another number",
  empty: "empty, so it is unset",
  "overridden-by-later-line": "overridden",
  "overridden-by-layer": "overridden",
  "overridden-by-environment": "overridden",
  "alias-not-used": "old name, not used",
  "forced-off": "turned off by Kong",
};

/** Why Kong does not use a setting as it is written, for a person. */
export function lossWords(reason: string): string {
  return Object.hasOwn(WORDS, reason) ? WORDS[reason as LossReason] : reason;
}
