import type { Reporter } from "./reporter.ts";

/** How a format is found. Its code is loaded when it is asked for. */
export interface ReporterDefinition {
  /** Begins in lower case and ends without a full stop. */
  readonly summary: string;
  load(): Promise<{ readonly reporter: Reporter }>;
}

/** Every output format by its name. A new one is a file in this folder that exports `reporter`, and an entry here. */
export const reporters = {
  pretty: { summary: "for people: the lines with what is wrong in them", load: () => import("./pretty.ts") },
  compact: { summary: "one line each, as compilers write them", load: () => import("./compact.ts") },
  json: { summary: "one JSON document, version 1", load: () => import("./json.ts") },
  jsonl: { summary: "one JSON object a line and finding", load: () => import("./jsonl.ts") },
  sarif: { summary: "SARIF 2.1.0, for code scanning", load: () => import("./sarif.ts") },
  github: { summary: "workflow commands of GitHub Actions", load: () => import("./github.ts") },
  gitlab: { summary: "a Code Quality report of GitLab", load: () => import("./gitlab.ts") },
  checkstyle: { summary: "Checkstyle XML", load: () => import("./checkstyle.ts") },
  junit: { summary: "JUnit XML", load: () => import("./junit.ts") },
  rdjson: { summary: "reviewdog diagnostics as one JSON document", load: () => import("./rdjson.ts") },
  rdjsonl: { summary: "reviewdog diagnostics, one a line", load: () => import("./rdjsonl.ts") },
  markdown: { summary: "Markdown, for comments and job summaries", load: () => import("./markdown.ts") },
} as const satisfies Readonly<Record<string, ReporterDefinition>>;

export type ReporterName = keyof typeof reporters;

/** The format of that name. */
export function reporterNamed(name: string): ReporterName | undefined {
  return Object.hasOwn(reporters, name) ? (name as ReporterName) : undefined;
}
