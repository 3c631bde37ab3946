import { docsOf } from "../../engine/rule-docs.ts";
import { styleFor } from "../../report/style.ts";
import { rules } from "../../rules/registry.ts";
import type { RunCommand } from "../command.ts";
import { ExitCode } from "../exit-code.ts";
import { outputStyle } from "../lint/output-style.ts";
import { wantsJson } from "../wants-json.ts";

/** `kong-lint rules [TEXT]`: every rule, or those that mention all of the words. */
export const run: RunCommand = async (argv, io) => {
  const words = argv.operands.map((word) => word.toLowerCase());
  const wanted = rules.filter((rule) =>
    words.every((word) => `${rule.id} ${rule.summary}`.toLowerCase().includes(word)),
  );
  if (wantsJson(argv, "rules")) {
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
  const colors = outputStyle(argv, io.platform);
  const style = styleFor(colors.color, colors.hyperlinks);
  const width = Math.max(0, ...wanted.map(({ id }) => id.length));
  for (const { id, severity, summary, recommended } of wanted) {
    const name = style.link(id, docsOf(id)) + " ".repeat(width - id.length);
    const level = style.paint(severity, severity.padEnd(7));
    const off = recommended === false ? style.paint("faint", " (off unless settings turn it on)") : "";
    io.stdout.write(`${name}  ${level}  ${summary}${off}\n`, { colors });
  }
  io.stdout.write(`\n${wanted.length} of ${rules.length} rules; \`kong-lint explain RULE\` tells more\n`);
  return ExitCode.clean;
};
