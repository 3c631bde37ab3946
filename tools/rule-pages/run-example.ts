import { parseRelease } from "../../schemas/release.ts";
import type { Analysis } from "../../server/engine/analyze.ts";
import type { LintSettings } from "../../server/engine/lint-settings.ts";
import type { RuleExample } from "../../server/engine/rule-page.ts";
import type { Rule } from "../../server/findings/rule.ts";
import { composeFormat } from "../../server/formats/compose/compose-format.ts";
import { dockerfile } from "../../server/formats/dockerfile/format.ts";
import { dotenv } from "../../server/formats/dotenv/format.ts";
import { detectHelm } from "../../server/formats/helm/detect.ts";
import { helmFormat } from "../../server/formats/helm/helm-format.ts";
import { kongConf } from "../../server/formats/kong-conf/format.ts";
import { isManifest } from "../../server/formats/kubernetes/detect.ts";
import { kubernetesFormat } from "../../server/formats/kubernetes/kubernetes-format.ts";
import { readSource } from "../../server/formats/read-unit.ts";
import { shell } from "../../server/formats/shell/format.ts";
import { systemdFormat } from "../../server/formats/systemd/systemd-format.ts";
import type { LinkedSource } from "../../server/model/config-unit.ts";
import type { SourceFormat } from "../../server/model/format.ts";
import { SourceDocument } from "../../server/model/source-document.ts";
import { analyze } from "../../server/workspace/analyze.ts";
import { fixDocument } from "../../server/workspace/fix-document.ts";

/** The source that an example stands for, or the same source with another text. */
export function exampleSource(example: RuleExample, text = example.text): LinkedSource {
  const isKubernetes = example.language === "yaml" && isManifest(example.text);
  const isValues = example.language === "yaml" && detectHelm("x.yaml", example.text) === "content";
  const known = isKubernetes ? MANIFEST : isValues ? VALUES : EXAMPLE_FORMATS[example.language];
  if (known === undefined) throw new Error(`no example is written in ${example.language}`);
  return readSource(new SourceDocument(known.name, text), known.format);
}

/** YAML that says which kind of object of which API it is. */
const MANIFEST = { name: "manifest.yaml", format: kubernetesFormat };

/** YAML with keys that Kong's charts have. */
const VALUES = { name: "values.yaml", format: helmFormat as unknown as SourceFormat };

/** By the word after the fence. */
const EXAMPLE_FORMATS: Readonly<
  Record<string, { readonly name: string; readonly format: SourceFormat } | undefined>
> = {
  conf: { name: "kong.conf", format: kongConf },
  dotenv: { name: "kong.env", format: dotenv },
  yaml: { name: "compose.yaml", format: composeFormat },
  dockerfile: { name: "Dockerfile", format: dockerfile },
  ini: { name: "kong.service", format: systemdFormat },
  sh: { name: "run.sh", format: shell },
};

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
  return analyze(exampleSource(example), exampleSettings(example, rule));
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
    before.linked,
    {
      read: (changed) => exampleSource(example, changed),
      async analyze(linked) {
        const whole = linked === before.linked ? before : await analyze(linked, settings);
        const findings = whole.report.findings.filter((finding) => finding.rule === rule.id);
        return { ...whole, report: { ...whole.report, findings } };
      },
    },
    unsafe,
  );
  return { text, analysis };
}
