/** A line of a log that is longer is cut: messages about configuration are short, and access logs may hold anything. */
const MOST_UNITS = 4096;
/** Colors and other sequences for terminals. */
const ESCAPES = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[@-Z\\-_])/g;
/** What log drivers put in front of a line, one after the other. */
const PREFIXES: readonly RegExp[] = [
  /** `kong-1  | ` of Docker Compose. */
  /^[A-Za-z0-9][\w.-]* *\| ?/,
  /** `[pod/kong-7f9/proxy] ` of `kubectl logs --prefix`. */
  /^\[pod\/[\w./-]+\] /,
  /** `2024-05-01T10:00:00.123456789Z ` of Kubernetes and Docker, with `stdout F ` of the container runtime. */
  /^\d{4}-\d\d-\d\dT[\d:.,]+(?:Z|[+-]\d\d:?\d\d)(?: (?:stdout|stderr) [FP])? /,
  /** `May  1 10:00:00 host kong[123]: ` of the journal. */
  /^[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \S+ [\w./@-]+(?:\[\d+\])?: /,
];
/** A line of Docker's own log files. */
const JSON_LINE = /^\{"log":"((?:[^"\\]|\\.)*)"/;

/** What a program wrote, without what terminals and log drivers added. It takes time linear in the length of the line. */
export function messageText(line: string): string {
  let text = line.slice(0, MOST_UNITS).replace(ESCAPES, "").trim();
  const [, logged] = JSON_LINE.exec(text) ?? [];
  if (logged !== undefined) text = unescaped(logged).trim();
  for (const prefix of PREFIXES) text = text.replace(prefix, "");
  return text;
}

function unescaped(text: string): string {
  try {
    const value: unknown = JSON.parse(`"${text}"`);
    return typeof value === "string" ? value.replace(ESCAPES, "") : text;
  } catch {
    return text;
  }
}
