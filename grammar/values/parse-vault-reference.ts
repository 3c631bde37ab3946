import { type Span, span } from "../text/span.ts";

/** One setting behind the `?` of a reference: `prefix=PG_`. */
export interface VaultReferenceOption {
  readonly name: Span;
  /** Empty where nothing follows the `=`; undefined where none is written. */
  readonly value: Span | undefined;
}

/** Why a text that was meant as a vault reference is taken literally, or cannot be resolved. */
export type VaultReferenceFault =
  /** `vault://env/x` without the braces. */
  | "missing-braces"
  | "missing-closing-brace"
  /** Something stands before or after the braces: quotes, blanks, other text. A reference must be the whole value. */
  | "text-around"
  /** A sign is wrong between the brace and the name: `{vault:env/x}`, `{ vault://env/x}`, `{VAULT://env/x}`. */
  | "scheme"
  /** No vault is named: `{vault:///x}`. */
  | "missing-name"
  /** Nothing is asked of the vault: `{vault://env}`, `{vault://env/}`. */
  | "missing-resource";

/** What a value says about a vault. All spans are UTF-16 offsets of the value. */
export type VaultReferenceReading =
  /** The text has nothing of a reference. */
  | { readonly kind: "other" }
  | {
      readonly kind: "reference";
      readonly name: Span;
      readonly resource: Span;
      /** The last part of the path, where it has more than one. */
      readonly key: Span | undefined;
      readonly options: readonly VaultReferenceOption[];
      /** What stands behind `#`: a number, if Kong is to take the reference. */
      readonly version: Span | undefined;
    }
  /** Meant as a reference. `literal`: Kong takes the text as it stands; otherwise it tries and fails to resolve it. */
  | {
      readonly kind: "malformed";
      readonly fault: VaultReferenceFault;
      readonly at: Span;
      readonly literal: boolean;
    };

const OPENING = "{vault://";
/** What only someone who wants a reference writes. */
const MEANT = /\{?[ \t]*vault[ \t]*:[ \t]*\/\/?|\{[ \t]*vault[ \t]*:/i;

/** Whether Kong 2.8 and later takes a text for a reference: `{vault://` before and `}` behind, nothing else being looked at. */
export function isVaultReference(text: string): boolean {
  return text.startsWith(OPENING) && text.endsWith("}");
}

/**
 * Reads `{vault://name/resource[/key][?option=value][#version]}` as the URL that Kong's library makes of it: the name may have a
 * user before it and a port behind it, which count for nothing, and the path parameters behind a `;`. What is no reference is
 * literal text to Kong.
 */
export function parseVaultReference(text: string): VaultReferenceReading {
  if (isVaultReference(text)) return parseInside(text, OPENING.length, text.length - 1);
  const meant = MEANT.exec(text);
  if (meant === null) return { kind: "other" };
  return { kind: "malformed", literal: true, ...faultOf(text, meant.index, meant[0]) };
}

function faultOf(text: string, start: number, opening: string): { fault: VaultReferenceFault; at: Span } {
  const whole = span(0, text.length);
  const close = text.indexOf("}", start);
  if (!opening.startsWith("{")) return { fault: "missing-braces", at: whole };
  if (opening !== OPENING) return { fault: "scheme", at: span(start, start + opening.length) };
  if (close === -1) return { fault: "missing-closing-brace", at: span(start, text.length) };
  return { fault: "text-around", at: start > 0 ? span(0, start) : span(close + 1, text.length) };
}

function parseInside(text: string, start: number, end: number): VaultReferenceReading {
  const malformed = (fault: VaultReferenceFault, at: Span): VaultReferenceReading => ({
    kind: "malformed",
    fault,
    at,
    literal: false,
  });
  const fragment = firstOf(text, "#", start, end);
  const path = firstOf(text, "/", start, fragment);
  const name = nameIn(text, start, path);
  if (name.start === name.end) return malformed("missing-name", name);
  const query = firstOf(text, "?", path, fragment);
  const whole = withoutSlashes(text, path, firstOf(text, ";", path, query));
  if (whole.start === whole.end) return malformed("missing-resource", span(start, query));
  const lastSlash = text.lastIndexOf("/", whole.end - 1);
  const hasKey = lastSlash > whole.start;
  return {
    kind: "reference",
    name,
    resource: hasKey ? withoutSlashes(text, whole.start, lastSlash) : whole,
    key: hasKey ? span(lastSlash + 1, whole.end) : undefined,
    options: query < fragment ? optionsOf(text, query + 1, fragment) : [],
    version: fragment < end ? span(fragment + 1, end) : undefined,
  };
}

/** The host of a URL between `//` and the path: without user, port and the brackets of an IPv6 address. */
function nameIn(text: string, start: number, end: number): Span {
  const at = firstOf(text, "@", start, end);
  const from = at < end ? at + 1 : start;
  const host = text.slice(from, end).replace(/:[^:\]]*$/, "");
  const inner = /^\[(.+)\]$/.exec(host)?.[1];
  return inner === undefined ? span(from, from + host.length) : span(from + 1, from + 1 + inner.length);
}

function withoutSlashes(text: string, start: number, end: number): Span {
  let [from, to] = [start, end];
  while (from < to && text.charAt(from) === "/") from++;
  while (to > from && text.charAt(to - 1) === "/") to--;
  return span(from, to);
}

/** The first place of a character from `start` on; `end` where it is not before that. */
function firstOf(text: string, character: string, start: number, end: number): number {
  const at = text.indexOf(character, start);
  return at === -1 || at > end ? end : at;
}

function optionsOf(text: string, start: number, end: number): VaultReferenceOption[] {
  const options: VaultReferenceOption[] = [];
  for (let at = start; at < end; ) {
    const stop = firstOf(text, "&", at, end);
    const equals = firstOf(text, "=", at, stop);
    const value = equals < stop ? span(equals + 1, stop) : undefined;
    if (stop > at) options.push({ name: span(at, equals), value });
    at = stop + 1;
  }
  return options;
}
