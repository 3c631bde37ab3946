import { span } from "../../../grammar/text/span.ts";
import type { LinkedUnit } from "../../model/config-unit.ts";
import type { Cursor } from "../../model/format.ts";
import { unitId } from "../../model/location.ts";
import { variableName } from "../shared/kong-variable.ts";
import type { EnvFileSource } from "./env-file.ts";
import { quoteEnvValue } from "./quote.ts";
import { envFileReader } from "./readers.ts";
import { lineAt } from "./reading.ts";

/** What is at a place of an environment file: a comment, the name of a variable, or a value. */
export function cursorInEnvFile(source: EnvFileSource, units: readonly LinkedUnit[], offset: number): Cursor {
  const { text } = source.document;
  const unit = units[0];
  const reader = envFileReader(unit?.reader);
  const assignment = unit?.assignments.find(
    ({ span: place, rawValueSpan, nameSpan }) =>
      place.source === source.document.path &&
      offset > nameSpan.end &&
      rawValueSpan.start <= offset &&
      offset <= rawValueSpan.end,
  );
  if (assignment !== undefined) {
    const { rawValueSpan, writtenValueSpan } = assignment;
    const first = text.charAt(rawValueSpan.start);
    const quote =
      rawValueSpan.start < writtenValueSpan.start && (first === '"' || first === "'") ? first : undefined;
    return {
      kind: "value",
      assignment,
      replace: span(rawValueSpan.start, rawValueSpan.end),
      typed: text.slice(writtenValueSpan.start, Math.max(writtenValueSpan.start, offset)),
      spell: (value) => quoteEnvValue(value, { quote, exported: false, reader }) ?? value,
    };
  }
  const line = lineAt(text, offset);
  const before = text.slice(line.start, offset);
  const comment = /^[ \t]*#[ \t]*/.exec(before);
  if (comment !== null) {
    const start = line.start + comment[0].length;
    return { kind: "comment", replace: span(start, line.end), typed: text.slice(start, offset) };
  }
  const lead = /^\ufeff?[ \t]*(?:export[ \t]+)?/.exec(before)?.[0] ?? "";
  const typed = before.slice(lead.length);
  if (/[^A-Za-z0-9_]/.test(typed)) return { kind: "elsewhere" };
  const start = line.start + lead.length;
  const rest = /^[A-Za-z0-9_]*/.exec(text.slice(offset, line.end))?.[0] ?? "";
  const end = offset + rest.length;
  const hasSign = /^[ \t]*=/.test(text.slice(end, line.end));
  return {
    kind: "name",
    unit: unit?.id ?? unitId(""),
    replace: span(start, end),
    typed,
    spell: (property, value) => {
      const name = variableName(property);
      if (hasSign || value === undefined) return name;
      const quoted = quoteEnvValue(value, { quote: undefined, exported: lead.includes("export"), reader });
      return `${name}=${quoted ?? value}`;
    },
  };
}
