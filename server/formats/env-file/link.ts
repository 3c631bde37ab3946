import type { Assignment } from "../../model/assignment.ts";
import type { LinkedUnit, OtherVariable } from "../../model/config-unit.ts";
import type { Correction, FormatProblem, LinkContext, Linked } from "../../model/format.ts";
import { locate, unitId } from "../../model/location.ts";
import { textOfPieces } from "../shared/cooked.ts";
import { nearKongVariable, propertyOfVariable } from "../shared/kong-variable.ts";
import { environmentFileLayer } from "../shared/layers.ts";
import { type Lookup, shellLookup } from "../shared/variables.ts";
import { envFileAssignment } from "./assignments.ts";
import { type EnvFileSource, readEnvFile } from "./env-file.ts";
import { DISTINCT_READERS, type EnvFileReader, envFileReader, READER_NAMES, readerId } from "./readers.ts";
import type { EnvFileReading, EnvNote, EnvStatement } from "./reading.ts";

/** The only unit of an environment file. */
const UNIT = unitId("");

/**
 * The variables of an environment file as one unit. Where nobody is known to read it, it is read as Docker Compose does, which most of such
 * files are for, and each line that other readers take otherwise is a problem.
 */
export function linkEnvFile(source: EnvFileSource, context: LinkContext): Linked {
  const { surroundings } = context;
  const reader = envFileReader(surroundings.reader);
  const lookup = shellLookup(surroundings.shell);
  const reading = read(source, reader ?? "compose-2", lookup);
  const others =
    reader === undefined
      ? DISTINCT_READERS.slice(1).map((each) => [each, read(source, each, lookup)] as const)
      : [];
  const disputes = others.length === 0 ? [] : disputesOf(source, reading, others);
  const disputed = new Set(disputes.map(({ at }) => at.start));
  const layer = environmentFileLayer("environment file");
  const assignments = reading.statements.flatMap((statement): Assignment[] => {
    const assignment = envFileAssignment(source, statement, layer);
    if (assignment === undefined) return [];
    return [disputed.has(statement.nameSpan.start) ? { ...assignment, disputed: true } : assignment];
  });
  if (assignments.length === 0 && !source.document.text.includes("KONG_")) return { units: [], problems: [] };
  const own = reader === undefined ? agreedNotes(reading, others) : reading.notes;
  const problems = [
    ...own.map((note) => problemOf(source, note, reader)),
    ...nearNames(source, reading),
    ...disputes,
  ];
  return { units: [unitOf(source, assignments, otherVariables(source, reading), reader)], problems };
}

/**
 * The lines about Kong of which tools make different values, where nobody is known to read the file. Most files have nothing that could
 * be read in two ways, and are not read again.
 */
export function disputedLines(source: FileText, { surroundings }: LinkContext): readonly FormatProblem[] {
  if (envFileReader(surroundings.reader) !== undefined || !MAY_DIFFER.test(source.document.text)) return [];
  const lookup = shellLookup(surroundings.shell);
  const others = DISTINCT_READERS.slice(1).map((each) => [each, read(source, each, lookup)] as const);
  return disputesOf(source, read(source, "compose-2", lookup), others);
}

/** A quote, a sign of comments, variables or escapes after the sign of an assignment, or anything odd before it. */
const MAY_DIFFER =
  /^[ \t]*(?:;|export[ \t]+KONG_|KONG_\w+(?:[ \t]*[:=][^\n]*["'`#$\\]|[ \t]+[:=]|:|=[ \t]|[ \t]*\r?$))/m;

/** A text under a path, in whatever format. */
type FileText = Pick<EnvFileSource, "document">;

function read(source: FileText, reader: EnvFileReader, lookup: Lookup): EnvFileReading {
  return readEnvFile({ source: source.document.path, text: source.document.text, lookup }, reader);
}

function unitOf(
  source: EnvFileSource,
  assignments: readonly Assignment[],
  others: readonly OtherVariable[],
  reader: EnvFileReader | undefined,
): LinkedUnit {
  const [first] = assignments;
  const whole = locate(source.document.path, { start: 0, end: source.document.text.length });
  return {
    id: UNIT,
    name: undefined,
    anchor: first?.nameSpan ?? locate(source.document.path, { start: 0, end: 0 }),
    extent: whole,
    assignments,
    others,
    release: undefined,
    absence: {
      kind: "open",
      because: [{ what: "what reads the environment file may set more", at: undefined }],
    },
    draws: [source.document.path],
    deployment: undefined,
    ...(reader === undefined ? {} : { reader }),
  };
}

/** Variables of other programs, which a vault of the environment may read. */
function otherVariables(source: EnvFileSource, { statements }: EnvFileReading): OtherVariable[] {
  return statements.flatMap(({ name, nameSpan, pieces }) =>
    pieces === undefined || propertyOfVariable(name) !== undefined
      ? []
      : [{ variable: name, value: { kind: "text", pieces }, at: locate(source.document.path, nameSpan) }],
  );
}

function problemOf(source: EnvFileSource, note: EnvNote, reader: EnvFileReader | undefined): FormatProblem {
  return {
    kind: note.kind,
    at: locate(source.document.path, note.at),
    units: [UNIT],
    name: note.name,
    refuses: note.refuses,
    before: note.before,
    after: note.after,
    detail: reader === undefined ? `every reader ${note.detail}` : `${READER_NAMES[reader]} ${note.detail}`,
  };
}

/** A name that is almost one of Kong's, which some readers let through as it is. */
function nearNames(source: EnvFileSource, { statements }: EnvFileReading): FormatProblem[] {
  return statements.flatMap(({ name, nameSpan }) => {
    const meant = nearKongVariable(name);
    return meant === undefined
      ? []
      : [
          {
            kind: "name-changed",
            at: locate(source.document.path, nameSpan),
            units: [UNIT],
            name: meant,
            refuses: false,
            before: meant,
            after: name,
            detail: `the variable is named \`${name}\`, which Kong does not read`,
          },
        ];
  });
}

/** Of what one reader refuses or loses, that which each of the others refuses or loses on the same line. */
function agreedNotes(
  reading: EnvFileReading,
  others: readonly (readonly [EnvFileReader, EnvFileReading])[],
): readonly EnvNote[] {
  const lines = others.map(([, { notes }]) => notes.filter(({ refuses }) => refuses));
  return reading.notes.filter(
    (note) =>
      note.refuses &&
      lines.every((notes) => notes.some(({ at }) => at.start <= note.at.end && note.at.start <= at.end)),
  );
}

/** What a reader makes of one name: its last value, or a refusal. */
interface Outcome {
  readonly text: string | undefined;
  readonly refuses: boolean;
  /** A part of the value is known at run time only. */
  readonly isOpaque: boolean;
}

/** The lines about Kong that not all readers take alike. */
function disputesOf(
  source: FileText,
  reading: EnvFileReading,
  others: readonly (readonly [EnvFileReader, EnvFileReading])[],
): FormatProblem[] {
  const outcomes = [["compose-2", reading] as const, ...others].map(
    ([reader, each]) => [reader, outcomesByLine(source, each)] as const,
  );
  const lines = new Map<number, EnvStatement>();
  for (const [, each] of [["compose-2", reading] as const, ...others])
    for (const statement of each.statements)
      if (propertyOfVariable(statement.name) !== undefined) {
        const line = lineOf(source, statement.nameSpan.start);
        if (!lines.has(line)) lines.set(line, statement);
      }
  const disputes = [...lines].flatMap(([line, statement]) => {
    const readings = outcomes.map(([reader, byLine]) => ({ reader, outcome: byLine.get(line) ?? NOTHING }));
    const [first] = readings;
    if (first === undefined || readings.every(({ outcome }) => isSame(outcome, first.outcome))) return [];
    return [disputeOf(source, statement, readings)];
  });
  const remark = remarkOf(source, outcomes);
  return remark === undefined ? disputes : [...disputes, remark];
}

/** The first comment that begins with `;`, which is none to most readers. */
function remarkOf(
  source: FileText,
  outcomes: readonly (readonly [EnvFileReader, Map<number, Outcome>])[],
): FormatProblem | undefined {
  const { path, text } = source.document;
  const found = /^[ \t]*;/m.exec(text);
  if (found === null) return undefined;
  const start = found.index + found[0].length - 1;
  const line = lineOf(source, start);
  const readings = outcomes.map(([reader, byLine]) => ({ reader, outcome: byLine.get(line) ?? NOTHING }));
  if (!readings.some(({ outcome }) => outcome.refuses)) return undefined;
  const at = locate(path, { start, end: start + 1 });
  return {
    kind: "readers-disagree",
    at,
    units: [UNIT],
    name: undefined,
    refuses: false,
    before: ";",
    after: undefined,
    detail: describe(readings),
    readings: readings.map(readingOf),
    correction: { title: "Begin the comment with `#`", at, text: "#" },
  };
}

function readingOf({ reader, outcome }: { readonly reader: EnvFileReader; readonly outcome: Outcome }) {
  const { text, refuses, isOpaque } = outcome;
  return { reader: readerId(reader), text, refuses, ...(isOpaque ? { isOpaque: true as const } : {}) };
}

/** What all readers take alike in place of a line that begins with `export`, or has a colon for its sign. */
function plainLine(
  { document: { path, text } }: FileText,
  { nameSpan }: EnvStatement,
): Correction | undefined {
  const lineStart = text.lastIndexOf("\n", nameSpan.start - 1) + 1;
  const before = /^[ \t]*export[ \t]+$/.exec(text.slice(lineStart, nameSpan.start))?.[0];
  if (before !== undefined)
    return {
      title: "Remove `export`",
      at: locate(path, { start: lineStart + before.search(/\S/), end: nameSpan.start }),
      text: "",
    };
  const colon = /^[ \t]*:[ \t]*/.exec(text.slice(nameSpan.end, nameSpan.end + MOST_BLANKS))?.[0];
  return colon === undefined
    ? undefined
    : {
        title: "Change to `=`",
        at: locate(path, { start: nameSpan.end, end: nameSpan.end + colon.length }),
        text: "=",
      };
}

/** More than any person puts between a name and its value. */
const MOST_BLANKS = 200;

const NOTHING: Outcome = { text: undefined, refuses: false, isOpaque: false };

function isSame(a: Outcome, b: Outcome): boolean {
  return a.text === b.text && a.refuses === b.refuses && a.isOpaque === b.isOpaque;
}

function lineOf(source: FileText, offset: number): number {
  return source.document.lines.positionAt(offset).line;
}

function outcomesByLine(source: FileText, { statements, notes }: EnvFileReading): Map<number, Outcome> {
  const outcomes = new Map<number, Outcome>();
  for (const { nameSpan, pieces, expanded, kind } of statements) {
    const text = pieces === undefined ? undefined : textOfPieces(pieces);
    outcomes.set(lineOf(source, nameSpan.start), {
      text,
      refuses: false,
      isOpaque: pieces !== undefined && text === undefined && (expanded || kind === "passed-on"),
    });
  }
  for (const { refuses, at, kind } of notes)
    if (refuses && kind !== "duplicate")
      outcomes.set(lineOf(source, at.start), { ...NOTHING, refuses: true });
  return outcomes;
}

function disputeOf(
  source: FileText,
  statement: EnvStatement,
  readings: readonly { readonly reader: EnvFileReader; readonly outcome: Outcome }[],
): FormatProblem {
  const { text } = source.document;
  const correction = plainLine(source, statement);
  const end = Math.max(statement.nameSpan.end, statement.written.end);
  return {
    kind: "readers-disagree",
    at: locate(source.document.path, { start: statement.nameSpan.start, end }),
    units: [UNIT],
    name: statement.name,
    refuses: false,
    before: text.slice(statement.nameSpan.start, end),
    after: undefined,
    detail: describe(readings),
    readings: readings.map(readingOf),
    ...(correction === undefined ? {} : { correction }),
  };
}

/**
 * `Docker Compose and a shell read one value, kubectl another one, systemd refuses the line`: the readers by what they get. Values are left to
 * those who phrase a message, for they may be secrets.
 */
function describe(
  readings: readonly { readonly reader: EnvFileReader; readonly outcome: Outcome }[],
): string {
  const groups = new Map<string, { readonly outcome: Outcome; readonly readers: string[] }>();
  for (const { reader, outcome } of readings) {
    const key = JSON.stringify([outcome.text ?? null, outcome.refuses, outcome.isOpaque]);
    const group = groups.get(key) ?? { outcome, readers: [] };
    groups.set(key, group);
    group.readers.push(READER_NAMES[reader]);
  }
  let values = 0;
  return [...groups.values()]
    .map(({ outcome, readers }) => {
      const words = outcomeWords(outcome, readers.length > 1);
      const isValue = outcome.text !== undefined && outcome.text !== "";
      return `${listed(readers)} ${isValue && values++ > 0 ? words.replace("one value", "another value") : words}`;
    })
    .join(", ");
}

function outcomeWords({ text, refuses, isOpaque }: Outcome, isPlural: boolean): string {
  const s = isPlural ? "" : "s";
  if (refuses) return `refuse${s} the line`;
  if (isOpaque) return `fill${s} in something at run time`;
  if (text === undefined) return `set${s} nothing`;
  return text === "" ? `read${s} an empty value` : `read${s} one value`;
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? (names[0] ?? "") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}
