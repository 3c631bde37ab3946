import { span } from "../../../grammar/text/span.ts";
import type { Assignment } from "../../model/assignment.ts";
import type { LinkedUnit, OtherVariable } from "../../model/config-unit.ts";
import { locate, type UnitId } from "../../model/location.ts";
import type { Value } from "../../model/value.ts";
import { environmentAssignment } from "../shared/environment-assignment.ts";
import { isKongSetting } from "../shared/kong-setting-names.ts";
import { layerOf } from "../shared/layers.ts";
import { indexedLinesOf } from "../shared/text-lines.ts";
import { slicePieces } from "../shared/value-builder.ts";
import { assignmentIn, plainText } from "./command-words.ts";
import { type CutValue, cutPlaces, lostAfter } from "./cut-values.ts";
import { expandWord, type Field } from "./expand.ts";
import { type FieldAssignment, splitField } from "./field-parts.ts";
import type { CommandContext } from "./link-shell.ts";
import type { ShellSource } from "./shell-source.ts";

/** `kubectl set env deployment/kong KONG_LOG_LEVEL=debug`. */
export interface SetEnv {
  /** What is changed: `deployment/kong`. */
  readonly workload: string;
  readonly variables: readonly (FieldAssignment & { readonly field: Field })[];
  /** A word after the first variable that is none, with the variable before it: kubectl reads it as one more workload, and stops. */
  readonly late:
    | { readonly field: Field; readonly before: FieldAssignment & { readonly field: Field } }
    | undefined;
}

const WITH_VALUE: ReadonlySet<string> = new Set([
  "-c",
  "--containers",
  "--context",
  "--cluster",
  "-f",
  "--filename",
  "--from",
  "-k",
  "--keys",
  "--kubeconfig",
  "-l",
  "--selector",
  "-n",
  "--namespace",
  "-o",
  "--output",
  "--prefix",
  "--user",
]);

/** The variables of a `kubectl set env`; undefined for other commands, and where none of them is Kong's. */
export function readSetEnv(source: ShellSource, context: CommandContext): SetEnv | undefined {
  const { text } = source.document;
  const words = context.command.words.slice(context.invocation.index + 1);
  const plain = words.map((word) => plainText(word, text));
  const verb = plain.findIndex((word, index) => word === "set" && plain[index + 1] === "env");
  // Only options come before it.
  if (verb < 0 || (verb > 0 && plain[0]?.startsWith("-") !== true)) return undefined;
  const fields = words.slice(verb + 2).flatMap((word) => expandWord(word, context.expand));
  const variables: (FieldAssignment & { field: Field })[] = [];
  const names: string[] = [];
  let late: SetEnv["late"];
  for (let index = 0; index < fields.length; index++) {
    const field = fields[index];
    if (field === undefined) continue;
    if (field.text.startsWith("-") && field.text !== "-") {
      if (WITH_VALUE.has(field.text)) index++;
      continue;
    }
    const split = field.text.includes("=") ? splitField(field, 0, text) : undefined;
    if (split?.value !== undefined) variables.push({ ...split, field });
    else if (!field.text.endsWith("-")) {
      const before = variables.at(-1);
      if (before === undefined) names.push(field.text);
      else late ??= { field, before };
    }
  }
  return variables.some(({ name }) => isKongSetting(name))
    ? { workload: names.join(" "), variables, late }
    : undefined;
}

/** A workload after a variable, which mostly is the rest of its value. */
export function lateWorkload(
  { document }: ShellSource,
  { late }: SetEnv,
  { command: { words } }: CommandContext,
): CutValue | undefined {
  if (late === undefined || late.field.isOpaque) return undefined;
  const { path, text } = document;
  const { name, value, field } = late.before;
  const isRest = value !== undefined && words[words.indexOf(field.word) + 1] === late.field.word;
  const lost = isRest
    ? lostAfter(field.word, words, text, (each) => assignmentIn(each, text) === undefined)
    : [];
  const at = span(late.field.word.span.start, (lost.at(-1) ?? late.field.word).span.end);
  return {
    kind: "word-lost",
    at: locate(path, at),
    name,
    refuses: true,
    before: text.slice(field.word.span.start, at.end),
    after: field.text,
    detail: `kubectl reads \`${late.field.text.slice(0, 40)}\` after a variable as one more resource, and stops; a value with spaces needs quotes`,
    ...(isRest ? cutPlaces({ word: field.word, valueStart: value.span.start }, lost, document) : {}),
  };
}

/** What a `kubectl set env` says of its workload: the variables that it sets. */
export function setEnvAssignments(
  source: ShellSource,
  { variables }: SetEnv,
  unit: UnitId,
): { readonly assignments: readonly Assignment[]; readonly others: readonly OtherVariable[] } {
  const { path, text } = source.document;
  const assignments: Assignment[] = [];
  const others: OtherVariable[] = [];
  for (const { name, nameSpan, value: place, field } of variables) {
    if (place === undefined) continue;
    const value: Value = { kind: "text", pieces: slicePieces(field.pieces, place.from) };
    const made = environmentAssignment({
      source: path,
      text,
      layer: layerOf("environment", "kubectl set env"),
      origin: { kind: "written", address: `${unit}.${name}` },
      writtenName: name,
      variable: name,
      nameSpan,
      valueSpan: place.span,
      innerSpan: place.inner,
      lineSpan: indexedLinesOf(source.document, field.word.span),
      value,
    });
    if (made === undefined) others.push({ variable: name, value, at: locate(path, field.word.span) });
    else assignments.push(made);
  }
  return { assignments, others };
}

/** The process of a workload, before it is known what the script sets. */
export function workloadUnit(
  source: ShellSource,
  { command }: CommandContext,
  { workload, variables }: SetEnv,
  id: UnitId,
): LinkedUnit {
  const { path } = source.document;
  return {
    id,
    name: workload === "" ? "kubectl set env" : workload,
    anchor: locate(path, variables[0]?.nameSpan ?? command.span),
    extent: locate(path, command.span),
    assignments: [],
    others: [],
    release: undefined,
    absence: {
      kind: "open",
      because: [{ what: "the workload has variables of its own", at: undefined }],
    },
    draws: [path],
    deployment: undefined,
    reader: "kubernetes",
  };
}
