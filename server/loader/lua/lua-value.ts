/** One item of a list, or a value that is none. */
export type LuaScalar = string | number;

/** The numbered items of a Lua table. */
export type LuaTable = readonly LuaScalar[];

/**
 * A value as Kong's loader holds it, before and after typing. `true` before typing stands for a dynamic name that
 * nothing gives a value; a table before typing is what the reader makes of a text that holds its delimiter.
 */
export type LuaValue = LuaScalar | boolean | LuaTable;

/** Whether a value is a Lua table. */
export function isTable(value: LuaValue | undefined): value is LuaTable {
  return typeof value === "object";
}

/** Whether numbers are among the items of a table, which only the reader's delimiter can bring there. */
export function hasNumbers(value: LuaValue | undefined): boolean {
  return isTable(value) && value.some((item) => typeof item === "number");
}
