import { LineIndex } from "../../grammar/text/line-index.ts";
import { applyEdits, type TextEdit } from "../../grammar/text/text-edit.ts";
import type { FileReport, ReportedFinding, ReportedFix } from "../../server/engine/report.ts";
import { summarize } from "../../server/engine/report.ts";
import type { ResolvedRelease } from "../../server/engine/resolve-release.ts";
import { docsOf } from "../../server/engine/rule-docs.ts";
import type { LintRun } from "../../server/report/reporter.ts";

/** What a finding of the sample is made of; offsets come from marks in its text. */
interface SampleFinding {
  readonly rule: string;
  readonly severity: ReportedFinding["severity"];
  readonly message: string;
  readonly on: string;
  readonly property?: string;
  readonly related?: { readonly on: string; readonly message: string };
  readonly fix?: Pick<ReportedFix, "title" | "applicability"> & {
    readonly edits: readonly { readonly on: string; readonly newText: string }[];
    readonly withheld?: boolean;
  };
}

/**
 * A file with tabs, wide characters, a long line, a byte that is no UTF-8, control characters, a masked secret and a finding
 * about the whole of it: what reporters stumble over.
 */
export const SAMPLE_TEXT = [
  "# Größe 設定 \u{1f40d} \udcff",
  "proxy_listen\t=\toff, 0.0.0.0:8000",
  "pg_password = **********",
  'pg_host = "db|internal"',
  `nginx_http_log_format = ${"long ".repeat(60)}end`,
  "pg_host = 設定.internal # 二",
  "plugins = bundled,\u001b[31mred",
  "",
].join("\n");

const FINDINGS: readonly SampleFinding[] = [
  {
    rule: "enterprise/upgrade-034-checklist",
    severity: "warning",
    message: "`enforce_rbac` is not in this file. Set it, unless the environment does.",
    on: "",
    property: "enforce_rbac",
  },
  {
    rule: "listen/off-position",
    severity: "error",
    message: "Kong refuses `off` beside other entries, so it does not start. Remove it.",
    on: "off",
    property: "proxy_listen",
    fix: { title: "Remove `off`", applicability: "safe", edits: [{ on: "off, ", newText: "" }] },
  },
  {
    rule: "security/plaintext-secret",
    severity: "warning",
    message: "`pg_password` stands in clear text. Replace it by a reference.",
    on: "**********",
    property: "pg_password",
    fix: {
      title: "Escape it",
      applicability: "safe",
      withheld: true,
      edits: [{ on: "**********", newText: "hunter2-secret" }],
    },
  },
  {
    rule: "syntax/quoted-value",
    severity: "error",
    message: "Kong never removes quotation marks: they are part of `pg_host`.",
    on: '"db|internal"',
    property: "pg_host",
    related: { on: "pg_host = 設定", message: "This later line wins." },
    fix: {
      title: "Remove the quotation marks",
      applicability: "unsafe",
      edits: [
        { on: '"db', newText: "db" },
        { on: 'internal"', newText: "internal" },
      ],
    },
  },
  {
    rule: "nginx/unknown-directive",
    severity: "info",
    message: '100 % of it, a < b & c > d, "quoted", [link](x), @someone:\nsecond line, `ticks`.',
    on: "end",
    property: "nginx_http_log_format",
  },
  {
    rule: "schema/enum-value",
    severity: "hint",
    message: "Control characters \u001b[31m stay out of every log.",
    on: "\u001b[31mred",
    property: "plugins",
    fix: { title: "Look it up", applicability: "display", edits: [] },
  },
];

/** A run over the sample, a clean file and one outside the working folder. */
export function sampleRun(): LintRun {
  const files = [
    sampleFile("conf/kong äö,:.conf", FINDINGS),
    sampleFile("clean.conf", []),
    sampleFile("/etc/kong/kong.conf", FINDINGS.slice(1, 2)),
  ];
  return { files, summary: summarize(files), fixed: 0, dryRun: false };
}

const RELEASE: ResolvedRelease = {
  release: { edition: "enterprise", version: "0.34" },
  from: "flag",
  reason: "from --kong-version",
  certain: true,
};

function sampleFile(path: string, findings: readonly SampleFinding[]): FileReport {
  const lines = new LineIndex(SAMPLE_TEXT);
  const secret = SAMPLE_TEXT.indexOf("**********");
  return {
    path,
    format: "kong-conf",
    text: SAMPLE_TEXT,
    masked: [{ start: secret, end: secret + 10 }],
    release: RELEASE,
    units: [{ id: "", name: undefined, release: RELEASE }],
    findings: findings.map((finding, index) => reported(finding, index, lines)),
    suppressed: path === "clean.conf" ? 2 : 0,
    failedRules: [],
  };
}

function reported(finding: SampleFinding, index: number, lines: LineIndex): ReportedFinding {
  const place = (on: string) => {
    const start = on === "" ? 0 : SAMPLE_TEXT.indexOf(on);
    const span = { start, end: start + on.length };
    return { span, start: lines.positionAt(span.start), end: lines.positionAt(span.end) };
  };
  const { fix, related } = finding;
  return {
    rule: finding.rule,
    severity: finding.severity,
    message: finding.message,
    property: finding.property,
    units: [""],
    address: finding.property ?? "",
    ...place(finding.on),
    related: related === undefined ? [] : [{ ...place(related.on), message: related.message }],
    fixes:
      fix === undefined
        ? []
        : [
            {
              title: fix.title,
              applicability: fix.applicability,
              withheld: fix.withheld === true,
              edits: fix.edits.map(({ on, newText }) => ({ span: place(on).span, newText })),
            },
          ],
    tags: [],
    docs: docsOf(finding.rule),
    fingerprint: index.toString(16).padStart(16, "0"),
  };
}

/** The text after edits given by line and column, as a consumer of a report would apply them. */
export function applyByBytes(
  text: string,
  edits: readonly {
    readonly range: {
      readonly start: { readonly line: number; readonly column: number };
      readonly end: { readonly line: number; readonly column: number };
    };
    readonly text: string;
  }[],
): string {
  const bytes = [...text.split("\n").entries()];
  const offset = ({ line, column }: { readonly line: number; readonly column: number }) => {
    const before = bytes.slice(0, line - 1).reduce((sum, [, each]) => sum + each.length + 1, 0);
    const content = bytes[line - 1]?.[1] ?? "";
    let length = 0;
    let at = 0;
    for (const character of content) {
      if (length >= column - 1) break;
      length += /^[\udc80-\udcff]$/.test(character) ? 1 : new TextEncoder().encode(character).length;
      at += character.length;
    }
    return before + at;
  };
  const converted: TextEdit[] = edits.map((edit) => ({
    span: { start: offset(edit.range.start), end: offset(edit.range.end) },
    newText: edit.text,
  }));
  return applyEdits(text, converted);
}
