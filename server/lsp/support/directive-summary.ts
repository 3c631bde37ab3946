import type { NginxDirective } from "../../../schemas/nginx/nginx-table.ts";

/** What a directive takes, in a few words. */
export function directiveSummary({ flag, words, slot, minArguments, maxArguments }: NginxDirective): string {
  if (flag) return "on or off";
  if (words !== undefined) return words.join(", ");
  const count =
    maxArguments === minArguments
      ? `${minArguments}`
      : Number.isFinite(maxArguments)
        ? `${minArguments} to ${maxArguments}`
        : `${minArguments} or more`;
  const plural = count === "1" ? "argument" : "arguments";
  return slot === undefined ? `${count} ${plural}` : `${SLOTS[slot]}`;
}

const SLOTS: Readonly<Record<NonNullable<NginxDirective["slot"]>, string>> = {
  size: "a size such as 8k or 1m",
  offset: "a size such as 8k, 1m or 1g",
  buffers: "a count and a size",
  number: "a number",
  seconds: "a time, in seconds without a unit",
  // nginx keeps milliseconds, but a number without a unit is seconds to it here as well.
  milliseconds: "a time, in seconds without a unit; ms is a unit too",
};
