import type { Span } from "../../grammar/text/span.ts";
import { flattened } from "./filled-in.ts";

/*
 * No password is longer than 200 characters; without an end, a text of nothing but colons would be looked through again and again.
 */

/**
 * The password of a URL. As browsers do, up to the last `@` before the path; where there is none, the password holds a slash that
 * nobody has escaped. A port is no password.
 */
const OF_URL = /:\/\/[^\s/:@?#"<>]{0,200}:(?:([^\s/?#"<>]{1,200})|(?!\d+[/?#])([^\s"<>@]{1,200}))@/g;
/** The same without a scheme, as it slips into the name of a host. */
const OF_HOST = /(?<![\w/@.:-])([\w.%+-]{1,200}):(?!\/\/)([^\s"']{1,200})@(?=[\w[$.{-])(?!sha\d+:)/g;
/** What has a colon before an address of mail. */
const ADDRESSES: ReadonlySet<string> = new Set(["mailto", "sip", "sips", "xmpp", "acct"]);

/** The passwords of `http://user:password@host`. */
function urlPasswords(text: string): readonly Span[] {
  return text.includes("://") ? capturedSpans(OF_URL, text) : [];
}

/** Those, and the passwords of `user:password@host`; in order. A template in one of them is a part of it, whatever it holds. */
export function authorityPasswords(written: string): readonly Span[] {
  if (!written.includes("@")) return [];
  const text = flattened(written);
  const hosts = capturedSpans(OF_HOST, text, (user) => !ADDRESSES.has(user.toLowerCase()));
  return [...urlPasswords(text), ...hosts].sort((a, b) => a.start - b.start);
}

/** {@link authorityPasswords} of a text of many lines, of which few have one. */
export function passwordsInLines(text: string): readonly Span[] {
  const spans: Span[] = [];
  for (let at = text.indexOf("@"); at !== -1; ) {
    const start = text.lastIndexOf("\n", at) + 1;
    const lineEnd = text.indexOf("\n", at);
    const end = lineEnd === -1 ? text.length : lineEnd;
    for (const password of authorityPasswords(text.slice(start, end)))
      spans.push({ start: start + password.start, end: start + password.end });
    at = text.indexOf("@", end);
  }
  return spans;
}

/** The last group of each match, which stands before its last sign. */
function capturedSpans(pattern: RegExp, text: string, isWanted?: (first: string) => boolean): Span[] {
  return [...text.matchAll(pattern)].flatMap(({ 0: whole, 1: first, 2: second, index }) => {
    if (isWanted?.(first ?? "") === false) return [];
    const end = index + whole.length - 1;
    return [{ start: end - (second ?? first ?? "").length, end }];
  });
}
