import { span } from "../../../grammar/text/span.ts";
import type { Assignment } from "../../model/assignment.ts";
import { locate, type UnitId } from "../../model/location.ts";
import type { Piece } from "../../model/value.ts";
import { sliceCooked } from "../shared/cooked.ts";
import { environmentAssignment } from "../shared/environment-assignment.ts";
import { layerOf } from "../shared/layers.ts";
import type { Problems } from "../shared/problems.ts";
import { isTemplate } from "../shared/template.ts";
import { opaqueAt } from "../shared/value-builder.ts";
import { fillSpecifiers } from "./specifiers.ts";
import type { Setting, SystemdSource } from "./systemd-source.ts";
import { splitWords, type Word } from "./words.ts";

const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;
/** Below the files of `EnvironmentFile=`, which always win. */
export const LAYER = layerOf("build", "Environment");

/** A variable that a unit sets, whether Kong reads it or not. */
export interface UnitVariable {
  readonly name: string;
  readonly pieces: readonly Piece[];
  readonly assignment: Assignment | undefined;
}

/** Reads one `Environment=`. */
export function readEnvironment(
  source: SystemdSource,
  setting: Setting,
  problems: Problems,
  unit: UnitId,
): readonly UnitVariable[] {
  const { path, text } = source.document;
  const { words, fault } = splitWords(setting.value);
  const variables: UnitVariable[] = [];
  for (let index = 0; index < words.length; index++) {
    const word = words[index];
    const read = word && readWord(source, setting, word, problems, unit);
    if (read !== undefined) {
      variables.push(read);
      continue;
    }
    const before = words[index - 1];
    // What follows a value without quotes is lost together.
    const lost = words.slice(index, nextAssignment(words, index));
    reportLost(source, setting, lost, before, problems, unit);
    index += lost.length - 1;
  }
  if (fault !== undefined && /KONG_/.test(setting.value.text))
    problems.add(unit, {
      kind: "word-lost",
      at: locate(path, setting.value.map.spanToSource(fault.range)),
      name: /KONG_[A-Z0-9_]+/.exec(setting.value.text)?.[0],
      before: text.slice(setting.valueSpan.start, setting.valueSpan.end),
      detail: `systemd ignores the line, because ${fault.why}`,
    });
  return variables;
}

function readWord(
  source: SystemdSource,
  setting: Setting,
  word: Word,
  problems: Problems,
  unit: UnitId,
): UnitVariable | undefined {
  const { path, text } = source.document;
  const { cooked } = word;
  const sign = cooked.text.indexOf("=");
  const name = cooked.text.slice(0, Math.max(sign, 0));
  if (sign < 0 || !NAME.test(name)) return undefined;
  const value = sliceCooked(cooked, { start: sign + 1, end: cooked.text.length });
  const whole = setting.value.map.spanToSource(word.range);
  const nameSpan = cooked.map.spanToSource({ start: 0, end: sign });
  const afterSign = cooked.map.toSource(sign) + 1;
  const end = word.quote === undefined ? whole.end : whole.end - 1;
  const written = span(Math.min(afterSign, end), end);
  const inner = value.text === "" ? written : value.map.spanToSource({ start: 0, end: value.text.length });
  const filled = fillSpecifiers(value);
  const at = locate(path, written);
  if (filled.fault !== undefined) {
    problems.add(unit, {
      kind: "word-lost",
      at: locate(path, value.map.spanToSource(filled.fault)),
      name,
      before: text.slice(written.start, written.end),
      detail: `systemd ignores the variable, because \`${value.text.slice(filled.fault.start, filled.fault.end)}\` is not one of its specifiers; write \`%%\` for a percent sign`,
      correction: {
        title: "Double the percent sign",
        at: locate(path, spanAt(value, filled.fault.start)),
        text: "%%",
      },
    });
    return { name, pieces: [], assignment: undefined };
  }
  for (const specifier of filled.filled)
    problems.add(unit, {
      kind: "specifier",
      at: locate(path, value.map.spanToSource(specifier)),
      name,
      before: value.text,
      detail: `systemd replaces \`${value.text.slice(specifier.start, specifier.end)}\` with a name or a folder of the machine; write \`%%\` for a percent sign`,
      correction: {
        title: "Double the percent sign",
        at: locate(path, spanAt(value, specifier.start)),
        text: "%%",
      },
    });
  const pieces = isTemplate(value.text)
    ? [opaqueAt("template", at, text.slice(written.start, written.end))]
    : filled.pieces;
  const assignment = environmentAssignment({
    source: path,
    text,
    layer: LAYER,
    origin: { kind: "written", address: `Environment.${name}` },
    writtenName: name,
    variable: name,
    nameSpan,
    valueSpan: written,
    innerSpan: inner,
    lineSpan: setting.span,
    value: { kind: "text", pieces },
  });
  return { name, pieces, assignment };
}

function spanAt(value: Word["cooked"], offset: number) {
  return value.map.spanToSource({ start: offset, end: offset + 1 });
}

function nextAssignment(words: readonly Word[], from: number): number {
  const next = words.findIndex(({ cooked }, at) => at > from && /^[A-Za-z_]\w*=/.test(cooked.text));
  return next < 0 ? words.length : next;
}

/** Words without `=`: mostly the rest of a value that should be in quotes. */
function reportLost(
  source: SystemdSource,
  setting: Setting,
  lost: readonly Word[],
  before: Word | undefined,
  problems: Problems,
  unit: UnitId,
): void {
  const [word] = lost;
  const last = lost.at(-1);
  if (word === undefined || last === undefined) return;
  const name = /^(KONG_[A-Z0-9_]+)=/.exec(before?.cooked.text ?? "")?.[1];
  const isKong = name !== undefined || /^KONG_/.test(word.cooked.text);
  if (!isKong) return;
  const { path, text } = source.document;
  const whole = setting.value.map.spanToSource(span(word.range.start, last.range.end));
  const rest = name === undefined ? undefined : quotedWhole(source, setting, before);
  problems.add(unit, {
    kind: "word-lost",
    at: locate(path, whole),
    name: name ?? word.cooked.text,
    before: text.slice(whole.start, whole.end),
    detail:
      name === undefined
        ? `systemd ignores \`${word.cooked.text.slice(0, 40)}\`, because it is not \`NAME=value\` without spaces`
        : `systemd splits \`Environment\` at spaces and ignores what follows; put the assignment in double quotes`,
    ...(name === undefined || before === undefined
      ? {}
      : { leaves: locate(path, setting.value.map.spanToSource(before.range)) }),
    ...(rest === undefined
      ? {}
      : {
          correction: { title: "Put the assignment in quotes", at: locate(path, rest.at), text: rest.text },
        }),
  });
}

/** The whole line from the assignment on in double quotes, where nothing in it has a meaning of its own. */
function quotedWhole(
  { document: { text } }: SystemdSource,
  { value, valueSpan, span: lines }: Setting,
  before: Word | undefined,
): { readonly at: { readonly start: number; readonly end: number }; readonly text: string } | undefined {
  if (before === undefined || text.slice(lines.start, lines.end).includes("\n")) return undefined;
  const start = value.map.toSource(before.range.start);
  const written = text.slice(start, valueSpan.end);
  return /["'\\]|\s#|\s[A-Za-z_]\w*=/.test(written)
    ? undefined
    : { at: span(start, valueSpan.end), text: `"${written}"` };
}
