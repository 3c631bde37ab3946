import { type Span, span } from "../../../grammar/text/span.ts";
import type { SourceFormat } from "../format.ts";
import { suppressionComment } from "../shared/suppression-comment.ts";
import { type EnvFileSource, readEnvFile } from "./env-file.ts";
import { lineAt } from "./reading.ts";

/** The lines of the assignment that holds an offset; elsewhere the line. A value in quotes may take several. */
export function statementOfEnvFile(source: EnvFileSource, offset: number): Span {
  const { text } = source.text;
  const reading = readEnvFile({ source: source.id, text, lookup: () => ({ state: "unknown" }) }, "compose-2");
  const own = lineAt(text, offset);
  for (const { nameSpan, written } of reading.statements) {
    const start = lineAt(text, nameSpan.start).start;
    const end = lineAt(text, Math.max(nameSpan.end, written.end)).end;
    if (start <= offset && offset <= end) return span(start, end);
  }
  return own;
}

/** A comment on a line of its own: after a value, only some readers take `#` for one. */
export const suppressInEnvFile: SourceFormat<EnvFileSource>["suppression"] = (source, at, rules, reach) => {
  const { text } = source.text;
  const statement = statementOfEnvFile(source, at.start);
  return suppressionComment(
    { text, statement, unit: span(0, text.length), mayTrail: false },
    rules,
    reach === "unit" ? "file" : reach,
  );
};
