import { append } from "../../grammar/text/large-lists.ts";
import { memoizeBy, memoizeText } from "../../grammar/text/memoize.ts";
import { type Span, sliceSpan } from "../../grammar/text/span.ts";
import { isNoSecret } from "../../grammar/values/is-no-secret.ts";
import { nginxArguments } from "../../grammar/values/nginx-arguments.ts";
import { looksLikeSecretName } from "../../schemas/secret-names.ts";
import { flattened } from "./filled-in.ts";
import { isInClear } from "./harmless-value.ts";
import { knownTokens } from "./known-tokens.ts";
import { MASK } from "./mask.ts";
import { authorityPasswords } from "./url-credentials.ts";

/** Nearly no value has one of these words, and all that is looked for has. */
const SUSPICIOUS = /auth|cookie|token|key|secret|pass|pwd|credential|license|bearer|basic/i;
/** What follows the first argument of these is not the value of what it names: other headers, a size. */
const NAMES_ALONE = /_(?:(?:hide|pass|ignore|clear|clear_input)_headers?|shared_dict)$/;
/** `Bearer` before a token. */
const SCHEME = /^[A-Za-z][\w-]*[ \t]+(?=\S)/;
/** A header in one argument with its value: `"X-Api-Key: value"`. */
const HEADER_LINE = /(?:^|["'\s])([A-Za-z][\w-]*):[ \t]*([^"'\s][^"']*)/g;
const CREDENTIAL = /\b(?:Bearer|Basic)[ \t]+([^\s"',;]+)/gi;
/** Words alone come in texts about a scheme, and challenges have parameters: `Basic realm=x`. */
const NO_CREDENTIAL = /^(?:.[a-z]*$|(?:realm|scope|error|charset)=)/;
/** `token=value`, in a query or of a variable of the environment, and `token = value` of a file of settings. */
const NAMED = /(?<![\w-])([A-Za-z_][\w-]*)[ \t]*=[ \t]*([^\s"'&;,)]+)/g;
/** A member of an object in JSON. */
const MEMBER = /"([A-Za-z_][\w-]*)"\s*:\s*"((?:[^"\\]|\\.)+)(?=")/g;

/**
 * The secret parts of a value that is no secret as a whole, in order: passwords of URLs and before the name of a host, what
 * is called a secret within the value, tokens known by their form, and what an injected directive of nginx has for a header that proves who one is.
 */
export function secretParts(property: string, value: string): readonly Span[] {
  return property.startsWith("nginx_") ? partsOfDirective({ property, value }) : partsOfValue(value);
}

/** Of ordinary settings the value alone tells, and an editor asks about every one with each keystroke. */
const partsOfValue = memoizeText((value) => findParts("", value), 2000);

const partsOfDirective = memoizeBy(
  ({ property, value }: { readonly property: string; readonly value: string }) => `${property} ${value}`,
  ({ property, value }) => findParts(property, value),
);

/** @param property a directive that is injected; empty for an ordinary setting */
function findParts(property: string, value: string): readonly Span[] {
  const isDirective = property !== "";
  const isOpen = (part: Span) => isInClear(sliceSpan(value, part));
  const isSuspicious = SUSPICIOUS.test(value);
  const tokens = knownTokens(value);
  if (!isSuspicious && !value.includes("@")) return tokens;
  const authorities = authorityPasswords(value);
  const parts = [...tokens, ...(isDirective ? authorities.filter(isOpen) : authorities)];
  if (isSuspicious) {
    const flat = flattened(value);
    const found = [
      ...namedSpans(NAMED, flat, value),
      ...(isDirective ? directiveSpans(property, flat, value) : namedSpans(MEMBER, flat, value)),
    ];
    append(
      parts,
      found.filter((part) => !isNoSecret(sliceSpan(value, part)) && isOpen(part)),
    );
  }
  return joined(parts);
}

/** A value as it may be shown, its secret parts masked. */
export function maskParts(property: string, value: string): string {
  let masked = value;
  for (const { start, end } of secretParts(property, value).toReversed())
    masked = masked.slice(0, start) + MASK + masked.slice(end);
  return masked;
}

/**
 * What an injected directive has for headers.
 * @param flat the value with nothing in its templates that could end a part of it
 */
function directiveSpans(property: string, flat: string, value: string): Span[] {
  const credentials = property.endsWith("_auth_basic") ? [] : capturedSpans(CREDENTIAL, flat);
  return [
    ...headerValue(property, flat, value),
    ...namedSpans(HEADER_LINE, flat, value),
    ...credentials.filter((part) => !NO_CREDENTIAL.test(sliceSpan(value, part))),
  ];
}

/** `Authorization "Bearer …"`: what stands behind the name of a header, of a parameter or of what `set` sets, without the scheme. */
function headerValue(property: string, flat: string, value: string): Span[] {
  if (NAMES_ALONE.test(property)) return [];
  const { arguments: words, comment } = nginxArguments(flat);
  const [name, ...values] = words;
  // What nginx skips is to be read by nobody else either.
  if (comment !== undefined) values.push({ text: "", span: comment, quote: undefined });
  const [first] = values;
  const last = values.at(-1);
  if (name === undefined || first === undefined || last === undefined || !provesIdentity(name.text))
    return [];
  if (name.text.startsWith("$") && !property.endsWith("_set")) return [];
  const start = first.span.start + (first.quote === undefined ? 0 : 1);
  const end = last.span.end - (last.quote === undefined ? 0 : 1);
  const scheme = /authorization$/i.test(name.text) ? (SCHEME.exec(value.slice(start, end))?.[0] ?? "") : "";
  return [{ start: start + scheme.length, end }];
}

/** Whether a header, a parameter or a variable of this name says who one is. */
function provesIdentity(name: string): boolean {
  const plain = name.replace(/^\$/, "");
  return /(?:^|[-_])(?:authorization|cookie)$/i.test(plain) || looksLikeSecretName(plain);
}

/** What stands behind the names that prove an identity. */
function namedSpans(pattern: RegExp, flat: string, value: string): Span[] {
  return [...flat.matchAll(pattern)].flatMap(({ 0: whole, 1: name = "", 2: text = "", index }) => {
    if (!provesIdentity(name)) return [];
    const end = index + whole.length;
    const start = end - text.length;
    const scheme = SCHEME.exec(value.slice(start, end))?.[0] ?? "";
    return [{ start: start + (/authorization$/i.test(name) ? scheme.length : 0), end }];
  });
}

/** The only group of each match, which stands at its end but for one sign at the most. */
function capturedSpans(pattern: RegExp, value: string): Span[] {
  return [...value.matchAll(pattern)].map(({ 0: whole, 1: text = "", index }) => {
    const start = index + whole.lastIndexOf(text);
    return { start, end: start + text.length };
  });
}

function joined(parts: readonly Span[]): readonly Span[] {
  const result: Span[] = [];
  for (const part of [...parts].sort((a, b) => a.start - b.start)) {
    const last = result.at(-1);
    if (last !== undefined && part.start <= last.end)
      result[result.length - 1] = { start: last.start, end: Math.max(last.end, part.end) };
    else result.push(part);
  }
  return result;
}
