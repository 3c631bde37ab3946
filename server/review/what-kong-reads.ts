import { overlaps } from "../../grammar/text/span.ts";
import { describeRelease } from "../../schemas/release.ts";
import type { Analysis } from "../engine/analyze.ts";
import { effectiveConfiguration } from "../engine/effective-configuration.ts";
import type { ReportedFinding } from "../engine/report.ts";
import type { KongValue } from "../loader/reading.ts";
import { codeSpan } from "../report/markdown-text.ts";
import { oneLine } from "../report/plain-text.ts";
import { MASK } from "../secrets/mask.ts";
import { allRules } from "../workspace/analyze.ts";

/** Longer values are cut: a comment is about one line. */
const MOST_CHARACTERS = 120;

/**
 * Says in a sentence what Kong makes of the setting that a finding is about, where that is another thing than the line and
 * the message say. Secrets are masked.
 */
export function whatKongReads(analysis: Analysis): (finding: ReportedFinding) => string | undefined {
  const { unit, reading, catalog, release } = analysis;
  const configuration = effectiveConfiguration(unit, reading, catalog, allRules.rules);
  const kong = describeRelease(release.release);
  return ({ property, message, span }) => {
    if (property === undefined) return undefined;
    // Of a text that Kong refuses it reads nothing, and the error about that says so.
    if (message.includes("refuses") || configuration.refusals.some((each) => each.property === property))
      return undefined;
    const value = configuration.values[property];
    if (value === undefined || isMasked(value) || !configuration.changed.includes(property)) return undefined;
    if (value === null) return `${kong} learns ${codeSpan(property)} only when it runs.`;
    const words = valueWords(value);
    const isWritten = unit.assignments.some(
      (each) => each.property === property && overlaps(each.lineSpan, span) && says(each.writtenValue, value),
    );
    // Messages name what Kong reads where that is the surprise.
    return isWritten || message.includes(words)
      ? undefined
      : `${kong} reads ${codeSpan(property)} as ${words}.`;
  };
}

/** Of a secret, or of a value with one in it, there is nothing to say. */
function isMasked(value: KongValue | null): boolean {
  return [value].flat().some((part) => typeof part === "string" && part.includes(MASK));
}

/** Whether a reader of the text expects this value. */
function says(written: string, value: KongValue): boolean {
  if (typeof value === "boolean") return written === (value ? "on" : "off") || written === String(value);
  if (typeof value !== "object") return written === String(value);
  const items = written.split(",").map((item) => item.trim());
  return items.join() === value.map((item) => String(item).trim()).join();
}

function valueWords(value: KongValue): string {
  if (typeof value === "boolean") return value ? "`on`" : "`off`";
  const text = oneLine(typeof value === "object" ? value.join(", ") : String(value));
  if (text === "") return "empty";
  return codeSpan(text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}…` : text);
}
