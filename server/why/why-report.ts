import { docsOf } from "../engine/rule-docs.ts";
import { type Cause, causesOf } from "./causes.ts";
import { type MessageSource, SUBJECTS, type Subject } from "./log-message.ts";
import type { FoundMessage } from "./log-reader.ts";
import { isSecretName, maskLogText } from "./mask-log-text.ts";
import type { WorkspaceView } from "./workspace-view.ts";

/** Where the pages about messages are published. */
const ERROR_PAGES = "https://github.com/kong-lint/kong-lint/blob/main/docs/errors";

/** One message of a log, explained. Plain data. */
export interface ExplainedMessage {
  readonly id: string;
  readonly from: MessageSource;
  /** From 1: its first line in the log. */
  readonly line: number;
  /** How many lines of the log have it. */
  readonly count: number;
  /** What the log says, without secrets. */
  readonly text: string;
  readonly means: string;
  readonly advice: string;
  /** Lines of the workspace, most likely first. */
  readonly causes: readonly Cause[];
  /** Rules that answer such a message, with their pages. */
  readonly rules: readonly { readonly id: string; readonly docs: string }[];
  /** The page about the message; null where there is none. */
  readonly page: string | null;
}

/** What `kong-lint why` reports. Plain data. */
export interface WhyReport {
  readonly version: 1;
  /** Lines of the log. */
  readonly lines: number;
  readonly messages: readonly ExplainedMessage[];
}

/**
 * Explains the messages of a log.
 * @param redact takes the secrets of the workspace out of a text
 */
export function whyReport(
  lines: number,
  found: readonly FoundMessage[],
  view: WorkspaceView,
  redact: (text: string) => string,
): WhyReport {
  return { version: 1, lines, messages: found.map((each) => explain(each, view, redact)) };
}

function explain(
  found: FoundMessage,
  view: WorkspaceView,
  redact: (text: string) => string,
): ExplainedMessage {
  const { message, subject, line, count, text } = found;
  return {
    id: message.id,
    from: message.from,
    line,
    count,
    text: redact(maskLogText(text, subject)),
    means: redact(filled(message.means, subject)),
    advice: message.advice,
    causes: causesOf(found, view),
    rules: message.rules.map((id) => ({ id, docs: docsOf(id) })),
    page: message.page === undefined ? null : `${ERROR_PAGES}/${message.page}.md`,
  };
}

/** The text with the groups of the message in it. */
function filled(text: string, subject: Subject): string {
  return SUBJECTS.reduce((result, name) => {
    const value = name === "value" && isSecretName(subject.property ?? "") ? undefined : subject[name];
    return result.replaceAll(`{${name}}`, value === undefined ? "it" : `\`${maskLogText(value, subject)}\``);
  }, text);
}
