import { wordTable } from "../../../../grammar/text/word-table.ts";
import type { NginxArgument } from "../../../../grammar/values/nginx-arguments.ts";
import { parseIp } from "../../../../grammar/values/parse-ip.ts";
import { isNginxSize, nginxBytes } from "./nginx-size.ts";

/** An argument that is not of the form that its directive wants, and what that form is. */
export interface FormFault {
  readonly argument: NginxArgument;
  /** One clause, for `nginx takes …`. */
  readonly takes: string;
}

/** The least size of a session cache: eight pages, which are larger on some machines. */
const LEAST_CACHE = 32_768;

/** Directives that take a whole number within bounds. */
const BOUNDS: Readonly<Record<string, readonly [number, number]>> = wordTable({
  gzip_comp_level: [1, 9],
  limit_conn_status: [400, 599],
  limit_req_status: [400, 599],
});

/** Forms of arguments that nginx checks in code, rather than by a table: whether an argument fits, and what would. */
const FORMS: Readonly<Record<string, { fits(text: string, place: number): boolean; takes: string }>> =
  wordTable({
    add_header: { fits: isAlways, takes: "only `always` behind the name and the value" },
    add_trailer: { fits: isAlways, takes: "only `always` behind the name and the value" },
    set_real_ip_from: { fits: isSource, takes: "an address, a range such as `10.0.0.0/8`, or `unix:`" },
    ssl_session_cache: {
      fits: isSessionCache,
      takes: "`off`, `none`, `builtin` or `shared:NAME:SIZE` of at least 32k",
    },
  });

/** The first argument of a directive whose form nginx refuses, for directives that check more than their number. */
export function formFault(name: string, given: readonly NginxArgument[]): FormFault | undefined {
  const bounds = BOUNDS[name];
  const [first] = given;
  if (bounds !== undefined) {
    const [least, most] = bounds;
    if (first === undefined || !/^\d+$/.test(first.text)) return undefined;
    const isWithin = Number(first.text) >= least && Number(first.text) <= most;
    return isWithin ? undefined : { argument: first, takes: `a number from ${least} to ${most}` };
  }
  const form = Object.hasOwn(FORMS, name) ? FORMS[name] : undefined;
  if (form === undefined) return undefined;
  const argument = given.find(({ text }, place) => !text.includes("$") && !form.fits(text, place));
  return argument && { argument, takes: form.takes };
}

function isAlways(text: string, place: number): boolean {
  return place < 2 || text === "always";
}

/** A name is looked up when nginx starts; one with a slash or a bracket is no name. Leading zeros are none of its cares. */
function isSource(text: string): boolean {
  if (text === "unix:") return true;
  if (!/[/[\]]/.test(text)) return true;
  const [address = "", bits = ""] = text.split("/");
  const ip = parseIp(/^[\d.]+$/.test(address) ? address.replace(/\b0+(?=\d)/g, "") : address);
  return ip !== undefined && /^\d+$/.test(bits) && Number(bits) <= (ip.version === 4 ? 32 : 128);
}

function isSessionCache(text: string): boolean {
  if (/^(?:off|none|builtin(?::\d+)?)$/.test(text)) return true;
  const size = /^shared:[^:]+:([^:]+)$/.exec(text)?.[1];
  return size !== undefined && isNginxSize(size, "size") && nginxBytes(size) >= LEAST_CACHE;
}
