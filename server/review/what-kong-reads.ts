import { describeRelease } from "../../schemas/release.ts";
import { effectiveConfiguration } from "../engine/effective-configuration.ts";
import type { Analysis } from "../engine/lint.ts";
import { MASK } from "../engine/redact.ts";
import type { ReportedFinding } from "../engine/report.ts";
import type { KongValue } from "../loader/reading.ts";
import { codeSpan } from "../report/markdown-text.ts";
import { oneLine } from "../report/plain-text.ts";

/** Longer values are cut: a comment is about one line. */
const MOST_CHARACTERS = 120;

/** Says in a sentence what Kong makes of the setting that a finding is about. Secrets are masked. */
export function whatKongReads(analysis: Analysis): (finding: ReportedFinding) => string | undefined {
  const { unit, reading, catalog, release } = analysis;
  const configuration = effectiveConfiguration(unit, reading, catalog);
  const kong = describeRelease(release.release);
  return ({ property, message }) => {
    if (property === undefined) return undefined;
    // Of a text that Kong refuses it reads nothing.
    if (message.includes("refuses")) return undefined;
    if (configuration.refusals.some((each) => each.property === property)) {
      return `${kong} refuses ${codeSpan(property)} as it stands here, and does not start.`;
    }
    const value = configuration.values[property];
    if (value === undefined || value === MASK || !configuration.changed.includes(property)) return undefined;
    if (value === null) return `${kong} learns ${codeSpan(property)} only when it runs.`;
    const words = valueWords(value);
    // Messages name what Kong reads where that is the surprise.
    return message.includes(words) && /Kong [^.]*reads/.test(message)
      ? undefined
      : `${kong} reads ${codeSpan(property)} as ${words}.`;
  };
}

function valueWords(value: KongValue): string {
  if (typeof value === "boolean") return value ? "`on`" : "`off`";
  const text = oneLine(typeof value === "object" ? value.join(", ") : String(value));
  if (text === "") return "empty";
  return codeSpan(text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}…` : text);
}
