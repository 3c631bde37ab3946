import { isTable, type LuaValue } from "./lua-value.ts";

/** Digits that Lua's `%.14g` keeps. */
const precision = 14;

/**
 * What Lua's `tostring` writes: numbers as `%.14g`, a table as `table: 0x` (its address, which differs from run to
 * run, is left out).
 */
export function toText(value: LuaValue): string {
  if (isTable(value)) return "table: 0x";
  return typeof value === "number" ? numberText(value) : String(value);
}

function numberText(value: number): string {
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
  if (Object.is(value, -0)) return "-0";
  if (Number.isInteger(value) && Math.abs(value) < 10 ** precision) return String(value);
  return roundedText(value);
}

function roundedText(value: number): string {
  const [mantissa = "", power = "0"] = value.toExponential(precision - 1).split("e");
  const exponent = Number(power);
  if (exponent < -4 || exponent >= precision) {
    const digits = String(Math.abs(exponent)).padStart(2, "0");
    return `${withoutTrailingZeros(mantissa)}e${exponent < 0 ? "-" : "+"}${digits}`;
  }
  return withoutTrailingZeros(value.toFixed(precision - 1 - exponent));
}

function withoutTrailingZeros(text: string): string {
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}
