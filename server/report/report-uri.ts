import { plainText } from "./plain-text.ts";

/** A path of a report as a URI reference: a relative path stays relative, an absolute one becomes a `file:` URI. */
export function reportUri(path: string): string {
  const encoded = plainText(path)
    .split("/")
    .map((part) => encodeURIComponent(part).replaceAll("%3A", ":"))
    .join("/");
  if (encoded.startsWith("/")) return `file://${encoded}`;
  if (/^[A-Za-z]:\//.test(encoded)) return `file:///${encoded}`;
  // A colon in the first part of a relative reference would read as a scheme.
  return encoded.split("/")[0]?.includes(":") === true ? `./${encoded}` : encoded;
}
