import { type Span, span } from "../text/span.ts";

/** One setting behind the `?` of a reference: `prefix=PG_`. */
export interface VaultReferenceOption {
  readonly name: Span;
  /** Empty where no `=` or nothing after it is written. */
  readonly value: Span;
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
  | "missing-resource"
  /** The version behind `#` is no whole number. */
  | "version";

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
      /** The number behind `#`. */
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

/**
 * Reads `{vault://name/resource[/key][?option=value][#version]}`. Kong (2.8 and later) takes a value for a
 * reference when it begins with `{vault://` and ends with `}`; anything else is literal text.
 */
export function parseVaultReference(text: string): VaultReferenceReading {
  if (text.startsWith(OPENING) && text.endsWith("}"))
    return parseInside(text, OPENING.length, text.length - 1);
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
  const fragment = firstOf(text, "#", start, end);
  const query = firstOf(text, "?", start, fragment);
  const nameEnd = firstOf(text, "/", start, query);
  const malformed = (fault: VaultReferenceFault, at: Span): VaultReferenceReading => ({
    kind: "malformed",
    fault,
    at,
    literal: false,
  });
  if (nameEnd === start) return malformed("missing-name", span(start, start));
  if (nameEnd + 1 >= query) return malformed("missing-resource", span(start, query));
  const version = fragment < end ? span(fragment + 1, end) : undefined;
  if (version !== undefined && !/^\d+$/.test(text.slice(version.start, version.end)))
    return malformed("version", version);
  const lastSlash = text.lastIndexOf("/", query - 1);
  const hasKey = lastSlash > nameEnd;
  return {
    kind: "reference",
    name: span(start, nameEnd),
    resource: span(nameEnd + 1, hasKey ? lastSlash : query),
    key: hasKey ? span(lastSlash + 1, query) : undefined,
    options: query < fragment ? optionsOf(text, query + 1, fragment) : [],
    version,
  };
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
    if (stop > at) options.push({ name: span(at, equals), value: span(Math.min(equals + 1, stop), stop) });
    at = stop + 1;
  }
  return options;
}
