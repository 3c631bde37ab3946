/** nginx's units from large to small; years, months and weeks only count in seconds. */
const SECONDS = /^(?:\d+y)?\s*(?:\d+M)?\s*(?:\d+w)?\s*(?:\d+d)?\s*(?:\d+h)?\s*(?:\d+m)?\s*(?:\d+s?)?$/;
const MILLISECONDS = /^(?:\d+w)?\s*(?:\d+d)?\s*(?:\d+h)?\s*(?:\d+m(?!s))?\s*(?:\d+s)?\s*(?:\d+(?:ms)?)?$/;

/** Whether nginx takes a text as a time, in a directive that keeps seconds or milliseconds; without a unit both read seconds. */
export function isNginxTime(text: string, slot: "seconds" | "milliseconds"): boolean {
  return text !== "" && (slot === "seconds" ? SECONDS : MILLISECONDS).test(text);
}
