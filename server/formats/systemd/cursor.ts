import { span } from "../../../grammar/text/span.ts";
import type { LinkedUnit } from "../../model/config-unit.ts";
import type { Cursor } from "../../model/format.ts";
import { unitId } from "../../model/location.ts";
import { variableName } from "../shared/kong-variable.ts";
import type { SystemdSource } from "./systemd-source.ts";

const ELSEWHERE: Cursor = { kind: "elsewhere" };
const NAME = /^(?:KONG_[A-Z0-9_]*|[A-Za-z]*)$/;

/** What is at a place of a unit: a comment, the name of a variable of Kong, its value, or nothing of Kong. */
export function cursorInSystemd(source: SystemdSource, units: readonly LinkedUnit[], offset: number): Cursor {
  const { text, path } = source.document;
  const comment = source.comments.find(({ span: place }) => place.start < offset && offset <= place.end);
  if (comment !== undefined) {
    const start = comment.span.start + (/^[#;][ \t]*/.exec(comment.text)?.[0].length ?? 1);
    return offset < start
      ? ELSEWHERE
      : { kind: "comment", replace: span(start, comment.span.end), typed: text.slice(start, offset) };
  }
  const assignment = units
    .flatMap((unit) => unit.assignments)
    .find(
      ({ rawValueSpan }) =>
        rawValueSpan.source === path && rawValueSpan.start <= offset && offset <= rawValueSpan.end,
    );
  if (assignment !== undefined) {
    const { rawValueSpan } = assignment;
    const isQuoted = /["']/.test(text.charAt(rawValueSpan.end));
    return {
      kind: "value",
      assignment,
      replace: rawValueSpan,
      typed: text.slice(rawValueSpan.start, offset),
      spell: (content) => {
        const value = content.replaceAll("%", "%%").replace(/["\\]/g, (sign) => `\\${sign}`);
        return isQuoted || !/\s/.test(value) ? value : `"${value}"`;
      },
    };
  }
  const setting = source.settings.find(
    ({ name, valueSpan }) => name === "Environment" && valueSpan.start <= offset && offset <= valueSpan.end,
  );
  if (setting === undefined) return ELSEWHERE;
  const before = text.slice(setting.valueSpan.start, offset);
  const start = offset - (/[^\s"']*$/.exec(before)?.[0].length ?? 0);
  const typed = text.slice(start, offset);
  if (!NAME.test(typed)) return ELSEWHERE;
  const rest = /^[A-Za-z0-9_]*/.exec(text.slice(offset, setting.valueSpan.end))?.[0] ?? "";
  const hasSign = text.charAt(offset + rest.length) === "=";
  return {
    kind: "name",
    unit: units[0]?.id ?? unitId(""),
    replace: span(start, offset + rest.length),
    typed,
    spell: (property, content) => {
      const name = variableName(property);
      return hasSign || content === undefined ? name : `${name}=${content.replaceAll("%", "%%")}`;
    },
  };
}
