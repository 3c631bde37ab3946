import { span } from "../../../grammar/text/span.ts";
import type { Assignment } from "../../model/assignment.ts";
import type { OtherVariable } from "../../model/config-unit.ts";
import { type Location, locate, type UnitId } from "../../model/location.ts";
import type { Source } from "../../model/source.ts";
import type { Value } from "../../model/value.ts";
import type { EnvFileReading } from "../env-file/reading.ts";
import { derivedAssignment, derivedText, environmentAssignment } from "../shared/environment-assignment.ts";
import { layerOf } from "../shared/layers.ts";
import { indexedLinesOf } from "../shared/text-lines.ts";
import type { FieldAssignment } from "./field-parts.ts";
import type { RunOption } from "./run-options.ts";

/** One `-e` option. */
export interface EnvOption {
  readonly option: RunOption;
  readonly split: FieldAssignment;
  readonly value: Value;
}

/** A file of `--env-file`, as Docker reads it. */
export interface EnvFile {
  readonly source: Source;
  readonly path: string;
  readonly reading: EnvFileReading;
}

/** A variable of a container: a setting of Kong, where its name is one. */
export interface RunVariable {
  readonly assignment: Assignment | undefined;
  readonly other: OtherVariable;
}

/**
 * The variables that an image brings.
 * @param given names and values
 * @param at the name of the image
 */
export function imageVariables(
  given: Iterable<readonly [string, string]>,
  image: string,
  at: Location,
): readonly RunVariable[] {
  const by = { what: "image", name: image, version: undefined } as const;
  const layer = layerOf("image", "ENV of the image");
  return [...given].map(([name, text]) => {
    const value = derivedText(text);
    return {
      assignment: derivedAssignment(name, value, layer, by, at),
      other: { variable: name, value, at },
    };
  });
}

/** The variables that a file of `--env-file` sets. A name alone that the client does not have sets nothing. */
export function fileVariables({ source, path, reading }: EnvFile, id: UnitId): readonly RunVariable[] {
  const { document } = source;
  return reading.statements.flatMap(({ name, nameSpan, written, inner, pieces }) => {
    if (pieces === undefined) return [];
    const value: Value = { kind: "text", pieces };
    const assignment = environmentAssignment({
      source: document.path,
      text: document.text,
      layer: layerOf("file", `--env-file ${path}`),
      origin: { kind: "written", address: `${id}.${path}.${name}` },
      writtenName: name,
      variable: name,
      nameSpan,
      valueSpan: written,
      innerSpan: inner,
      lineSpan: indexedLinesOf(document, span(nameSpan.start, Math.max(nameSpan.end, written.end))),
      value,
    });
    return [{ assignment, other: { variable: name, value, at: locate(document.path, nameSpan) } }];
  });
}

/** The variable of a `-e` option. */
export function optionVariable(
  { option, split, value }: EnvOption,
  id: UnitId,
  document: Source["document"],
): RunVariable {
  const { path, text } = document;
  const empty = span(split.nameSpan.end, split.nameSpan.end);
  const assignment = environmentAssignment({
    source: path,
    text,
    layer: layerOf("environment", "-e"),
    origin: { kind: "written", address: `${id}.env.${split.name}` },
    writtenName: text.slice(split.nameSpan.start, split.nameSpan.end),
    variable: split.name,
    nameSpan: split.nameSpan,
    valueSpan: split.value?.span ?? empty,
    innerSpan: split.value?.inner ?? empty,
    lineSpan: indexedLinesOf(document, option.field.word.span),
    value,
  });
  return { assignment, other: { variable: split.name, value, at: locate(path, split.nameSpan) } };
}
