import type { Property, PropertyType } from "../../../schemas/property.ts";
import { isTable, type LuaValue } from "../lua/lua-value.ts";
import { toNumber } from "../lua/to-number.ts";
import { toText } from "../lua/to-text.ts";
import type { Quirks } from "../quirks.ts";
import { cutComment } from "../read/cut-comment.ts";
import { splitKongList } from "../read/split-list.ts";
import type { RefusalCheck } from "../refusal-check.ts";

/** What typing makes of a value. */
export interface TypedValue {
  /** undefined: Kong ends up without it. */
  readonly value: LuaValue | undefined;
  /** Why the type does not take it, where it does not. */
  readonly typeError: RefusalCheck | undefined;
}

/** The type the loader's own table gives: a property with a closed set has none there, and is text. */
export function loaderType(property: Property | undefined): PropertyType {
  if (property === undefined) return "untyped";
  return property.enum !== undefined && property.enumEnforced ? "untyped" : property.type;
}

/** Gives a merged value the type of its property, as the loader of a release does. */
export function typeValue(merged: LuaValue, type: PropertyType, quirks: Quirks): TypedValue {
  const value = quirks.typesBeforeComment
    ? withoutCommentAfterTyping(convert(merged, type, quirks), quirks)
    : emptyIsUnset(convert(withoutComment(merged, quirks), type, quirks));
  return { value, typeError: value === undefined || value === false ? undefined : typeErrorOf(value, type) };
}

function withoutComment(value: LuaValue, quirks: Quirks): LuaValue {
  if (typeof value !== "string") return value;
  return quirks.strip(quirks.cutsWhileReading ? value : cutComment(value, quirks.comment).text);
}

function emptyIsUnset(value: LuaValue | undefined): LuaValue | undefined {
  return value === "" ? undefined : value;
}

/** Kong 0.9.0: only what is text after typing loses its comment, and what is empty only then stays an empty text. */
function withoutCommentAfterTyping(value: LuaValue | undefined, quirks: Quirks): LuaValue | undefined {
  if (typeof value !== "string" || value === "") return emptyIsUnset(value ?? "");
  return quirks.strip(cutComment(value, quirks.comment).text);
}

function convert(value: LuaValue, type: PropertyType, quirks: Quirks): LuaValue | undefined {
  switch (type) {
    case "boolean":
      return value === true || value === "on" || value === "true";
    case "ngx_boolean":
      return value === "on" || value === true ? "on" : "off";
    case "string":
      return toText(value);
    case "number":
      return typeof value === "string" ? toNumber(value) : typeof value === "number" ? value : undefined;
    case "array":
      return typeof value === "string" ? splitKongList(value, quirks) : value;
    case "untyped":
      return value;
  }
}

function typeErrorOf(value: LuaValue, type: PropertyType): RefusalCheck | undefined {
  if (type === "array") return isTable(value) ? undefined : "not-a-list";
  if (type !== "untyped" || typeof value === "string") return undefined;
  return isTable(value) ? "split-by-delimiter" : "not-a-string";
}
