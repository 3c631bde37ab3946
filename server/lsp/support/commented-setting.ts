import { type Span, span } from "../../../grammar/text/span.ts";
import type { Catalog } from "../../../schemas/catalog.ts";
import type { Analysis } from "../../engine/analyze.ts";
import type { ConfigUnit } from "../../model/config-unit.ts";
import { lineAround, type SourceLine } from "./source-line.ts";

/** A setting behind a comment sign: `#log_level = notice  # how much is logged`. Spans are of the source. */
export interface CommentedSetting {
  readonly property: string;
  readonly line: SourceLine;
  /** The comment signs and the blank behind them. */
  readonly sign: Span;
  readonly name: Span;
  /** Without blanks around it; empty where nothing is written. */
  readonly value: Span;
  readonly text: string;
  /** A comment behind the value. */
  readonly trailing: Span | undefined;
}

const IN_CONF = /^([ \t]*)([#;]+[ \t]?)([a-z_][a-z0-9_]*)([ \t]*=[ \t]*)(.*)$/;
const IN_DOTENV = /^([ \t]*)(#+[ \t]?)(?:export[ \t]+)?(KONG_[A-Z0-9_]+)(=)(.*)$/;

/** Reads a comment line as a setting that is switched off; undefined for prose, and for names that the release does not know. */
export function commentedSetting(
  line: SourceLine,
  unit: ConfigUnit,
  catalog: Catalog,
): CommentedSetting | undefined {
  const match = (unit.file === undefined ? IN_DOTENV : IN_CONF).exec(line.text);
  if (match === null) return undefined;
  const [whole, indent = "", sign = "", written = "", , rest = ""] = match;
  const property = unit.file === undefined ? written.slice("KONG_".length).toLowerCase() : written;
  if (!catalog.knows(property)) return undefined;
  const signStart = line.start + indent.length;
  const nameStart = line.start + whole.indexOf(written, indent.length + sign.length);
  const comment = rest.search(/(?:^|[ \t])#/);
  const text = (comment < 0 ? rest : rest.slice(0, comment)).trimEnd();
  const valueStart = line.end - rest.length;
  const trailing = comment < 0 ? undefined : rest.indexOf("#", comment);
  return {
    property,
    line,
    sign: span(signStart, signStart + sign.length),
    name: span(nameStart, nameStart + written.length),
    value: span(valueStart, valueStart + text.length),
    text,
    trailing: trailing === undefined ? undefined : span(valueStart + trailing, line.end),
  };
}

/** The setting that is commented out on the line of an offset. */
export function commentedSettingAt(
  { unit, catalog }: Analysis,
  offset: number,
): CommentedSetting | undefined {
  return commentedSetting(lineAround(unit.document, offset), unit, catalog);
}
