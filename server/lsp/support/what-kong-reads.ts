import { memoizeLast } from "../../../grammar/text/memoize.ts";
import { describeRelease } from "../../../schemas/release.ts";
import type { Analysis } from "../../engine/analyze.ts";
import type { KongValue, Loss, PropertyReading, Reading } from "../../loader/reading.ts";
import type { Assignment } from "../../model/assignment.ts";
import { mentionsVault } from "../../rules/support/vaults.ts";
import { MASK } from "../../secrets/mask.ts";
import { maskParts } from "../../secrets/secret-parts.ts";
import { inlineCode, shorten } from "./markup.ts";
import { isSecret, redactionOf } from "./redaction.ts";

/** What becomes of an assignment. */
export interface WhatKongReads {
  /** One sentence in Markdown: what Kong reads, and why it is not what the text says. */
  readonly sentence: string;
  /** The same in a word or two: `→ off`, `ignored`. */
  readonly label: string;
  /** Whether it is something else than the text says. */
  readonly differs: boolean;
}

/** Losses by the assignment that they are about, the first of each. */
const lossesByAssignment: (reading: Reading) => ReadonlyMap<Assignment, Loss> = memoizeLast((reading) => {
  const losses = new Map<Assignment, Loss>();
  for (const loss of reading.losses)
    if (loss.assignment !== undefined && !losses.has(loss.assignment)) losses.set(loss.assignment, loss);
  return losses;
}, 2);

/** What is lost of an assignment, where anything is. */
export function lossOf({ reading }: Analysis, assignment: Assignment): Loss | undefined {
  return lossesByAssignment(reading).get(assignment);
}

/** What Kong makes of an assignment. Secrets are masked, and what a vault holds is never shown. */
export function whatKongReads(analysis: Analysis, assignment: Assignment): WhatKongReads {
  const kong = describeRelease(analysis.catalog.release);
  const loss = lossOf(analysis, assignment);
  if (loss !== undefined) {
    return hangsOnConditions(analysis, assignment, loss.winner)
      ? same("Which line Kong reads depends on the conditions of the template.")
      : describeLoss(analysis, loss, kong);
  }
  const reading = analysis.reading.properties.get(assignment.property);
  if (assignment.opaque !== undefined)
    return same("The value is filled in before Kong starts, so it is unknown here.");
  if (reading === undefined) return same(`${kong} ignores the line.`);
  if (isFromVault(reading)) return same("Kong reads the value from the vault.");
  const value = valueWords(analysis, reading);
  const { provenance } = reading;
  if (provenance.kind === "derived") {
    return {
      sentence: `Kong reads ${value.code}: ${inlineCode(provenance.by)} sets it.`,
      label: `${provenance.by} sets ${value.label}`,
      differs: true,
    };
  }
  const sentence = `Kong reads ${value.code}.`;
  const isObvious = typeof reading.value !== "number" || PLAIN_NUMBER.test(assignment.writtenValue);
  return isObvious ? same(sentence) : { sentence, label: `→ ${value.label}`, differs: true };
}

/** A number that everybody reads as Kong does: no `0x10`, no `1e3`, no `010`, which looks like an octal one. */
const PLAIN_NUMBER = /^[+-]?(?:0|[1-9]\d*)?(?:\.\d*)?$/;

/** Whether a line that wins is written under a condition that the other is not written under. */
function hangsOnConditions(
  { unit: { branches } }: Analysis,
  loser: Assignment,
  winner: Assignment | undefined,
): boolean {
  if (branches === undefined || winner === undefined) return false;
  const branch = branches.at(winner.nameSpan.start);
  return branch !== undefined && branch !== branches.at(loser.nameSpan.start);
}

function same(sentence: string): WhatKongReads {
  return { sentence, label: "", differs: false };
}

function describeLoss(analysis: Analysis, loss: Loss, kong: string): WhatKongReads {
  const reading = analysis.reading.properties.get(loss.property);
  const value =
    reading === undefined
      ? { code: "nothing", label: "nothing" }
      : isFromVault(reading)
        ? { code: "the value in the vault", label: "the vault" }
        : valueWords(analysis, { ...reading, value: loss.reads ?? reading.value });
  const differs = (sentence: string, label: string): WhatKongReads => ({ sentence, label, differs: true });
  const reads = (why: string) => differs(`Kong reads ${value.code}: ${why}.`, `→ ${value.label}`);
  switch (loss.reason) {
    case "unknown-key":
      return differs(`${kong} does not have this property and ignores the line.`, "ignored");
    case "hidden-by-section":
      return differs("Kong ignores the line: a section header above hides it.", "ignored");
    case "not-an-assignment":
      return differs("Kong drops the statement: it ends with a backslash, and nothing follows.", "ignored");
    case "cut-at-hash":
      return reads("the `#` cuts off the rest");
    case "not-a-number":
      return reads("it is not a number");
    case "boolean-not-understood":
      return reads(
        analysis.catalog.property(loss.property)?.type === "ngx_boolean"
          ? "only `on` turns it on"
          : "only `on` and `true` turn it on",
      );
    case "number-normalised":
      return reads("it reads the text as a number");
    case "empty":
      return reads("an empty value unsets the default");
    case "overridden-by-later-line":
      return differs(
        `Line ${lineOf(analysis, loss.winner)} sets it again and overrides this one: Kong reads ${value.code}.`,
        `line ${lineOf(analysis, loss.winner)} wins: ${value.label}`,
      );
    case "overridden-by-layer": {
      const layer = loss.winner?.layer.label ?? "a stronger layer";
      return differs(
        `${inlineCode(layer)} overrides it: Kong reads ${value.code}.`,
        `${shorten(layer, 40)} wins: ${value.label}`,
      );
    }
    case "overridden-by-environment":
      return differs(
        `The environment overrides the file: Kong reads ${value.code}.`,
        `environment: ${value.label}`,
      );
    case "alias-not-used":
      return differs(
        "Kong does not use it: the property that replaced it has a value of its own.",
        "not used",
      );
    case "forced-off":
      return reads(`${kong} turns it off`);
  }
}

function lineOf({ unit }: Analysis, assignment: Assignment | undefined): number {
  return unit.document.lines.positionAt(assignment?.nameSpan.start ?? 0).line + 1;
}

/** The value that Kong ends up with for a property, for a person: as code in Markdown, and as plain text. */
export interface ValueWords {
  readonly code: string;
  readonly label: string;
}

/** What Kong ends up with for a property, whatever set it. */
export function valueWords(analysis: Analysis, reading: PropertyReading): ValueWords {
  if (reading.opaque) return { code: "what is filled in at run time", label: "a value of run time" };
  if (isFromVault(reading)) return { code: "the value in the vault", label: "the vault" };
  const text = shownValue(analysis, reading.property, reading.value);
  if (text === undefined) return { code: "nothing", label: "nothing" };
  if (text === "") return { code: "an empty list", label: "nothing" };
  return { code: inlineCode(text), label: shorten(text, 40) };
}

/** A value as one would write it, masked where it is a secret; undefined for an unset property. */
export function shownValue(
  analysis: Analysis,
  property: string,
  value: KongValue | undefined,
): string | undefined {
  if (value === undefined) return undefined;
  if (typeof value === "boolean") return value ? "on" : "off";
  const text = typeof value === "object" ? value.join(", ") : String(value);
  if (text === "") return text;
  return isSecret(property, analysis) ? MASK : redactionOf(analysis)(maskParts(property, text));
}

/** Whether a reference to a vault stands behind a value: what it resolves to is a secret whatever the property is. */
function isFromVault({ provenance }: PropertyReading): boolean {
  switch (provenance.kind) {
    case "assignment":
    case "alias":
      return provenance.assignment !== undefined && mentionsVault(provenance.assignment.writtenValue);
    case "derived":
    case "default":
    case "variable":
      return false;
  }
}
