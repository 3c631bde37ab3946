import type { Catalog } from "../../schemas/catalog.ts";
import { compareVersions } from "../../schemas/release.ts";
import type { Finding } from "../findings/finding.ts";
import type { Fix } from "../findings/fix.ts";
import { encodeEdits } from "../formats/encode-edits.ts";
import type { ConfigUnit } from "../model/config-unit-old.ts";
import { HiddenSecrets } from "../secrets/redactor.ts";
import { type SecretWords, secretWords } from "../secrets/secret-words.ts";
import { fingerprints } from "./fingerprint.ts";
import type { FileReport, ReportedFinding, ReportedFix } from "./report.ts";
import type { ReleaseAtHand } from "./resolve-release.ts";
import { docsOf } from "./rule-docs.ts";

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
  const { lines, path } = unit.document;
  const hidden = new HiddenSecrets(unit, catalog);
  const redact = (text: string) => hidden.redact(text);
  const prints = fingerprints(path, inputs.findings);
  // A name of Kong's is none of the secrets, though some password may be spelt like it.
  const redactName = (name: string) => (catalog.knows(name) ? name : redact(name));
  const escapeHash = compareVersions(catalog.base, "0.10.4") >= 0;

  const toFix = (fix: Fix, words: SecretWords): ReportedFix => {
    const edits = encodeEdits(unit, fix.edits, { escapeHash });
    return {
      title: redact(words.hide(fix.title)),
      applicability: fix.applicability,
      edits,
      withheld: edits.some(({ newText }) => redact(newText) !== newText || words.areIn(newText)),
    };
  };
  const toReported = (finding: Finding, index: number): ReportedFinding => {
    const words = secretWords(unit, hidden.secrets, finding, (word) => catalog.knows(word));
    return {
      rule: finding.rule,
      severity: finding.severity,
      message: redact(words.hide(finding.message)),
      property: finding.property === undefined ? undefined : redactName(finding.property),
      span: finding.span,
      start: lines.positionAt(finding.span.start),
      end: lines.positionAt(finding.span.end),
      related: finding.related.map((place) => ({
        span: place.span,
        start: lines.positionAt(place.span.start),
        end: lines.positionAt(place.span.end),
        message: redact(words.hide(place.message)),
      })),
      fixes: finding.fixes.map((fix) => toFix(fix, words)),
      tags: finding.tags,
      docs: docsOf(finding.rule),
      fingerprint: prints[index] ?? "",
    };
  };

  return {
    path,
    carrier: unit.syntax.carrier,
    ...hidden.answers(),
    lines,
    release: inputs.release,
    findings: inputs.findings.map(toReported),
    silenced: inputs.silenced,
    brokenRules: inputs.broken,
  };
}
