import { parseRelease } from "../../schemas/release.ts";
import { type Analysis, analyse } from "../../server/engine/lint.ts";
import type { LintSettings } from "../../server/engine/lint-settings.ts";
import type { RuleExample } from "../../server/engine/rule-page.ts";
import type { Rule } from "../../server/findings/rule.ts";
import { fixDocument } from "../../server/fixes/fix-document.ts";
import { readDotenv } from "../../server/formats/dotenv/read-dotenv.ts";
import { readKongConf } from "../../server/formats/kong-conf/read-kong-conf.ts";
import type { ConfigUnit } from "../../server/model/config-unit-old.ts";
import { SourceDocument } from "../../server/model/source-document.ts";

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
  return analyse(exampleUnit(example), exampleSettings(example, rule));
}

/** The findings of one rule as a page lists them: `error@1:21-1:24`. */
export function findingLines(analysis: Analysis, rule: string): readonly string[] {
  return analysis.report.findings
    .filter((finding) => finding.rule === rule)
    .map(
      ({ start, end, severity }) =>
        `${severity}@${start.line + 1}:${start.character + 1}-${end.line + 1}:${end.character + 1}`,
    );
}

/** A text after the fixes of one rule, and what is then found in it. */
export interface FixedExample {
  readonly text: string;
  readonly analysis: Analysis;
}

/**
 * Applies the fixes of one rule alone.
 * @param before what was found in the example as it is written
 */
export async function fixExample(
  example: RuleExample,
  rule: Rule,
  before: Analysis,
  unsafe: boolean,
): Promise<FixedExample> {
  const settings = exampleSettings(example, rule);
  const { text, analysis } = await fixDocument(
    before.unit,
    {
      read: (changed) => exampleUnit(example, changed),
      async analyse(unit) {
        const whole = unit === before.unit ? before : await analyse(unit, settings);
        const findings = whole.report.findings.filter((finding) => finding.rule === rule.id);
        return { ...whole, report: { ...whole.report, findings } };
      },
    },
    unsafe,
  );
  return { text, analysis };
}
