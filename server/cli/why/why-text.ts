import { oneLine } from "../../report/plain-text.ts";
import type { Style } from "../../report/style.ts";
import { count } from "../../report/words.ts";
import type { Cause } from "../../why/causes.ts";
import type { ExplainedMessage, WhyReport } from "../../why/why-report.ts";

/** The explained messages of a log for a person. */
export function whyText({ lines, messages }: WhyReport, log: string, style: Style): string {
  if (messages.length === 0)
    return `No message about configuration in ${count(lines, "line")} of ${oneLine(log)}\n`;
  return `${messages.map((each) => messageLines(each, log, style).join("\n")).join("\n\n")}\n`;
}

function messageLines(message: ExplainedMessage, log: string, style: Style): readonly string[] {
  const { line, from, text, means, advice, causes, rules, page } = message;
  const repeats = message.count > 1 ? `, ${count(message.count, "line")}` : "";
  return [
    `${style.paint("path", oneLine(`${log}:${line}`))}  ${style.paint("faint", `${from}${repeats}`)}`,
    `  ${style.paint("strong", oneLine(text))}`,
    `  ${style.prose(oneLine(means))} ${style.prose(oneLine(advice))}`,
    ...causes.map((cause) => causeLine(cause, style)),
    ...(causes.length === 0 ? ["  No line of the configuration here causes it."] : []),
    ...(page === null ? [] : [`  Page: ${page}`]),
    ...(causes.some(({ rule }) => rule !== null)
      ? []
      : rules.slice(0, 2).map(({ id, docs }) => `  Rule ${id}: ${docs}`)),
  ];
}

function causeLine({ path, line, column, property, rule, message }: Cause, style: Style): string {
  const place = style.paint("path", oneLine(`${path}:${line}:${column}`));
  if (message === null) return `  ${place}  ${style.prose(`sets \`${oneLine(property ?? "")}\``)}`;
  return `  ${place}  ${style.prose(oneLine(message))} ${style.paint("faint", rule ?? "")}`;
}
