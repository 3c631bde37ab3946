import { contains, type Span, sliceSpan, span } from "../../../grammar/text/span.ts";
import type { Assignment, Layer } from "../../model/assignment.ts";
import type { OtherVariable } from "../../model/config-unit.ts";
import type { SourceFormat } from "../../model/format.ts";
import { locate, location, type SourceId } from "../../model/location.ts";
import type { OtherLine, Source } from "../../model/source.ts";
import type { SourceDocument } from "../../model/source-document.ts";
import type { Opaque, Value } from "../../model/value.ts";
import { propertyOfVariable } from "../shared/kong-variable.ts";
import { opaqueKind } from "../templates/opaque-kind.ts";
import { templateBranches } from "../templates/template-branches.ts";
import { tagsOutsideValues, templateSpans } from "../templates/template-spans.ts";
import { type DotenvValue, readDotenvValue } from "./dotenv-value.ts";

/** A byte order mark, blanks, `export`, a name, `=`. The name may not hold blanks. */
const START = /^(\ufeff?[ \t]*(?:export[ \t]+)?)([^\s=#]+)[ \t]*=/;
/** Names without a value: they are passed on from the environment that reads the file. */
const PASSED_ON = /^\ufeff?[ \t]*(?:export(?:[ \t]+[A-Za-z_]\w*)+|[A-Za-z_]\w*)\s*$/;
const NOTHING = /^\ufeff?\s*(?:#|$)/;
/** A name that can be one of Kong's; others are other programs'. */
const PLAIN_NAME = /^\w+$/;

/** An environment file as its own syntax has it. */
export interface DotenvSource extends Source {
  readonly assignments: readonly Assignment[];
  /** Variables of other programs, which a vault of the environment may read. */
  readonly others: readonly OtherVariable[];
}

/**
 * The `KONG_*` variables of a dotenv file as settings. Values are taken as Docker Compose and the dotenv libraries
 * take them (see {@link readDotenvValue}); `docker run --env-file` keeps inner quotes and comments, and the rules of
 * the group `env` say where that makes a difference. What stands wholly inside a template's own tags is no setting.
 */
export function parseDotenvSource(format: SourceFormat, document: SourceDocument): DotenvSource {
  const { text } = document;
  const tags = templateSpans(text);
  const assignments: Assignment[] = [];
  const foreign: OtherLine[] = [];
  const others: OtherVariable[] = [];
  let nextTag = 0;
  for (let offset = 0; offset < text.length; ) {
    const lineEnd = endOfLine(text, offset);
    const content = trimmed(text, span(offset, lineEnd));
    while (nextTag < tags.length && (tags[nextTag]?.end ?? 0) <= content.start) nextTag++;
    const tag = tags[nextTag];
    const line =
      tag !== undefined && contains(tag, content) ? undefined : readLine(document, offset, lineEnd);
    if (line?.assignment !== undefined) assignments.push(line.assignment);
    if (line?.foreign !== undefined) foreign.push(line.foreign);
    if (line?.other !== undefined) others.push(line.other);
    offset = (line?.end ?? lineEnd) + 1;
  }
  return {
    format,
    document,
    embedded: [],
    file: undefined,
    assignments,
    others,
    otherLines: foreign,
    templateSpans: tagsOutsideValues(tags, assignments),
    branches: tags.length === 0 ? undefined : templateBranches(text, tags),
  };
}

interface Line {
  readonly assignment?: Assignment;
  readonly foreign?: OtherLine;
  readonly other?: OtherVariable;
  /** The end of its last line, without the line break: a quoted value may hold several. */
  readonly end: number;
}

/** The line that begins at `offset`; undefined for blank lines, comments and names that are passed on. */
function readLine({ path, text }: SourceDocument, offset: number, lineEnd: number): Line | undefined {
  const line = text.slice(offset, lineEnd);
  if (NOTHING.test(line) || PASSED_ON.test(line)) return undefined;
  const start = START.exec(line);
  if (start === null) {
    const at = trimmed(text, span(offset, lineEnd));
    return { foreign: { kind: "not-an-assignment", span: at, text: sliceSpan(text, at) }, end: lineEnd };
  }
  const [whole, before = "", name = ""] = start;
  const value = readDotenvValue(text, offset + whole.length);
  const end = endOfLine(text, value.span.end);
  const nameSpan = span(offset + before.length, offset + before.length + name.length);
  const property = PLAIN_NAME.test(name) ? propertyOfVariable(name) : undefined;
  if (property === undefined)
    return {
      foreign: { kind: "foreign-variable", span: nameSpan, text: name },
      other: {
        variable: name,
        value: valueIn(value, opaqueOf(name.toLowerCase(), value), path),
        at: locate(path, nameSpan),
      },
      end,
    };
  const lineSpan = span(offset, Math.max(value.span.end, trimmed(text, span(offset, end)).end));
  return { assignment: toAssignment(name, property, nameSpan, lineSpan, value, path), end };
}

function toAssignment(
  writtenName: string,
  property: string,
  nameSpan: Span,
  lineSpan: Span,
  value: DotenvValue,
  source: SourceId,
): Assignment {
  const opaque = opaqueOf(property, value);
  return {
    channel: "environment",
    layer: ENVIRONMENT_FILE,
    origin: { kind: "written", address: property },
    property,
    writtenName,
    variable: writtenName,
    nameSpan: locate(source, nameSpan),
    span: location(source, nameSpan.start, value.span.end),
    lineSpan: locate(source, lineSpan),
    value: valueIn(value, opaque, source),
    rawValue: value.text,
    rawValueSpan: locate(source, value.span),
    writtenValue: value.text,
    writtenValueSpan: locate(source, value.inner),
    opaque,
    section: undefined,
  };
}

const ENVIRONMENT_FILE: Layer = { rank: 0, label: "environment file" };

function valueIn({ text, span: at, map }: DotenvValue, opaque: Opaque | undefined, source: SourceId): Value {
  const piece = { text, at: locate(source, at), map };
  return {
    kind: "text",
    pieces: [opaque === undefined ? { kind: "text", ...piece } : { kind: "opaque", why: opaque, ...piece }],
  };
}

/** Nothing is filled in between single quotes, except by a template. */
function opaqueOf(property: string, value: DotenvValue): Opaque | undefined {
  const opaque = opaqueKind(property, value.text);
  return opaque === "shell-variable" && value.quote === "'" ? undefined : opaque;
}

function endOfLine(text: string, offset: number): number {
  const at = text.indexOf("\n", offset);
  return at < 0 ? text.length : at;
}

function trimmed(text: string, range: Span): Span {
  const inner = sliceSpan(text, range);
  const end = range.start + inner.trimEnd().length;
  return span(Math.min(end, range.start + inner.length - inner.trimStart().length), end);
}
