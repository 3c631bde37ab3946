import { linkSource } from "../../server/formats/read-unit.ts";
import { analyze } from "../../server/workspace/analyze.ts";
import { Files } from "../formats/judge-case.ts";

/** A finding in files that belong together, where and of what. */
export interface LinkedFinding {
  readonly file: string;
  readonly line: number;
  readonly rule: string;
  readonly severity: string;
  readonly message: string;
  readonly fixes: readonly string[];
}

/** What is found in the first of several files that belong together, and in the others. */
export async function linkedFindings(
  texts: Readonly<Record<string, string>>,
): Promise<readonly LinkedFinding[]> {
  const files = new Files(texts);
  const source = files.source(Object.keys(texts)[0] ?? "");
  if (source === undefined) throw new Error("no format");
  const analysis = await analyze(linkSource(source, { surroundings: {}, resolve: files.resolve }), {});
  return [analysis.findings, ...analysis.elsewhere.map((each) => each.findings)]
    .flat()
    .map(({ rule, span, severity, message, fixes }) => ({
      file: span.source,
      line: (texts[span.source] ?? "").slice(0, span.start).split("\n").length,
      rule,
      severity,
      message,
      fixes: fixes.map(({ title }) => title),
    }));
}

/** The same as `rule line`, of some rules. */
export async function rulesAndLines(
  texts: Readonly<Record<string, string>>,
  rules: RegExp,
): Promise<readonly string[]> {
  const found = await linkedFindings(texts);
  return found.filter(({ rule }) => rules.test(rule)).map(({ rule, line }) => `${rule} ${line}`);
}
