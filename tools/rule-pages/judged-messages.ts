import type { DrawnMessage } from "./draw-messages.ts";

/** What stands for a judgment that nobody has given yet. */
export const NOT_JUDGED = "not judged";

/** The verdicts of a page made by {@link judgedPage}, by rule and message. */
export function verdictsIn(page: string): ReadonlyMap<string, string> {
  const entries = page.split(/^## /m).slice(1);
  return new Map(
    entries.map((entry) => {
      const rule = /`([^`]+)`/.exec(entry)?.[1] ?? "";
      const message = /^> (.*)$/m.exec(entry)?.[1] ?? "";
      return [keyOf(rule, message), /^Verdict: (.*)$/m.exec(entry)?.[1] ?? NOT_JUDGED] as const;
    }),
  );
}

/** Drawn messages with their inputs, as a page on which each has a verdict. A message with other words is judged again. */
export function judgedPage(
  messages: readonly DrawnMessage[],
  seed: number,
  verdicts: ReadonlyMap<string, string>,
): string {
  const entries = messages.map(({ rule, example: { language, text }, message }, index) => {
    const fence = "`".repeat(Math.max(3, ...[...text.matchAll(/`+/g)].map((run) => run[0].length + 1)));
    return [
      `## ${index + 1}. \`${rule}\``,
      "",
      `${fence}${language}`,
      text.replace(/\n$/, ""),
      fence,
      "",
      `> ${message}`,
      "",
      `Verdict: ${verdicts.get(keyOf(rule, message)) ?? NOT_JUDGED}`,
      "",
    ].join("\n");
  });
  return `${HEAD.replace("COUNT", String(messages.length)).replace("SEED", String(seed))}\n${entries.join("\n")}`;
}

function keyOf(rule: string, message: string): string {
  return `${rule} ${message}`;
}

const HEAD = `# COUNT messages drawn over all rules, judged

Drawn with seed SEED by \`npm run messages\`, one of each rule, from the examples that the tests run. A verdict is that of a reader who has the
message and the input alone: whether it is true of the input, and whether it reads as plain American English. A message whose words
have changed since is marked as not judged when the page is written again.
`;
