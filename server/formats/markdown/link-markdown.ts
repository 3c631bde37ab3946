import { append } from "../../../grammar/text/large-lists.ts";
import { contains, type Span } from "../../../grammar/text/span.ts";
import type { Assignment } from "../../model/assignment.ts";
import { type Absence, type ConfigUnit, configUnit, type LinkedUnit } from "../../model/config-unit.ts";
import type { Correction, FormatProblem, LinkContext, Linked, WriteContext } from "../../model/format.ts";
import { causeAt, type Location, locate, type UnitId, unitId } from "../../model/location.ts";
import type { SemanticEdit, Written } from "../../model/semantic-edit.ts";
import type { Source } from "../../model/source.ts";
import type { Piece, Value } from "../../model/value.ts";
import type { Fenced } from "./embed.ts";

/** Markdown with its fences. */
export interface MarkdownSource extends Source {
  readonly embedded: readonly Fenced[];
}

/** A setting of a fence at its place in the text around it. */
interface OuterAssignment extends Assignment {
  /** As the format of the fence has it. */
  readonly inner: Assignment;
}

/** The processes that the fences describe, with all places in the text itself. */
export function linkMarkdown(source: MarkdownSource, context: LinkContext): Linked {
  const units: LinkedUnit[] = [];
  const problems: FormatProblem[] = [];
  source.embedded.forEach((fence, index) => {
    const outward = new Outward(source, fence, index);
    const linked = fence.source.format.link(fence.source, context);
    append(
      units,
      linked.units.map((unit) => outward.unit(unit)),
    );
    append(
      problems,
      linked.problems
        .filter((problem) => !isOfExcerpt(problem, fence))
        .map((problem) => outward.problem(problem)),
    );
  });
  return { units, problems };
}

/** What a tool refuses only because the example is not the whole text; a fault of one setting remains one. */
function isOfExcerpt({ kind, refuses, name }: FormatProblem, { isCut, isGuessed }: Fenced): boolean {
  return kind === "no-image" || ((isCut || isGuessed) && refuses && name === undefined);
}

/** A setting of a fence as characters of the text around it, where the fence can hold them. */
export function writeMarkdown(
  edit: SemanticEdit,
  unit: ConfigUnit,
  context: WriteContext,
  isMarkdown: (source: Source) => source is MarkdownSource,
): Written {
  const source = context.source(unit.document.path);
  const [, number, id] = /^#(\d+)(?:\.(.*))?$/s.exec(unit.id) ?? [];
  const fence = source !== undefined && isMarkdown(source) ? source.embedded[Number(number) - 1] : undefined;
  if (source === undefined || fence === undefined) return { kind: "cannot", why: "outside" };
  // A comment may be in another fence, or in the page itself.
  if (edit.kind === "replace" && !contains(fence.extent, edit.span))
    return {
      kind: "edits",
      changes: [{ source: source.document.path, edits: [{ span: edit.span, newText: edit.text }] }],
    };
  const inner = fence.source.format
    .link(fence.source, { surroundings: {}, resolve: () => ({ kind: "missing" }) })
    .units.find((each) => each.id === (id ?? ""));
  if (inner === undefined) return { kind: "cannot", why: "outside" };
  const own = fence.source.document.path;
  const written = fence.source.format.write(inwardEdit(edit, fence), configUnit(inner, fence.source), {
    ...context,
    source: (each) => (each === own ? fence.source : context.source(each)),
  });
  if (written.kind === "cannot") return written;
  if (written.changes.some((change) => change.source !== own)) return { kind: "cannot", why: "outside" };
  const edits = fence.encode(written.changes.flatMap((change) => change.edits));
  return edits === undefined
    ? { kind: "cannot", why: "syntax" }
    : { kind: "edits", changes: [{ source: source.document.path, edits }] };
}

function inwardEdit(edit: SemanticEdit, fence: Fenced): SemanticEdit {
  const innerOf = (assignment: Assignment): Assignment => (assignment as OuterAssignment).inner;
  const at = (outer: Span): Location => locate(fence.source.document.path, fence.toInner(outer));
  switch (edit.kind) {
    case "set":
    case "remove":
    case "rename":
      return { ...edit, assignment: innerOf(edit.assignment) };
    case "insert":
      return { ...edit, after: edit.after && innerOf(edit.after) };
    case "comment-out":
    case "replace":
      return { ...edit, span: at(edit.span) };
  }
}

/** Moves what a fence describes to the text around it. */
class Outward {
  readonly #source: MarkdownSource;
  readonly #fence: Fenced;
  readonly #index: number;

  constructor(source: MarkdownSource, fence: Fenced, index: number) {
    this.#source = source;
    this.#fence = fence;
    this.#index = index;
  }

  unit(unit: LinkedUnit): LinkedUnit {
    const { path } = this.#source.document;
    const own = this.#fence.source.document.path;
    const { absence, release, deployment } = unit;
    return {
      ...unit,
      id: this.#id(unit.id),
      anchor: this.#at(unit.anchor),
      extent: this.#at(unit.extent),
      assignments: unit.assignments.map((each) => this.#assignment(each)),
      ...(unit.others === undefined
        ? {}
        : {
            others: unit.others.map((other) => ({
              ...other,
              value: this.#value(other.value),
              at: other.at && this.#at(other.at),
            })),
          }),
      release: release && { ...release, at: release.at && this.#at(release.at) },
      absence: this.#absence(absence),
      draws: unit.draws.map((each) => (each === own ? path : each)),
      deployment: deployment && this.#moved(deployment),
      // The statements of a file inside the fence have the places of the fence.
      file: undefined,
      templateSpans: [],
    };
  }

  #absence(absence: Absence): Absence {
    const because = absence.kind === "closed" ? [] : absence.because;
    const moved = because.map(({ what, at }) => ({ what, at: at && this.#at(at) }));
    const isOpen = absence.kind === "open" || this.#fence.isCut;
    if (!isOpen) return absence;
    const left = this.#fence.isCut ? [{ what: "the example leaves something out", at: undefined }] : [];
    return { kind: "open", because: [...moved, ...left] };
  }

  problem(problem: FormatProblem): FormatProblem {
    return {
      ...problem,
      at: this.#at(problem.at),
      units: problem.units.map((unit) => this.#id(unit)),
      ...(problem.correction === undefined ? {} : { correction: this.#correction(problem.correction) }),
    };
  }

  #correction({ also, ...correction }: Correction): Correction {
    const moved = { ...correction, at: this.#at(correction.at) };
    return also === undefined
      ? moved
      : { ...moved, also: also.map(({ at, text }) => ({ at: this.#at(at), text })) };
  }

  #id(inner: UnitId): UnitId {
    return unitId(`#${this.#index + 1}${inner === "" ? "" : `.${inner}`}`);
  }

  #at(place: Location): Location {
    if (place.source !== this.#fence.source.document.path) return place;
    const outer = this.#fence.toOuter(place);
    const at = locate(this.#source.document.path, outer ?? this.#fence.extent);
    return outer === undefined || place.isCause === true ? causeAt(at) : at;
  }

  #assignment(inner: Assignment): OuterAssignment {
    return {
      ...inner,
      inner,
      nameSpan: this.#at(inner.nameSpan),
      span: this.#at(inner.span),
      lineSpan: this.#at(inner.lineSpan),
      value: this.#value(inner.value),
      rawValueSpan: this.#at(inner.rawValueSpan),
      writtenValueSpan: this.#at(inner.writtenValueSpan),
      section: inner.section && this.#at(inner.section),
    };
  }

  /** Plain data with every place in it moved. */
  #moved<T>(data: T): T {
    if (Array.isArray(data)) return data.map((each) => this.#moved(each)) as T;
    if (data === null || typeof data !== "object" || Object.getPrototypeOf(data) !== Object.prototype)
      return data;
    if (isLocation(data)) return this.#at(data) as T;
    if (isPiece(data)) return this.#piece(data) as T;
    return Object.fromEntries(Object.entries(data).map(([name, each]) => [name, this.#moved(each)])) as T;
  }

  #value(value: Value): Value {
    if (value.kind !== "text") return value;
    return { kind: "text", pieces: value.pieces.map((piece) => this.#piece(piece)) };
  }

  #piece(piece: Piece): Piece {
    if (piece.at?.source !== this.#fence.source.document.path) return piece;
    return { ...piece, at: this.#at(piece.at), map: piece.map && this.#fence.outward(piece.map) };
  }
}

function isLocation(data: object): data is Location {
  return "source" in data && "start" in data && "end" in data;
}

function isPiece(data: object): data is Piece {
  return "text" in data && "at" in data && "map" in data;
}
