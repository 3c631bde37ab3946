import { inRange } from "../../schemas/release.ts";
import { type LogMessage, SUBJECTS, type Subject } from "./log-message.ts";
import { messageText } from "./message-text.ts";
import { messages } from "./messages.ts";

/** A message of a log, with all the lines that repeat it. */
export interface FoundMessage {
  readonly message: LogMessage;
  readonly subject: Subject;
  /** From 1: the first line that has it. */
  readonly line: number;
  readonly count: number;
  /** The part of the line that was recognized. It may contain a secret. */
  readonly text: string;
}

/** More different messages come from a log that repeats one with ever other names. */
const MOST_FOUND = 200;
const MOST_TEXT = 300;
/** Words of which every message has one: most lines of a log have none, and need not be compared with each pattern. */
const MAY_MATCH =
  /directive|log format|log level|parameter|bind|listen|host not found|cannot load|key values|open\(\)|variable|already|getpwnam|getgrnam|worker_connections|unexpected|invalid|is not an? |no file at|must |no such file|failed|dereference|enabled but|not enabled|in use but|vault|name error|error parsing|bootstrapping|migrations|resolution|control plane|certificate|storage|does not exist|pg_hba|interpolation|whitespaces|unmarshal|EnvVar|not found|couldn't|not supported|too large|buffered to|too big header|not enough|[Tt]oo many|[Rr]ead-only|mkdir|prepare Kong prefix|ssl_certificate|handshake|no memory|hosts tried|support SSL|permission denied|no schema|Back-off|BackOff|unexpected character|remaining connection|expected string/;

/** Collects the messages of a log, piece by piece. It keeps what it found and the rest of a line, however long the log is. */
export class LogReader {
  readonly #found = new Map<string, FoundMessage>();
  readonly #version: string | undefined;
  #rest = "";
  #lines = 0;

  /** @param version of Kong, by the numbers of open source, where it is known: messages of other releases are left out */
  constructor(version?: string) {
    this.#version = version;
  }

  /** The next piece of the log, which may end in the middle of a line. */
  add(piece: string): void {
    const lines = piece.split("\n");
    const [first = "", ...more] = lines;
    // Of a line without an end only the beginning counts.
    if (this.#rest.length < MOST_LINE) this.#rest += first.slice(0, MOST_LINE);
    for (const line of more) {
      this.#line(this.#rest);
      this.#rest = line;
    }
  }

  /** The messages in the order of their first lines; call it after the last piece. */
  finish(): readonly FoundMessage[] {
    if (this.#rest !== "") this.#line(this.#rest);
    this.#rest = "";
    return [...this.#found.values()];
  }

  /** How many lines the log has. */
  get lines(): number {
    return this.#lines;
  }

  #line(line: string): void {
    this.#lines++;
    if (!MAY_MATCH.test(line)) return;
    const text = messageText(line);
    for (const message of messages) {
      const match = message.pattern.exec(text);
      if (match === null || !this.#mayWrite(message)) continue;
      this.#add(message, subjectOf(match), match);
      return;
    }
  }

  #mayWrite({ releases }: LogMessage): boolean {
    return this.#version === undefined || releases === undefined || inRange(this.#version, releases);
  }

  #add(message: LogMessage, subject: Subject, match: RegExpExecArray): void {
    const key = `${message.id} ${SUBJECTS.map((name) => subject[name] ?? "").join("\0")}`;
    const known = this.#found.get(key);
    if (known !== undefined) this.#found.set(key, { ...known, count: known.count + 1 });
    else if (this.#found.size < MOST_FOUND)
      this.#found.set(key, {
        message,
        subject,
        line: this.#lines,
        count: 1,
        text: match.input.slice(match.index, match.index + MOST_TEXT),
      });
  }
}

const MOST_LINE = 8192;

function subjectOf({ groups = {} }: RegExpExecArray): Subject {
  const given = SUBJECTS.flatMap((name) => {
    const text = groups[name];
    return text === undefined || text === "" ? [] : [[name, text] as const];
  });
  return Object.fromEntries(given);
}
