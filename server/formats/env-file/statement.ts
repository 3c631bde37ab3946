import { type Span, span } from "../../../grammar/text/span.ts";
import { type EnvFileSource, readEnvFile } from "./env-file.ts";
import { lineAt } from "./reading.ts";

/** The lines of the assignment that holds an offset; elsewhere the line. A value in quotes may take several. */
export function statementOfEnvFile(source: EnvFileSource, offset: number): Span {
  const { text } = source.document;
  const reading = readEnvFile(
    { source: source.document.path, text, lookup: () => ({ state: "unknown" }) },
    "compose-2",
  );
  const own = lineAt(text, offset);
  for (const { nameSpan, written } of reading.statements) {
    const start = lineAt(text, nameSpan.start).start;
    const end = lineAt(text, Math.max(nameSpan.end, written.end)).end;
    if (start <= offset && offset <= end) return span(start, end);
  }
  return own;
}
