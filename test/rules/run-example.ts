import { parseRelease } from "../../schemas/release.ts";
import type { Analysis } from "../../server/engine/analyze.ts";
import type { LintSettings } from "../../server/engine/lint-settings.ts";
import type { RuleExample } from "../../server/engine/rule-page.ts";
import type { Rule } from "../../server/findings/rule.ts";
import type { ConfigUnit } from "../../server/model/config-unit.ts";
import { SourceDocument } from "../../server/model/source-document.ts";
import { analyze } from "../../server/workspace/analyze.ts";
import { fixDocument } from "../../server/workspace/fix-document.ts";
import { linkedOf, readDotenv, readKongConf } from "../sources.ts";

/** The unit that an example's text stands for. */
export function exampleUnit(example: RuleExample, text = example.text): ConfigUnit {
  const path = example.carrier === "dotenv" ? "kong.env" : "kong.conf";
  const document = new SourceDocument(path, text);
  return example.carrier === "dotenv" ? readDotenv(document) : readKongConf(document);
}

/** Settings under which an example runs: the rule itself is on, at its own severity, also when it is off by default. */
export function exampleSettings(example: RuleExample, rule: Rule): LintSettings {
  const options = Object.entries(example.attributes)
    .filter(([name]) => name.startsWith("option."))
    .map(([name, value]) => [name.slice("option.".length), JSON.parse(value)] as const);
  const release = example.attributes.release;
  const from = example.attributes.from;
  return {
    release: release === undefined ? {} : { flag: parseRelease(release) },
    from: from === undefined ? undefined : parseRelease(from),
    ...(rule.recommended === false ? { severities: new Map([[rule.id, rule.severity]]) } : {}),
    options: new Map([[rule.id, Object.fromEntries(options)]]),
  };
}

/** Runs all rules over an example. */
export function runExample(example: RuleExample, rule: Rule): Promise<Analysis> {
  return analyze(linkedOf(exampleUnit(example)), exampleSettings(example, rule));
}

/** The findings of one rule as a page writes them: `1:21-1:24 error`. */
export function findingLines(analysis: Analysis, rule: string): readonly string[] {
  return analysis.report.findings
    .filter((finding) => finding.rule === rule)
    .map(
      ({ start, end, severity }) =>
        `${start.line + 1}:${start.character + 1}-${end.line + 1}:${end.character + 1} ${severity}`,
    );
}

/** The text after the fixes of one rule alone. */
export async function fixExample(example: RuleExample, rule: Rule, unsafe: boolean): Promise<string> {
  const settings = exampleSettings(example, rule);
  const result = await fixDocument(
    linkedOf(exampleUnit(example)),
    {
      read: (text) => linkedOf(exampleUnit(example, text)),
      async analyze(unit) {
        const analysis = await analyze(unit, settings);
        const findings = analysis.report.findings.filter((finding) => finding.rule === rule.id);
        return { ...analysis, report: { ...analysis.report, findings } };
      },
    },
    unsafe,
  );
  return result.text;
}
