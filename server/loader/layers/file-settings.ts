import type { SectionNode } from "../../../grammar/kong-conf/syntax-tree.ts";
import { sliceSpan } from "../../../grammar/text/span.ts";
import type { Assignment } from "../../model/assignment.ts";
import type { ConfigUnit } from "../../model/config-unit.ts";
import type { LuaScalar } from "../lua/lua-value.ts";
import { isTable } from "../lua/lua-value.ts";
import type { LoaderModel } from "../model.ts";
import type { Quirks } from "../quirks.ts";
import { convertValue } from "../read/convert-value.ts";
import type { Setting } from "../setting.ts";
import { finishReading, type TextReader } from "../text-reader.ts";
import { lineToRead } from "./line-to-read.ts";

/** What Kong's reader makes of the file of a unit. */
export interface FileSettings {
  /** Every name that the file sets, known or not; the last assignment wins. */
  readonly settings: Map<string, Setting>;
  /** Section headers without a name, on which the reader breaks. */
  readonly brokenSections: readonly SectionNode[];
}

/** Reads the values of the file layer of a unit, without looking at what the release knows. */
export function fileSettings(unit: ConfigUnit, { quirks, texts }: LoaderModel): FileSettings {
  const settings = new Map<string, Setting>();
  const headers = sectionHeaders(unit);
  let next = 0;
  for (const assignment of unit.assignments) {
    if (assignment.channel !== "file") continue;
    for (; (headers[next]?.node.span.start ?? Number.POSITIVE_INFINITY) < assignment.span.start; next++)
      setSection(settings, headers[next], quirks);
    if (assignment.section === undefined && assignment.unfinished !== true)
      settings.set(assignment.property, readAssignment(unit, assignment, texts, quirks));
  }
  for (; next < headers.length; next++) setSection(settings, headers[next], quirks);
  return {
    settings,
    brokenSections: headers.filter(({ property }) => property === undefined).map(({ node }) => node),
  };
}

/** The value of one assignment of the file as the reader of a release returns it. */
function readAssignment(
  unit: ConfigUnit,
  assignment: Assignment,
  texts: TextReader,
  { delimiter }: Quirks,
): Setting {
  return {
    value: texts.read(lineToRead(unit, assignment, delimiter)).value,
    provenance: { kind: "assignment", assignment },
    opaque: assignment.opaque !== undefined,
  };
}

interface SectionHeader {
  readonly node: SectionNode;
  /** The name that the reader gives the table of the section; undefined where the reader breaks. */
  readonly property: string | undefined;
  /** The lines without `=` under the header, which become the items of its table. */
  readonly items: string[];
}

function sectionHeaders(unit: ConfigUnit): SectionHeader[] {
  if (unit.file === undefined) return [];
  const tree = unit.file;
  const headers: SectionHeader[] = [];
  for (const statement of tree.content) {
    if (statement.kind === "section")
      headers.push({
        node: statement,
        property: sectionName(sliceSpan(tree.text, statement.span)),
        items: [],
      });
    else if (statement.kind === "bare" && statement.section !== undefined)
      headers.at(-1)?.items.push(sliceSpan(tree.text, statement.text));
  }
  return headers;
}

/** Every byte of a name that is no ASCII letter or digit becomes `_`; what stands beside the first brackets is dropped. */
function sectionName(header: string): string | undefined {
  const name = /\[([^\]]+)\]/.exec(header)?.[1];
  return name?.replace(/[^A-Za-z0-9]/gu, (character) => "_".repeat(utf8Length(character)));
}

function utf8Length(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x80 || (code >= 0xdc80 && code <= 0xdcff)) return 1;
  return code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
}

/** A section is a table under its name, and so the value of a property of that name. */
function setSection(settings: Map<string, Setting>, header: SectionHeader | undefined, quirks: Quirks): void {
  if (header?.property === undefined) return;
  const items = header.items.map((item) => convertValue(item, quirks.delimiter));
  const table = items.filter((item): item is LuaScalar => !isTable(item) && typeof item !== "boolean");
  settings.set(header.property, {
    value: finishReading(table, quirks),
    provenance: { kind: "derived", by: `[${header.property}]` },
    opaque: false,
  });
}
