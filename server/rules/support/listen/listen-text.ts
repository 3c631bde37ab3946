import { parseListen } from "../../../../grammar/listen/parse-listen.ts";

/** The entries of a listener's value as text, without the empty ones. */
export function listenTexts(value: string): readonly string[] {
  return parseListen(value)
    .entries.map(({ span }) => value.slice(span.start, span.end))
    .filter((entry) => entry !== "");
}

/** Whether an entry has the flag `ssl`. */
export function speaksTls(entry: string): boolean {
  return parseListen(entry).entries.some(({ flags }) => flags.some(({ nameText }) => nameText === "ssl"));
}

/** The address of an entry as it is written; an entry without one is given as a whole. */
export function addressText(entry: string): string {
  const [first] = parseListen(entry).entries;
  const { start, end } = first?.address?.span ?? { start: 0, end: entry.length };
  return entry.slice(start, end);
}
