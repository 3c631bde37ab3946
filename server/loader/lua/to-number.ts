import { strip } from "./strip.ts";

/** LuaJIT reads numbers in any case; these look at lower case. */
const notFinite = /^([+-]?)(?:(inf(?:inity)?)|nan)$/;
const decimal = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e([+-]?\d+))?$/;
const hexadecimal = /^([+-]?)0x([\da-f]*)(?:\.([\da-f]*))?(?:p([+-]?\d+))?$/;
const binary = /^([+-]?)0b([01]+)$/;
const binaryDigits = 64;

/** What a number can begin with, `inf` and `nan` among them. */
const numberStarts = "+-.0123456789in";

/** LuaJIT gives up on exponents from here on. */
const exponentLimit = 1 << 20;

/**
 * What LuaJIT's `tonumber` makes of a text: decimal, hexadecimal (`0x1F`, `0x1p4`) and binary (`0b101`) numbers,
 * `inf` and `nan`, blanks around them allowed.
 * @returns undefined where Lua says `nil`.
 */
export function toNumber(text: string): number | undefined {
  const trimmed = strip(text).toLowerCase();
  const first = trimmed.charAt(0);
  if (!numberStarts.includes(first)) return undefined;
  // Each kind begins in a way of its own, and a start that needs one of these expressions need not set up the others.
  const digits = first === "+" || first === "-" ? 1 : 0;
  if (trimmed.startsWith("0x", digits)) return hexadecimalNumber(trimmed);
  if (trimmed.startsWith("0b", digits)) return binaryNumber(trimmed);
  if (trimmed.startsWith("i", digits) || trimmed.startsWith("n", digits)) return notFiniteNumber(trimmed);
  const plain = decimal.exec(trimmed);
  return plain !== null && exponentFits(plain[1]) ? Number(trimmed) : undefined;
}

function exponentFits(exponent: string | undefined): boolean {
  return exponent === undefined || Math.abs(Number(exponent)) < exponentLimit;
}

function notFiniteNumber(text: string): number | undefined {
  const match = notFinite.exec(text);
  if (match === null) return undefined;
  if (match[2] === undefined) return Number.NaN;
  return match[1] === "-" ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
}

function hexadecimalNumber(text: string): number | undefined {
  const match = hexadecimal.exec(text);
  if (match === null) return undefined;
  const [, sign, whole = "", fraction = "", exponent] = match;
  if (whole + fraction === "" || !exponentFits(exponent)) return undefined;
  const magnitude =
    Number(BigInt(`0x${whole}${fraction}`)) * 2 ** (Number(exponent ?? 0) - 4 * fraction.length);
  return sign === "-" ? -magnitude : magnitude;
}

function binaryNumber(text: string): number | undefined {
  const match = binary.exec(text);
  const digits = match?.[2];
  if (match === null || digits === undefined || digits.length > binaryDigits) return undefined;
  const magnitude = Number(BigInt(`0b${digits}`));
  return match[1] === "-" ? -magnitude : magnitude;
}
