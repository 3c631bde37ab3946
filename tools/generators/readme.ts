import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { LintSettings } from "../../server/engine/lint-settings.ts";
import { summarize } from "../../server/engine/report.ts";
import { detectNamed, loadFormat } from "../../server/formats/detect.ts";
import { kongConf } from "../../server/formats/kong-conf/format.ts";
import { linkSource } from "../../server/formats/read-unit.ts";
import { SourceDocument } from "../../server/model/source-document.ts";
import { reporter } from "../../server/report/pretty.ts";
import { rules } from "../../server/rules/registry.ts";
import { lint } from "../../server/workspace/analyze.ts";
import type { GeneratedFile } from "./generated-file.ts";
import { groupOf } from "./rule-index.ts";

/** A file with findings that the README shows. */
interface Sample {
  readonly path: string;
  readonly settings: LintSettings;
  /** Of which lines the findings are shown. */
  readonly lines: ReadonlySet<number>;
}

const CONF: Sample = {
  path: "test/fixtures/enterprise-0.33/kong.conf",
  settings: { release: { flag: { edition: "enterprise", version: "0.34" } } },
  lines: new Set([26, 27, 48, 49, 55]),
};
const COMPOSE: Sample = {
  path: "test/fixtures/compose/compose.yaml",
  settings: {},
  lines: new Set([14, 19, 23]),
};

/** The parts of `README.md` between markers: samples of real output, and the number of rules. */
export async function readme(root: string): Promise<readonly GeneratedFile[]> {
  const text = readFileSync(join(root, "README.md"), "utf8");
  const withConf = replacePart(text, "sample", await sample(root, CONF));
  const withSample = replacePart(withConf, "compose-sample", await sample(root, COMPOSE));
  return [{ path: "README.md", text: replacePart(withSample, "rules", ruleSentence()) }];
}

function replacePart(text: string, name: string, content: string): string {
  const part = new RegExp(`(<!-- ${name}:begin[^\\n]*-->\\n)[\\s\\S]*?(<!-- ${name}:end -->)`);
  if (!part.test(text))
    throw new Error(`README.md has no part between <!-- ${name}:begin --> and <!-- ${name}:end -->`);
  return text.replace(part, (_, begin: string, end: string) => `${begin}${content}\n${end}`);
}

async function sample(root: string, { path, settings, lines }: Sample): Promise<string> {
  const text = readFileSync(join(root, path), "utf8");
  const format = await loadFormat(detectNamed(path, text).format ?? kongConf, text);
  if (format === undefined) throw new Error(`${path} does not describe a Kong process`);
  const report = await lint(linkSource(format.parse(new SourceDocument(path, text))), settings);
  const run = { files: [report], summary: summarize([report]), fixed: 0, dryRun: false };
  const context = { version: "", color: false, hyperlinks: false, columns: 100 };
  const paragraphs = [...reporter.report(run, context)].join("").trimEnd().split("\n\n");
  const shown = paragraphs.filter((paragraph) => {
    const line = /\.\w+:(\d+):\d+ {2}/.exec(paragraph)?.[1];
    return line !== undefined && lines.has(Number(line));
  });
  const [first = ""] = paragraphs;
  return ["```text", [first, ...shown, "…", paragraphs.at(-1)].join("\n\n"), "```"].join("\n");
}

function ruleSentence(): string {
  const groups = new Set(rules.map(({ id }) => groupOf(id)));
  return `[All ${rules.length} rules](docs/rules.md) in ${groups.size} groups, with severity and releases. \`kong-lint explain RULE\` prints the page of one.`;
}
