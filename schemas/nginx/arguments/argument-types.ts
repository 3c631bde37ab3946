import { wordTable } from "../../../grammar/text/word-table.ts";
import { isAddress, isHost, isListener, isOwnAddress, isRange } from "./addresses.ts";
import { isNginxTime } from "./nginx-time.ts";
import { regexFault } from "./regex-fault.ts";
import { bytesOf, isPowerOfTwo, isSizeOf, isWithin } from "./sizes.ts";

/** A kind of argument: whether a text is one, and what to call it in a message. */
export interface ArgumentType {
  fits(text: string): boolean;
  readonly expects: string;
}

/** The least size of shared memory: eight pages of 4 KB, or two pages for what has no slab pool. */
const EIGHT_PAGES = 32_768;
const TWO_PAGES = 8_191;

/** The type of a name in `argument-facts.json`. */
export function argumentType(name: string): ArgumentType {
  const plain = name.endsWith("$") ? name.slice(0, -1) : name;
  const type = TYPES[plain] ?? rangeType(plain);
  if (type === undefined) throw new RangeError(`${name} is not a type of argument`);
  return plain === name
    ? type
    : { fits: (text) => text.includes("$") || type.fits(text), expects: type.expects };
}

/** `1-65535`, `0-`, or words: `on|off`. */
function rangeType(name: string): ArgumentType | undefined {
  const bounds = /^(\d+)-(\d*)$/.exec(name);
  if (bounds !== null) {
    const [, least = "", most = ""] = bounds;
    return {
      fits: (text) =>
        /^\d+$/.test(text) && Number(text) >= Number(least) && (most === "" || Number(text) <= Number(most)),
      expects:
        most === ""
          ? least === "0"
            ? "a whole number"
            : `a whole number of at least ${least}`
          : `a number from ${least} to ${most}`,
    };
  }
  if (!name.includes("|")) return undefined;
  const words = name.split("|");
  return { fits: (text) => words.includes(text), expects: words.map((word) => `\`${word}\``).join(" or ") };
}

function matching(pattern: RegExp, expects: string): ArgumentType {
  return { fits: (text) => pattern.test(text), expects };
}

function when(fits: (text: string) => boolean, expects: string): ArgumentType {
  return { fits, expects };
}

const SIZE = "a size in digits with `k` or `m`";
const SECONDS = "a time such as `30s` or `5m`";
const MILLISECONDS = "a time such as `500ms` or `5m`";
const ADDRESS = "an address such as `10.0.0.1:8080`, a host name, or `unix:/path`";

const TYPES: Readonly<Record<string, ArgumentType>> = wordTable({
  any: when(() => true, "a text"),
  text: when(() => true, "a text"),
  log: when(() => true, "a text"),
  path: when((text) => text !== "", "a path"),
  charset: when(() => true, "a charset"),
  size: matching(/^\d+[km]?$/i, SIZE),
  size1: when((text) => isSizeOf(text, 1), `${SIZE}, and not 0`),
  offset: matching(/^\d+[kmg]?$/i, "a size in digits with `k`, `m` or `g`"),
  pool: when((text) => isSizeOf(text, 32) && bytesOf(text) % 16 === 0, "a size that 16 divides"),
  window: when((text) => isPowerOfTwo(text, 512, 32_768), "a power of 2 from 512 to 32k"),
  hash: when((text) => isPowerOfTwo(text, 512, 131_072), "a power of 2 from 512 to 128k"),
  "power-of-2": when((text) => /^\d+$/.test(text) && isPowerOfTwo(text, 1, 2 ** 31), "a power of 2"),
  dictionary: when((text) => isSizeOf(text, TWO_PAGES + 1), "a size of at least `8k`"),
  pages: when((text) => isSizeOf(text, EIGHT_PAGES), "a size of at least `32k`"),
  zone: when((text) => isZone(text, TWO_PAGES), "a name and a size, such as `one:10m`"),
  "zone-of-pages": when(
    (text) => isZone(text, EIGHT_PAGES),
    "a name and a size of at least 32k, such as `one:10m`",
  ),
  "shared-cache": when(
    (text) => /^shared:/.test(text) && isZone(text.slice(7), EIGHT_PAGES),
    "`shared:NAME:SIZE` with at least 32k",
  ),
  "session-cache": when(
    (text) =>
      /^(?:off|none|builtin(?::\d+)?)$/.test(text) ||
      (/^shared:/.test(text) && isZone(text.slice(7), EIGHT_PAGES)),
    "`off`, `none`, `builtin` or `shared:NAME:SIZE` of at least 32k",
  ),
  s: when((text) => isNginxTime(text, "seconds"), SECONDS),
  ms: when((text) => isNginxTime(text, "milliseconds"), MILLISECONDS),
  ms1: when((text) => isNginxTime(text, "milliseconds") && /[1-9]/.test(text), `${MILLISECONDS}, and not 0`),
  expires: when(isExpires, "a time such as `1h`, `-1` or `@15h30m`"),
  "expires-shift": when((text) => !text.startsWith("@") && isExpires(text), "a time such as `1h`"),
  rate: when((text) => /^\d*[1-9]\d*r\/[sm]$/.test(text), "a number with `r/s` or `r/m`, such as `10r/s`"),
  integer: matching(/^-?\d+$/, "a whole number"),
  backlog: matching(/^(?:-1|0*[1-9]\d*)$/, "a whole number"),
  level: matching(/^0*[123]$/, "1, 2 or 3"),
  levels: matching(/^[12](?::[12]){0,2}$/, "one to three digits 1 or 2, such as `1:2`"),
  access: matching(/^(?:user|group|all):(?:r|rw)$/, "`user:rw`, `group:r` or `all:rw`"),
  mark: matching(/^[A-Za-z0-9=]$/, "one letter, one digit or `=`"),
  mask: matching(/^[01]{1,1024}$/, "a mask of the digits 0 and 1"),
  "log-level": matching(
    /^(?:debug|info|notice|warn|error|crit|alert|emerg|debug_(?:core|alloc|mutex|event|http|mail|stream))$/,
    "`debug`, `info`, `notice`, `warn`, `error`, `crit`, `alert` or `emerg`",
  ),
  browser: matching(
    /^(?:msie|gecko|opera|safari|konqueror)$/,
    "`msie`, `gecko`, `opera`, `safari` or `konqueror`",
  ),
  "browser-version": matching(/^\d+(?:\.\d*){0,3}$/, "a version, such as `5.5`"),
  "error-code": when(isErrorCode, "a code from 300 to 599, and not 499"),
  "status-or-any": when(
    (text) => text === "any" || isWithin(text, 100, 599),
    "`any` or a code from 100 to 599",
  ),
  redirect: matching(
    /^(?:https?:\/\/|\$scheme)/,
    "a code, or a URL that begins with `http://`, `https://` or `$scheme`",
  ),
  regex: when((text) => regexFault(text) === undefined, "a regular expression"),
  pattern: when(
    (text) => !text.startsWith("~") || regexFault(text.replace(/^~\*?/, "")) === undefined,
    "a text, or a regular expression after `~`",
  ),
  "server-name": when(
    isServerName,
    "a host name, `*.example.com`, `www.*`, or a regular expression after `~`",
  ),
  set: matching(/^\$./s, "a name with `$` in front"),
  root: when(
    (text) => !/\$\{?(?:document_root|realpath_root)/.test(text),
    "a path without `$document_root` and `$realpath_root`",
  ),
  range: when(isRange, "an address or a CIDR range such as `10.0.0.0/8`"),
  "range-or-name": when(
    (text) => isRange(text) || isHost(text),
    "an address, a host name, or a CIDR range such as `10.0.0.0/8`",
  ),
  "address-of-ours": when(isOwnAddress, "an IP address, with or without a port"),
  pass: when((text) => isAddress(text.replace(/^s?uwsgi:\/\/|^grpcs?:\/\//, ""), false), ADDRESS),
  server: when((text) => isAddress(text, false), ADDRESS),
  peer: when((text) => isAddress(text, false), ADDRESS),
  "peer-with-port": when((text) => isAddress(text, true), `${ADDRESS}, with a port`),
  listener: when(isListener, "a port, an address with a port, or `unix:/path`"),
  keepalive: matching(
    /^(?:on|off|(?=.*[^:])(?:[\dwdhms]*):(?:[\dwdhms]*):\d*)$/,
    "`on`, `off`, or `IDLE:INTERVAL:COUNT`",
  ),
  "try-last": when(
    (text) => !text.startsWith("=") || isWithin(text.slice(1), 0, 999),
    "a path, or `=` with a code",
  ),
  "regex-of-2": when(
    (text) => regexFault(text) === undefined && capturesIn(text) === 2,
    "a regular expression with two groups in parentheses",
  ),
  "header-of-more": when(
    (text) => !text.startsWith("-") || /^-[star]$/.test(text),
    "a header, or one of the options `-s`, `-t`, `-r`, `-a`",
  ),
});

/** Groups that capture. */
function capturesIn(pattern: string): number {
  return (pattern.replace(/\\./g, "").match(/\((?!\?)|\(\?P?<(?![=!])|\(\?'/g) ?? []).length;
}

function isZone(text: string, least: number): boolean {
  const colon = text.indexOf(":");
  return colon > 0 && isSizeOf(text.slice(colon + 1), least);
}

function isErrorCode(text: string): boolean {
  return isWithin(text, 300, 599) && Number(text) !== 499;
}

/** A time with a sign, or one of the day after `@`. */
function isExpires(text: string): boolean {
  if (text.startsWith("@")) return isTimeOfDay(text.slice(1));
  return isNginxTime(text.replace(/^[-+]/, ""), "seconds");
}

function isTimeOfDay(text: string): boolean {
  if (!isNginxTime(text, "seconds")) return false;
  const units: Readonly<Record<string, number>> = wordTable({
    y: 31_536_000,
    M: 2_592_000,
    w: 604_800,
    d: 86_400,
    h: 3600,
    m: 60,
  });
  const total = [...text.matchAll(/(\d+)([yMwdhms]?)/g)].reduce(
    (sum, [, digits = "0", unit = ""]) => sum + Number(digits) * (units[unit] ?? 1),
    0,
  );
  return total <= 86_400;
}

/** nginx looks at the first characters only: other stars count where several servers share an address. */
function isServerName(text: string): boolean {
  if (text.startsWith("~")) return text.length > 1 && regexFault(text.slice(1)) === undefined;
  return !/^(?:\*(?!\..)|\.$)/.test(text);
}
