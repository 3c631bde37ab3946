import type { Span } from "../../grammar/text/span.ts";
import { type Assignment, valuePlace } from "../model/assignment.ts";
import type { Location } from "../model/location.ts";
import type { RefusalNote } from "./check/check-context.ts";
import type { LoadedValues } from "./loaded-values.ts";
import { skipBlanks, skipBlanksBack } from "./lua/strip.ts";
import type { Quirks } from "./quirks.ts";
import { cutComment } from "./read/cut-comment.ts";
import type { Refusal } from "./reading.ts";
import { assignmentBehind } from "./setting.ts";

/** A range of the cooked value of an assignment. */
type CookedRange = Span;

/** Where an assignment's value and its items stand. */
interface Layout {
  readonly whole: CookedRange;
  /** The items that Kong keeps. */
  readonly items: readonly ItemRange[];
}

interface ItemRange extends CookedRange {
  /** The place of the item in the written list, from 0; empty items count even where Kong drops them. */
  readonly place: number;
}

/** Finds the characters of refusals. A value is cut up once, however many of its items are refused. */
export class RefusalLocator {
  readonly #layouts = new Map<Assignment, Layout>();

  constructor(
    readonly values: LoadedValues,
    readonly quirks: Quirks,
    readonly anchor: Location,
  ) {}

  /** The refusal that a note becomes. */
  place(
    { check, property, also = [], cause = { property }, crash = false }: RefusalNote,
    reported: boolean,
  ): Refusal {
    const held = this.values.get(cause.property);
    const assignment = held && assignmentBehind(held.provenance);
    if (check === "name-without-value" && assignment !== undefined)
      return {
        ...atName(assignment),
        check,
        property,
        also,
        anchor: this.anchor,
        item: undefined,
        crash,
        reported,
      };
    const range = assignment && this.#rangeOf(assignment, cause.item, cause.text);
    const isSection = held?.provenance.kind === "derived" && held.provenance.by.startsWith("[");
    return {
      // Whatever is wrong with the table of a section, its header is the reason.
      check: isSection ? "section-as-value" : check,
      property,
      also,
      assignment,
      span: assignment && range && spanOf(assignment, range),
      anchor: this.anchor,
      text: assignment && range ? assignment.rawValue.slice(range.start, range.end) : (cause.text ?? ""),
      item: assignment && this.#placeOf(assignment, cause.item),
      crash,
      reported,
    };
  }

  #rangeOf(assignment: Assignment, item: number | undefined, text: string | undefined): CookedRange {
    const { whole, items } = this.#layoutOf(assignment);
    const outer = item === undefined ? whole : (items[item] ?? whole);
    if (text === undefined || text === "") return outer;
    const start = assignment.rawValue.slice(outer.start, outer.end).indexOf(text);
    return start < 0 ? outer : { start: outer.start + start, end: outer.start + start + text.length };
  }

  #placeOf(assignment: Assignment, item: number | undefined): number | undefined {
    return item === undefined ? undefined : (this.#layoutOf(assignment).items[item]?.place ?? item);
  }

  #layoutOf(assignment: Assignment): Layout {
    let layout = this.#layouts.get(assignment);
    if (layout === undefined) {
      const whole = valueRange(assignment, this.quirks);
      layout = { whole, items: itemRanges(assignment.rawValue, whole, this.quirks) };
      this.#layouts.set(assignment, layout);
    }
    return layout;
  }
}

/** Where the name of a setting is the reason. */
function atName(assignment: Assignment): Pick<Refusal, "assignment" | "span" | "text"> {
  return { assignment, span: assignment.nameSpan, text: assignment.variable };
}

/** The part of the raw value that Kong reads: without comment and blanks. */
export function valueRange(assignment: Assignment, quirks: Quirks): CookedRange {
  const { rawValue, channel } = assignment;
  const cuts = channel === "file" || quirks.variableHash === "cut";
  // Most values have no comment, and then there is nothing to work out.
  const kept = cuts && rawValue.includes("#") ? cutComment(rawValue, quirks.comment).kept : rawValue.length;
  const start = skipBlanks(rawValue, 0, kept);
  return { start, end: skipBlanksBack(rawValue, kept, start) };
}

function itemRanges(text: string, whole: CookedRange, { dropsEmptyItems }: Quirks): ItemRange[] {
  const ranges: ItemRange[] = [];
  for (let start = whole.start; start <= whole.end; ) {
    const comma = text.indexOf(",", start);
    const end = comma < 0 || comma > whole.end ? whole.end : comma;
    const first = skipBlanks(text, start, end);
    ranges.push({ start: first, end: skipBlanksBack(text, end, first), place: ranges.length });
    start = end + 1;
  }
  return dropsEmptyItems ? ranges.filter(({ start, end }) => start < end) : ranges;
}

/** Where nothing stands, the whole assignment; where a comment stands in the place of the value, the comment. */
function spanOf(assignment: Assignment, range: CookedRange): Location {
  if (range.start < range.end) return valuePlace(assignment, range);
  return range.start === 0 && assignment.rawValue.startsWith("#") ? assignment.rawValueSpan : assignment.span;
}
