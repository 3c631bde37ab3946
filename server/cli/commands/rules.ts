import { docsOf } from "../../engine/rule-docs.ts";
import type { Rule } from "../../findings/rule.ts";
import { type Page, paragraph } from "../../report/page.ts";
import { rules } from "../../rules/registry.ts";
import type { RunCommand } from "../command.ts";
import { commandPage } from "../command-page.ts";
import { ExitCode } from "../exit-code.ts";

/** `kong-lint rules [TEXT]`: every rule, or those that mention all of the words. */
export const run: RunCommand = async (argv, io) => {
  const words = argv.operands.map((word) => word.toLowerCase());
  const wanted = rules.filter((rule) =>
    words.every((word) => `${rule.id} ${rule.summary}`.toLowerCase().includes(word)),
  );
  if (argv.value("format") === "json") {
    const list = wanted.map(({ id, severity, summary, recommended, options }) => ({
      id,
      severity,
      recommended: recommended !== false,
      summary,
      options: options ?? {},
      docs: docsOf(id),
    }));
    io.stdout.write(`${JSON.stringify(list, undefined, 2)}\n`);
    return ExitCode.clean;
  }
  const { page, colors } = commandPage(argv, io.platform);
  const width = Math.max(0, ...wanted.map(({ id }) => id.length));
  for (const rule of wanted) io.stdout.write(`${ruleLines(rule, width, page).join("\n")}\n`, { colors });
  io.stdout.write(
    `\n${wanted.length} of ${rules.length} rules. Run \`kong-lint explain RULE\` for details.\n`,
  );
  return ExitCode.clean;
};

/** Cells for a severity. */
const SEVERITY_WIDTH = 7;
/** Less room than this for a summary is too little beside the name. */
const LEAST_SUMMARY = 40;

function ruleLines(
  { id, severity, summary, recommended }: Rule,
  width: number,
  { style, measure }: Page,
): readonly string[] {
  const level = style.paint(severity, severity.padEnd(SEVERITY_WIDTH));
  const name = style.link(id, docsOf(id));
  const about = `${summary}${recommended === false ? " (off by default)" : ""}`;
  const before = width + 2 + SEVERITY_WIDTH + 2;
  const head = `${name}${" ".repeat(width - id.length)}  ${level}`;
  if (measure === undefined) return [`${head}  ${style.prose(about)}`];
  if (measure - before < LEAST_SUMMARY)
    return [
      `${level}  ${style.paint("strong", name)}`,
      ...paragraph(about, { style, measure }, SEVERITY_WIDTH + 2),
    ];
  const [first = "", ...rest] = paragraph(about, { style, measure }, before);
  return [`${head}  ${first.trimStart()}`, ...rest];
}
