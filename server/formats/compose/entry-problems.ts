import { locate, type UnitId } from "../../model/location.ts";
import type { Cooked } from "../shared/cooked.ts";
import { nearKongVariable } from "../shared/kong-variable.ts";
import type { Problems } from "../shared/problems.ts";
import { resolveScalar, type YamlReader } from "../yaml/resolve-plain.ts";
import type { YamlScalar } from "../yaml/tree.ts";
import type { EnvironmentEntry } from "./definition.ts";
import { type Corrected, itemQuotes, nameCorrection } from "./entry-corrections.ts";
import { readerId } from "./reader-id.ts";
import { type ComposeRun, locationOf } from "./scalars.ts";

/** What an entry is read with. */
export interface EntryContext {
  readonly run: ComposeRun;
  readonly unit: UnitId;
  readonly service: string;
  readonly problems: Problems;
}

/** Words that other versions of Compose give another type: `off` is text since 2.17 and a boolean before. */
export function reportReaders(
  context: EntryContext,
  entry: EnvironmentEntry,
  node: YamlScalar,
  name: string,
): void {
  if (context.run.dialect.reader !== "compose-2") return;
  // Who overrides by a tag runs a Compose that knows it.
  if (node.tag === "!override") return;
  if ((node.style !== "plain" && node.tag === undefined) || node.text.includes("$")) return;
  const texts = (["go-yaml-3", "go-yaml-2", "pyyaml"] as const).map((reader) => composeText(node, reader));
  const [newest, before, first] = texts;
  if (newest === undefined || (newest === before && newest === first)) return;
  context.problems.add(context.unit, {
    kind: "readers-disagree",
    at: locationOf(entry.file, node),
    name,
    before: node.text,
    after: newest,
    detail: `Docker Compose since 2.17 passes on ${newest === node.text ? "the text" : "another text"}, Compose 2.0–2.16 ${described(before, newest)}, docker-compose 1 ${described(first, newest)}`,
    readings: [
      { reader: readerId("compose-2"), text: newest, refuses: false },
      { reader: readerId("compose-2.16"), text: before, refuses: before === undefined },
      { reader: readerId("compose-1"), text: first, refuses: first === undefined },
    ],
  });
}

function described(text: string | undefined, newest: string): string {
  if (text === undefined) return "refuses it";
  return text === newest ? "the same" : "something else";
}

/** What a version of Compose passes on; undefined where it refuses. */
function composeText(node: YamlScalar, reader: YamlReader): string | undefined {
  const resolved = resolveScalar(node, reader);
  if (resolved.type === "null" || resolved.type === "merge" || resolved.type === "refused") return undefined;
  const isRefused = reader === "pyyaml" && (resolved.type === "boolean" || resolved.type === "timestamp");
  return isRefused ? undefined : resolved.text;
}

/** A value of a list that is in quotes as a whole. */
export function reportQuotes(
  context: EntryContext,
  entry: EnvironmentEntry,
  part: Cooked,
  name: string,
): void {
  if (!/^(["']).*\1$/s.test(part.text) || part.text.length < 2) return;
  context.problems.add(context.unit, {
    kind: "quotes-kept",
    at: locate(entry.file.source.document.path, part.map.spanToSource({ start: 0, end: part.text.length })),
    name,
    before: part.text,
    after: part.text,
    detail: `${context.run.dialect.name} keeps quotes after the \`=\` of a list item as a part of the value`,
    ...itemQuotes(entry, part),
  });
}

/** A name that is almost one of Kong's: the process gets it as it is written, and Kong does not look it up. */
export function reportNearName(context: EntryContext, entry: EnvironmentEntry, name: string): void {
  const meant = nearKongVariable(name);
  if (meant === undefined) return;
  const isRefused = context.run.dialect.reader === "compose-1" && entry.form === "list";
  context.problems.add(context.unit, {
    kind: "name-changed",
    at: locationOf(entry.file, entry.key),
    name: meant,
    refuses: isRefused,
    before: meant,
    after: name,
    detail: isRefused
      ? `${context.run.dialect.name} rejects spaces in the name of a variable`
      : `${context.run.dialect.name} makes a variable named \`${name}\`${/\s/.test(name) ? ", with the space" : ""}, which Kong does not read`,
    ...nameCorrection(entry, name, meant),
  });
}

/** A value that Compose refuses. */
export function refuse(
  context: EntryContext,
  entry: EnvironmentEntry,
  name: string,
  what: string,
  correction: Corrected = {},
): void {
  const { text } = entry.file.source.document;
  const node = entry.value ?? entry.key;
  context.problems.add(context.unit, {
    kind: "refused",
    at: locationOf(entry.file, node),
    name,
    refuses: true,
    before: text.slice(node.span.start, node.span.end),
    detail: `${context.run.dialect.name} ${what}`,
    ...correction,
  });
}
