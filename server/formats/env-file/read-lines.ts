import { type Span, span } from "../../../grammar/text/span.ts";
import { locate } from "../../model/location.ts";
import type { Piece } from "../../model/value.ts";
import { literalCooked, piecesOf } from "../shared/cooked.ts";
import { opaqueAt } from "../shared/value-builder.ts";
import {
  afterByteOrderMark,
  type EnvFileInput,
  type EnvFileReading,
  type EnvNote,
  type EnvStatement,
  lineAt,
} from "./reading.ts";

/** Lines of `NAME=value`, where everything after the first `=` is the value as it stands. */
interface LineDialect {
  /** Why a name is refused. */
  refusal(name: string): string | undefined;
  readonly refusesDuplicates: boolean;
  /** A name alone that the shell does not have: an empty value, or none. */
  readonly emptyWithoutValue: boolean;
}

/** As `docker run --env-file` and Amazon ECS read: no quotes, no comments after values, no variables. */
const DOCKER: LineDialect = {
  refusal: (name) =>
    name === ""
      ? "refuses a value without a name"
      : /[ \t]/.test(name)
        ? "rejects spaces in the name of a variable"
        : undefined,
  refusesDuplicates: false,
  emptyWithoutValue: false,
};

/** As `kubectl create configmap --from-env-file` and kustomize's `envs` read. */
const KUBECTL: LineDialect = {
  refusal: (name) =>
    /^[-._a-zA-Z][-._a-zA-Z0-9]*$/.test(name) ? undefined : "refuses the name of the variable",
  refusesDuplicates: true,
  emptyWithoutValue: true,
};

/** Reads an environment file as `docker run --env-file` does (measured with 26.1). */
export function readDockerFile(input: EnvFileInput): EnvFileReading {
  return readLines(input, DOCKER);
}

/** Reads an environment file as kubectl does (measured with 1.32). */
export function readKubectlFile(input: EnvFileInput): EnvFileReading {
  return readLines(input, KUBECTL);
}

function readLines(input: EnvFileInput, dialect: LineDialect): EnvFileReading {
  const { text } = input;
  const statements: EnvStatement[] = [];
  const notes: EnvNote[] = [];
  const names = new Set<string>();
  for (let offset = afterByteOrderMark(text); offset < text.length; ) {
    const line = lineAt(text, offset);
    const start = offset + leadingBlanks(text.slice(offset, line.end));
    const rest = text.slice(start, line.end);
    if (rest !== "" && !rest.startsWith("#")) {
      const sign = rest.indexOf("=");
      const name = sign < 0 ? rest : rest.slice(0, sign);
      const refusal = dialect.refusal(name);
      if (refusal !== undefined) {
        notes.push(refused(span(start, start + name.length), undefined, name, refusal));
      } else {
        const nameSpan = span(start, start + name.length);
        if (dialect.refusesDuplicates && names.has(name))
          notes.push({
            ...refused(nameSpan, name, name, "rejects a variable that appears twice"),
            kind: "duplicate",
          });
        names.add(name);
        const statement =
          sign < 0
            ? passedOn(input, name, nameSpan, dialect)
            : assigned(input, name, nameSpan, start + sign + 1, line.end);
        statements.push(statement);
        const note = quotesNote(statement, text);
        if (note !== undefined) notes.push(note);
      }
    }
    const end = text.indexOf("\n", line.end);
    offset = end < 0 ? text.length : end + 1;
  }
  return { statements, notes };
}

function leadingBlanks(text: string): number {
  return text.length - text.trimStart().length;
}

function refused(at: Span, name: string | undefined, before: string, detail: string): EnvNote {
  return { kind: "syntax", at, name, refuses: true, before, after: undefined, detail };
}

function assigned(
  { text, source }: EnvFileInput,
  name: string,
  nameSpan: Span,
  start: number,
  end: number,
): EnvStatement {
  const value = text.slice(start, end);
  return {
    name,
    nameSpan,
    kind: "assignment",
    pieces: piecesOf(literalCooked(source, value, start)),
    written: span(start, end),
    inner: span(start, end),
    quote: undefined,
    exported: false,
    expanded: false,
  };
}

function passedOn(
  { source, lookup }: EnvFileInput,
  name: string,
  nameSpan: Span,
  dialect: LineDialect,
): EnvStatement {
  const variable = lookup(name);
  const unknown: readonly Piece[] = [opaqueAt("shell-variable", locate(source, nameSpan), name)];
  const unset = dialect.emptyWithoutValue ? [] : undefined;
  const place = span(nameSpan.end, nameSpan.end);
  return {
    name,
    nameSpan,
    kind: "passed-on",
    pieces: variable.state === "set" ? variable.pieces : variable.state === "unset" ? unset : unknown,
    written: place,
    inner: place,
    quote: undefined,
    exported: false,
    expanded: false,
  };
}

/** Quotes around the whole value, or a comment after it, become part of the value. */
function quotesNote({ name, written }: EnvStatement, text: string): EnvNote | undefined {
  const value = text.slice(written.start, written.end);
  if (!/^\s*(["']).*\1\s*$/.test(value) || value.trim().length < 2) return undefined;
  return {
    kind: "quotes-kept",
    at: written,
    name,
    refuses: false,
    before: value,
    after: value,
    detail: "keeps the quotes as a part of the value",
  };
}
