import type { Catalog } from "../../schemas/catalog.ts";
import { compareVersions } from "../../schemas/release.ts";
import type { ConfigUnit } from "../inputs/config-unit.ts";
import { encodeEdits } from "../inputs/encode-edits.ts";
import type { Finding } from "./finding.ts";
import { fingerprints } from "./fingerprint.ts";
import type { Fix } from "./fix.ts";
import { maskText, redactor } from "./redact.ts";
import type { ReleaseAtHand } from "./release-at-hand.ts";
import type { FileReport, ReportedFinding, ReportedFix } from "./report.ts";
import { docsOf } from "./rule-docs.ts";
import { secretsOf } from "./secrets.ts";

/** What the report of one source is made of. */
export interface ReportInputs {
  readonly unit: ConfigUnit;
  readonly catalog: Catalog;
  readonly release: ReleaseAtHand;
  readonly findings: readonly Finding[];
  readonly silenced: number;
  readonly broken: readonly string[];
}

/** The last stage of the engine: positions, text edits and redaction. Nothing leaves the engine past it. */
export function reportFindings(inputs: ReportInputs): FileReport {
  const { unit, catalog } = inputs;
  const { lines, text, path } = unit.document;
  const secrets = secretsOf(unit, catalog);
  const redact = redactor(secrets);
  const prints = fingerprints(path, inputs.findings);
  const escapeHash = compareVersions(catalog.base, "0.10.4") >= 0;

  const toFix = (fix: Fix): ReportedFix => {
    const edits = encodeEdits(unit, fix.edits, { escapeHash });
    return {
      title: redact(fix.title),
      applicability: fix.applicability,
      edits,
      withheld: edits.some((edit) => redact(edit.newText) !== edit.newText),
    };
  };
  const toReported = (finding: Finding, index: number): ReportedFinding => ({
    rule: finding.rule,
    severity: finding.severity,
    message: redact(finding.message),
    property: finding.property,
    span: finding.span,
    start: lines.positionAt(finding.span.start),
    end: lines.positionAt(finding.span.end),
    related: finding.related.map((place) => ({
      span: place.span,
      start: lines.positionAt(place.span.start),
      end: lines.positionAt(place.span.end),
      message: redact(place.message),
    })),
    fixes: finding.fixes.map(toFix),
    tags: finding.tags,
    docs: docsOf(finding.rule),
    fingerprint: prints[index] ?? "",
  });

  // A copy of the whole text, which an editor has no use for. A function and no getter: an object that is written with one
  // gets a hidden class of its own, which holds the text in memory until the next full garbage collection.
  let masked: string | undefined;
  return {
    path,
    carrier: unit.syntax.carrier,
    redactedText: () => {
      masked ??= maskText(text, secrets);
      return masked;
    },
    masked: secrets.map((secret) => secret.span).sort((a, b) => a.start - b.start),
    lines,
    release: inputs.release,
    findings: inputs.findings.map(toReported),
    silenced: inputs.silenced,
    brokenRules: inputs.broken,
  };
}
