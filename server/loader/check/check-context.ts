import type { HostEnvironment } from "../host-environment.ts";
import type { LoadedValues } from "../loaded-values.ts";
import { isTable, type LuaValue } from "../lua/lua-value.ts";
import { toText } from "../lua/to-text.ts";
import type { LoaderModel } from "../model.ts";
import type { KongWarning } from "../reading.ts";
import type { RefusalCheck } from "../refusal-check.ts";
import { assignmentBehind } from "../setting.ts";
import { absolutePath } from "./absolute-path.ts";

/** The characters that a refusal is about: a property as it is written, or a part of its value. */
export interface Cause {
  readonly property: string;
  /** The index of a list item. */
  readonly item?: number;
  /** A text within the item or the value. */
  readonly text?: string;
}

/** A refusal before its place in the source is worked out. */
export interface RefusalNote {
  readonly check: RefusalCheck;
  readonly property: string;
  readonly also?: readonly string[];
  /** {@link property} itself where absent. */
  readonly cause?: Cause;
  readonly crash?: boolean;
}

/** What the cross-checks of a release see and say. */
export class CheckContext {
  /** Begins with what types and closed sets refuse. */
  readonly notes: RefusalNote[];
  readonly warnings: KongWarning[] = [];

  constructor(
    readonly model: LoaderModel,
    readonly values: LoadedValues,
    readonly world: HostEnvironment,
    notes: readonly RefusalNote[],
  ) {
    this.notes = [...notes];
  }

  value(name: string): LuaValue | undefined {
    return this.values.get(name)?.value;
  }

  /** Whether the release knows the property and nothing has given it a value. */
  unset(name: string): boolean {
    const held = this.values.get(name);
    return held !== undefined && held.value === undefined;
  }

  /** The value where it is text. */
  text(name: string): string | undefined {
    const value = this.value(name);
    return typeof value === "string" ? value : undefined;
  }

  /** The items where the value is a list, numbers among them as text. */
  list(name: string): readonly string[] | undefined {
    const value = this.value(name);
    return isTable(value) ? value.map(toText) : undefined;
  }

  /** The number of items; 0 for what is no list. */
  length(name: string): number {
    const value = this.value(name);
    return isTable(value) ? value.length : 0;
  }

  number(name: string): number | undefined {
    const value = this.value(name);
    return typeof value === "number" ? value : undefined;
  }

  /** Whether a listener is switched off: nothing in it, or `off` first. */
  isOff(name: string): boolean {
    const items = this.list(name);
    return items !== undefined && (items[0] === undefined || items[0] === "off");
  }

  opaque(name: string): boolean {
    return this.values.get(name)?.opaque === true;
  }

  exists(path: string): boolean {
    return path !== "" && this.world.exists(absolutePath(path));
  }

  /** Replaces a value for a reason that lies in another property. */
  derive(name: string, value: LuaValue | undefined, by: string): void {
    const held = this.values.get(name);
    if (held !== undefined)
      this.values.set(name, { ...held, value, provenance: { kind: "derived", by }, opaque: false });
  }

  /** Replaces a value and keeps who gave it. A list without items, as most lists of certificates are, stays what it is. */
  rewrite(name: string, value: LuaValue): void {
    const held = this.values.get(name);
    if (held === undefined || held.opaque || (isEmpty(held.value) && isEmpty(value))) return;
    this.values.set(name, { ...held, value });
  }

  /**
   * The name to blame where Kong breaks because a property is unset: there is no message that could name the property,
   * so it is what is written, an alias included.
   */
  writtenName(property: string): string {
    const provenance = this.values.get(property)?.provenance;
    return provenance?.kind === "alias" ? provenance.alias : property;
  }

  /** Kong walks through the list: where it is a number, which its type refuses already, that makes it break. */
  walk(property: string): void {
    // A note about the property is there only where it is set: asking for it tells who watches that this depends on it.
    if (this.values.get(property) === undefined) return;
    const index = this.notes.findIndex((note) => note.check === "not-a-list" && note.property === property);
    const note = this.notes[index];
    if (note !== undefined) this.notes[index] = { ...note, crash: true };
  }

  refuse(note: RefusalNote): void {
    this.notes.push(note);
  }

  warn(property: string, reason: KongWarning["reason"]): void {
    const held = this.values.get(property);
    this.warnings.push({ property, reason, assignment: held && assignmentBehind(held.provenance) });
  }
}

function isEmpty(value: LuaValue | undefined): boolean {
  return isTable(value) && value.length === 0;
}
