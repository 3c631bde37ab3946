/** What a static reading of Lua source finds out about an expression. */
export type LuaValue = string | number | boolean | undefined | LuaTable | Unknown;

/** An expression whose value depends on more than its own text: a function, a call, a loop. */
export interface Unknown {
  readonly kind: "unknown";
}

/** A table constructor, or what assignments to its fields added. Lines count from 1. */
export interface LuaTable {
  readonly kind: "table";
  /** Items without a key, in their order. */
  readonly list: readonly LuaValue[];
  /** Fields with a name, in their order. */
  readonly fields: ReadonlyMap<string, LuaField>;
}

/** One named field of a table. */
export interface LuaField {
  readonly value: LuaValue;
  readonly line: number;
}

export const UNKNOWN: Unknown = { kind: "unknown" };

/** The value as a table; undefined for anything else. */
export function asTable(value: LuaValue): LuaTable | undefined {
  return typeof value === "object" && value.kind === "table" ? value : undefined;
}

/** The value as text; undefined for anything else. */
export function asText(value: LuaValue): string | undefined {
  return typeof value === "string" ? value : undefined;
}

/** The field of that name; undefined where the table lacks it, or where there is no table. */
export function fieldOf(table: LuaValue, name: string): LuaValue {
  return asTable(table)?.fields.get(name)?.value;
}

/** The texts of a list; undefined where it is no list, or where an item is no text. */
export function textsOf(value: LuaValue): readonly string[] | undefined {
  const list = asTable(value)?.list;
  if (list === undefined) return undefined;
  const texts = list.filter((item): item is string => typeof item === "string");
  return texts.length === list.length ? texts : undefined;
}
