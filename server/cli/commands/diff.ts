import { compareNodes, compareSources, compareWithNode } from "../../diff/compare-sources.ts";
import { type ConfigurationDiff, differs } from "../../diff/configuration-diff.ts";
import { diffJson } from "../../diff/diff-json.ts";
import { diffMarkdown } from "../../diff/diff-markdown.ts";
import { diffText } from "../../diff/diff-text.ts";
import { UserError } from "../../platform/user-error.ts";
import { styleFor } from "../../report/style.ts";
import type { Arguments, RunCommand } from "../command.ts";
import { openSide } from "../diff/diff-operand.ts";
import { diffSince } from "../diff/diff-since.ts";
import { ExitCode } from "../exit-code.ts";
import type { Io } from "../io.ts";
import { outputStyle } from "../lint/output-style.ts";

/** `kong-lint diff A B`: what Kong does differently with B than with A; with `--since REF`, with the files as they are than as they were. */
export const run: RunCommand = async (argv, io) => {
  const since = argv.value("since");
  const diffs = since === undefined ? [await twoFiles(argv, io)] : await diffSince(since, argv, io);
  print(diffs, argv, io);
  return diffs.some(differs) ? ExitCode.findings : ExitCode.clean;
};

async function twoFiles(argv: Arguments, io: Io): Promise<ConfigurationDiff> {
  const [first, second, ...more] = argv.operands;
  if (first === undefined || second === undefined || more.length > 0)
    throw new UserError(
      "`kong-lint diff` expects two files, or --since: kong-lint diff A B, kong-lint diff --since REF [PATH …]",
    );
  if (first === "-" && second === "-") throw new UserError("only one side can be standard input (`-`)");
  const [before, after] = [await openSide(first, argv, io), await openSide(second, argv, io)];
  if (before.kind === "node")
    return after.kind === "node"
      ? compareNodes(before, after)
      : compareWithNode(after.source, before.answer, before.path, "before");
  return after.kind === "node"
    ? compareWithNode(before.source, after.answer, after.path, "after")
    : compareSources(before.source, after.source, false);
}

function print(diffs: readonly ConfigurationDiff[], argv: Arguments, io: Io): void {
  const format = argv.value("format");
  if (format === "json") io.stdout.write(diffJson(diffs));
  else if (format === "markdown") io.stdout.write(diffMarkdown(diffs));
  else {
    const { color, columns } = outputStyle(argv, io.platform);
    const colors = { color, hyperlinks: false };
    const look = { style: styleFor(color, false), columns };
    io.stdout.write(diffText(diffs, look), { colors });
  }
}
