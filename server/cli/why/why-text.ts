import { type Page, paragraph } from "../../report/page.ts";
import { oneLine } from "../../report/plain-text.ts";
import { count } from "../../report/words.ts";
import type { Cause } from "../../why/causes.ts";
import type { ExplainedMessage, WhyReport } from "../../why/why-report.ts";

/** The explained messages of a log for a person. */
export function whyText({ lines, messages }: WhyReport, log: string, page: Page): string {
  if (messages.length === 0)
    return `No message about configuration in ${count(lines, "line")} of ${oneLine(log)}\n`;
  return `${messages.map((each) => messageLines(each, log, page).join("\n")).join("\n\n")}\n`;
}

function messageLines(message: ExplainedMessage, log: string, page: Page): readonly string[] {
  const { style } = page;
  const { line, from, text, means, advice, causes, rules, page: link } = message;
  const repeats = message.count > 1 ? `, ${count(message.count, "line")}` : "";
  return [
    `${style.paint("path", oneLine(`${log}:${line}`))}  ${style.paint("faint", `${from}${repeats}`)}`,
    `  ${style.paint("strong", oneLine(text))}`,
    ...paragraph(`${oneLine(means)} ${oneLine(advice)}`, page, 2),
    ...causes.flatMap((cause) => causeLines(cause, page)),
    ...(causes.length === 0 ? ["  No line of the configuration here causes it."] : []),
    ...(link === null ? [] : [`  Page: ${link}`]),
    ...(causes.some(({ rule }) => rule !== null)
      ? []
      : rules.slice(0, 2).map(({ id, docs }) => `  Rule ${id}: ${docs}`)),
  ];
}

function causeLines({ path, line, column, property, rule, message }: Cause, page: Page): readonly string[] {
  const { style } = page;
  const place = style.paint("path", oneLine(`${path}:${line}:${column}`));
  if (message === null) return [`  ${place}  ${style.prose(`sets \`${oneLine(property ?? "")}\``)}`];
  return [
    `  ${place}  ${style.paint("faint", rule ?? "")}`.trimEnd(),
    ...paragraph(oneLine(message), page, 4),
  ];
}
