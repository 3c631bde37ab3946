import { afterAll, describe, expect, test } from "vitest";
import { type Analysis, analyzeSource } from "../../../server/engine/analyze.ts";
import {
  applyBaseline,
  baselineEntries,
  formatBaseline,
  parseBaseline,
} from "../../../server/engine/baseline.ts";
import { effectiveConfiguration } from "../../../server/engine/effective-configuration.ts";
import { type ReportedFinding, summarize } from "../../../server/engine/report.ts";
import { writeEdits } from "../../../server/fixes/write-edits.ts";
import { effective } from "../../../server/lsp/commands/effective.ts";
import { isAnswered } from "../../../server/lsp/feature-table.ts";
import { completion } from "../../../server/lsp/features/completion.ts";
import { hover } from "../../../server/lsp/features/hover.ts";
import { inlayHint } from "../../../server/lsp/features/inlay-hint.ts";
import type { Assignment } from "../../../server/model/assignment.ts";
import type { ConfigUnit } from "../../../server/model/config-unit.ts";
import { SourceDocument } from "../../../server/model/source-document.ts";
import { memoryPlatform } from "../../../server/platform/memory.ts";
import { type ReporterName, reporters } from "../../../server/report/reporters.ts";
import { lintRequest } from "../../../server/review/lint-request.ts";
import { planReview } from "../../../server/review/plan-review.ts";
import { allRules, analyze } from "../../../server/workspace/analyze.ts";
import { DEFAULT_SETTINGS } from "../../../server/workspace/file-settings.ts";
import { linkWithReferences } from "../../../server/workspace/link-references.ts";
import { lintSource } from "../../../server/workspace/lint-source.ts";
import { Snapshot } from "../../../server/workspace/snapshot.ts";
import { Workspace } from "../../../server/workspace/workspace.ts";
import { actionsAt } from "../../lsp/actions-at.ts";
import { markedDocument, testContext } from "../../lsp/marked-document.ts";
import { toy } from "./format.ts";
import { readToy } from "./read-toy.ts";

const FILES = { "net.part": "300/24\n", "tail.part": "4dor&3zx\n" };
const BLUE =
  "all { log_level: loud; trusted_ips: 10.0.0.@(net.part); } kong blue 3.9 { pg_ssl: yes; pg_password: Tr0ub@(tail.part); nginx_daemon: on; }";
const GREEN =
  "kong green 3.4 { anonymous_reports: no; admin_listen: 0.0.0.0:8001; log_level: info; pg_ssl: on; }";
const TEXT = `${BLUE}\n${GREEN}\n`;
const SECRET = "Tr0ub4dor&3zx";

/** What the toy format has passed through, for the list at the end. */
const passed: string[] = [];

function passes(what: string, check: () => void | Promise<void>): void {
  test(what, async () => {
    await check();
    passed.push(what);
  });
}

afterAll(() => {
  console.log(`The toy format passed through:\n${passed.map((each) => `  - ${each}`).join("\n")}`);
});

const analyzed = (text = TEXT) => analyze(readToy("gateways.toy", text, FILES));
const named = (findings: readonly ReportedFinding[], rule: string) =>
  findings.filter((finding) => finding.rule === rule);
const rulesOf = (findings: readonly ReportedFinding[]) => findings.map(({ rule }) => rule);

function unitOf(analysis: Analysis, id: string): ConfigUnit {
  const found = analysis.units.find(({ unit }) => unit.id === id)?.unit;
  if (found === undefined) throw new Error(`no process ${id}`);
  return found;
}

function settingOf(unit: ConfigUnit, property: string): Assignment {
  const found = unit.assignments.findLast((each) => each.property === property);
  if (found === undefined) throw new Error(`no setting ${property}`);
  return found;
}

/** A text with a cursor before a mark; before the last one where the mark ends with `$`. */
function atText(text: string, mark: string): string {
  const at = mark.endsWith("$") ? text.lastIndexOf(mark.slice(0, -1)) : text.indexOf(mark);
  if (at < 0) throw new Error(`no ${mark}`);
  return `${text.slice(0, at)}<|>${text.slice(at)}`;
}

const toyAt = (text: string, mark: string) =>
  markedDocument(atText(text, mark), {
    path: "/ws/gateways.toy",
    link: (document) => readToy(document.path, document.text, FILES),
  });

async function hoverAt(mark: string): Promise<string> {
  const { document, cursor } = await toyAt(TEXT, mark);
  const answer = await hover(
    document,
    { textDocument: { uri: document.uri }, position: cursor },
    testContext(),
  );
  return JSON.stringify(answer?.contents ?? null);
}

async function completionsAt(text: string, mark: string) {
  const { document, cursor } = await toyAt(text, mark);
  const answer = await completion(
    document,
    { textDocument: { uri: document.uri }, position: cursor },
    testContext(),
  );
  return answer?.items ?? [];
}

describe("lint", () => {
  passes("lint: each process is judged by its own release and its own settings", async () => {
    const { report } = await analyzed();
    expect(report.units.map(({ id, release }) => [id, release.release.version])).toEqual([
      ["kong.blue", "3.9.3"],
      ["kong.green", "3.4.2"],
    ]);
    expect(
      named(report.findings, "schema/boolean-value").map(({ units, address }) => [units, address]),
    ).toEqual([
      [["kong.blue"], "kong.blue.pg_ssl"],
      [["kong.green"], "kong.green.anonymous_reports"],
    ]);
    expect(named(report.findings, "security/admin-listen-public").map(({ units }) => units)).toEqual([
      ["kong.green"],
    ]);
  });

  passes("lint: what several processes share is one finding, where it is true", async () => {
    const { report } = await analyzed();
    expect(named(report.findings, "schema/trusted-ips-format").map(({ units }) => units)).toEqual([
      ["kong.blue", "kong.green"],
    ]);
    // The other process has a log level of its own.
    expect(named(report.findings, "schema/enum-value").map(({ units }) => units)).toEqual([["kong.blue"]]);
  });

  passes("lint: settings that nobody wrote are read, and nothing is said about them", async () => {
    const { report, units } = await analyzed();
    expect(units.map(({ reading }) => reading.properties.get("nginx_daemon")?.value)).toEqual(["on", "off"]);
    expect(report.findings.filter(({ property }) => property === "nginx_daemon")).toEqual([]);
    expect(rulesOf(report.findings)).not.toContain("syntax/duplicate-key");
  });

  passes("lint: a value whose other file is missing is unknown", async () => {
    const { report, units } = await analyze(readToy("gateways.toy", TEXT));
    expect(units[0]?.reading.properties.get("trusted_ips")?.opaque).toBe(true);
    expect(rulesOf(report.findings)).not.toContain("schema/trusted-ips-format");
    expect(rulesOf(report.findings)).not.toContain("security/plaintext-secret");
  });

  passes("lint: no part of a secret is shown, whichever file it comes from", async () => {
    const { report, elsewhere, redactor, linked } = await analyzed();
    const [first] = report.findings;
    expect(JSON.stringify(report)).not.toContain("Tr0ub");
    expect(JSON.stringify([report, elsewhere])).not.toContain("4dor");
    expect(first).toBeDefined();
    expect(report.text).toContain("nginx_daemon: on; }\nkong green 3.4 { anonymous_reports: no;");
    expect(redactor.redact(`it is ${SECRET}`)).toBe("it is •••");
    const tail = [...linked.drawn.values()].find(({ document }) => document.path === "tail.part");
    expect(tail && redactor.maskedText(tail)).toBe("********\n");
  });

  passes("lint: a rule that fails is one finding at the process", async () => {
    const broken = {
      id: "test/broken",
      summary: "fails",
      severity: "error",
      check: () => {
        throw new Error("broken");
      },
    } as const;
    const ruleSet = { rules: [broken], byId: new Map([[broken.id, broken]]) };
    const { report } = await analyzeSource(ruleSet, readToy("gateways.toy", TEXT, FILES), {});
    expect(report.failedRules).toEqual(["test/broken"]);
    expect(report.findings.map(({ rule, units }) => [rule, units])).toEqual([
      ["internal-error", ["kong.blue"]],
      ["internal-error", ["kong.green"]],
    ]);
  });

  passes("lint: the report is plain data", async () => {
    const { report, elsewhere } = await analyzed();
    const reports = [report, ...elsewhere.map((each) => each.report)];
    expect(structuredClone(reports)).toEqual(reports);
  });
});

describe("fix", () => {
  passes("fix: what is safe is written in the syntax of the format, and nothing else changes", async () => {
    const linted = await lintToy("safe");
    expect(linted.text).toBe(TEXT.replace("anonymous_reports: no", "anonymous_reports: off"));
    expect(linted.applied).toBe(1);
  });

  passes("fix: the unsafe ones too, process by process", async () => {
    const linted = await lintToy("unsafe");
    expect(linted.text).toContain("kong blue 3.9 { pg_ssl: on; pg_password: Tr0ub@(tail.part)");
    expect(linted.text).toContain("admin_listen: 127.0.0.1:8001;");
    expect(linted.text).toContain("trusted_ips: 10.0.0.@(net.part)");
    expect(linted.text.split("\n")).toHaveLength(3);
  });

  passes("fix: an edit that changes another process is not made", async () => {
    const linked = readToy("gateways.toy", TEXT, FILES);
    const { readsAsIntended } = await import("../../../server/fixes/verify-fix.ts");
    const at = TEXT.indexOf("loud");
    const edits = [{ span: { start: at, end: at + 4 }, newText: "info; } kong blue 3.9 {" }];
    const after = TEXT.replace("loud", "info; } kong blue 3.9 {");
    expect(readsAsIntended(linked, readToy("gateways.toy", after, FILES), edits, [])).toBe(false);
  });

  passes("fix: what cannot be written is not offered", async () => {
    const analysis = await analyzed();
    const blue = unitOf(analysis, "kong.blue");
    const green = unitOf(analysis, "kong.green");
    const write = (unit: ConfigUnit, property: string, value: string) =>
      writeEdits(unit, [{ kind: "set", assignment: settingOf(unit, property), value }], { escapeHash: true });
    expect(write(blue, "pg_ssl", "on")).toHaveLength(1);
    expect(write(blue, "pg_password", "{vault://env/pg-password}")).toEqual([]);
    expect(write(green, "nginx_daemon", "on")).toEqual([]);
    const comment = { kind: "comment-out", span: settingOf(blue, "pg_ssl").span } as const;
    expect(writeEdits(blue, [comment], { escapeHash: true })).toEqual([]);
  });

  passes("fix: a name that is guessed is tried out in its own process", async () => {
    const renames = async (text: string) => {
      const { report } = await analyze(readToy("gateways.toy", text));
      return report.findings.flatMap(({ fixes }) => fixes.flatMap(({ edits }) => edits));
    };
    expect(await renames("kong blue 3.9 { pg_hots: db; }")).toMatchObject([{ newText: "pg_host" }]);
    expect(await renames("kong blue 3.9 { pg_hots: db; } kong green 3.4 { pg_host: db; }")).toMatchObject([
      { newText: "pg_host" },
    ]);
  });
});

async function lintToy(fixing: "safe" | "unsafe") {
  const source = toy.parse(new SourceDocument("gateways.toy", TEXT));
  const snapshot = Snapshot.of(memoryPlatform({ files: FILES }).files);
  const resolved = await linkWithReferences(source, {
    snapshot,
    path: "/work/gateways.toy",
    folder: "/work",
  });
  const workspace = new Workspace({ snapshot, folder: "/work", settings: async () => DEFAULT_SETTINGS });
  return lintSource(workspace, resolved, DEFAULT_SETTINGS, { fixing });
}

describe("reports", () => {
  for (const name of Object.keys(reporters) as ReporterName[])
    passes(`report: ${name}`, async () => {
      const { report, elsewhere } = await analyzed();
      const files = [report, ...elsewhere.map((each) => each.report)];
      const run = { files, summary: summarize(files), fixed: 0, dryRun: false };
      const { reporter } = await reporters[name].load();
      const context = { version: "1.2.3", color: false, hyperlinks: false, columns: 100 };
      const text = [...reporter.report(run, context)].join("");
      expect(text).toContain("gateways.toy");
      expect(text).toContain("boolean-value");
      expect(text).not.toMatch(/Tr0ub|4dor/);
      if (name === "json") {
        const [file] = JSON.parse(text).files;
        expect(file.release).toBeNull();
        expect(file.units.map(({ name: of, release }: JsonUnit) => [of, release.version])).toEqual([
          ["kong blue", "3.9.3"],
          ["kong green", "3.4.2"],
        ]);
      }
      if (name === "pretty")
        expect(text).toMatch(/kong blue: Kong 3\.9\.3, from the image tag in \S+:\d+; kong green: /);
    });
});

interface JsonUnit {
  readonly name: string;
  readonly release: { readonly version: string };
}

describe("baseline and effective configuration", () => {
  passes("baseline: findings of one process and those of another are told apart", async () => {
    const { report } = await analyzed();
    const entries = parseBaseline(formatBaseline(baselineEntries(report, "gateways.toy")));
    expect(new Set(entries.map(({ fingerprint }) => fingerprint)).size).toBe(report.findings.length);
    const moved = await analyzed(`kong red 3.4 { pg_ssl: yes; log_level: warn; }\n${GREEN}\n${BLUE}\n`);
    const { report: left, fixed } = applyBaseline(moved.report, "gateways.toy", entries);
    expect(fixed).toEqual([]);
    expect(left.findings.map(({ address }) => address)).toEqual(["kong.red.pg_ssl"]);
  });

  passes("effective: each process, with what its image sets and what another file lends", async () => {
    const { units } = await analyzed();
    const [blue, green] = units.map(({ unit, reading, catalog }) =>
      effectiveConfiguration(unit, reading, catalog, allRules.rules),
    );
    expect(blue).toMatchObject({
      release: "oss@3.9.3",
      values: { pg_password: "•••", nginx_daemon: "on", log_level: "loud" },
      provenance: { pg_ssl: { from: "environment", line: 1 } },
    });
    expect(green).toMatchObject({
      release: "oss@3.4.2",
      values: { nginx_daemon: "off", pg_ssl: true, log_level: "info" },
      provenance: {
        nginx_daemon: { from: "environment", name: "image kong:3.4" },
        log_level: { from: "environment", line: 2 },
      },
    });
    expect(green?.lost.map(({ property }) => property)).toEqual(["anonymous_reports"]);
  });

  passes("effective: in the editor", async () => {
    const { document } = await toyAt(TEXT, "pg_ssl: on");
    const text = String(await effective({ uri: document.uri }, async () => document));
    expect(text).toContain("# What Kong 3.9.3 reads from kong blue in /ws/gateways.toy");
    expect(text).toContain("# What Kong 3.4.2 reads from kong green in /ws/gateways.toy");
    expect(text).not.toContain("4dor");
  });
});

describe("language server", () => {
  passes("hover: on a name and a value of the process at the cursor", async () => {
    expect(await hoverAt("pg_ssl: on")).toMatch(/pg_ssl.*Kong 3\.4\.2.*Kong reads `on`/);
    expect(await hoverAt("pg_ssl: yes")).toMatch(/pg_ssl.*Kong 3\.9\.3.*Kong reads `off`/);
    expect(await hoverAt("yes;")).toMatch(/only `on` and `true` turn it on/);
  });

  passes("hover: says which layer wins, and nothing outside of settings", async () => {
    expect(await hoverAt("og_level: loud")).toContain("Kong reads `loud`");
    expect(await hoverAt("og_level: info")).toContain("Kong reads `info`");
    expect(await hoverAt("kong blue")).toBe("null");
  });

  passes("hover: shows no secret", async () => {
    expect(await hoverAt("Tr0ub")).not.toMatch(/Tr0ub|4dor/);
  });

  passes("completion: names that the process has not set, as the format writes them", async () => {
    const items = await completionsAt(TEXT.replace("pg_ssl: on;", "pg_ssl: on; pg_h"), " }\n");
    const host = items.find(({ label }) => label === "pg_host");
    expect(host?.textEdit?.newText).toMatch(/^pg_host: .*;$/);
    expect(items.some(({ label }) => label === "pg_ssl")).toBe(false);
    expect(items.some(({ insertTextFormat }) => insertTextFormat === 2)).toBe(false);
  });

  passes("completion: names of the release of the process at the cursor", async () => {
    const text = "kong old 2.0 { lmdb_m } kong new 3.9 { lmdb_m }";
    const labels = async (mark: string) => (await completionsAt(text, mark)).map(({ label }) => label);
    expect(await labels(" } kong")).not.toContain("lmdb_map_size");
    expect(await labels(" }$")).toContain("lmdb_map_size");
  });

  passes("completion: values are replaced as a whole", async () => {
    const items = await completionsAt(TEXT, "fo; pg_ssl: on");
    const warn = items.find(({ label }) => label === "warn");
    expect(warn?.textEdit?.newText).toBe("warn");
    const plugins = await completionsAt("kong one 2.8 { plugins: rate-limiting, ac; }", "; }");
    const acme = plugins.find(({ label }) => label === "acme");
    expect(acme?.textEdit?.newText).toBe("rate-limiting, acme");
    expect(acme?.filterText).toBe("rate-limiting, acme");
  });

  passes("code actions: fixes of the finding, ways to silence it that need no comment", async () => {
    const { titles } = await actionsAtToy("no; admin");
    expect(titles).toContain("Change to `off`");
    expect(titles).toContain("Disable `schema/boolean-value` in the settings");
    expect(titles.filter((title) => /for this (?:line|file)/.test(title))).toEqual([]);
    expect(titles.filter((title) => /Sort|Uncomment/.test(title))).toEqual([]);
  });

  passes("code actions: all safe fixes at once", async () => {
    const { titles, applied } = await actionsAtToy("no; admin", ["source.fixAll.kong-lint"]);
    expect(titles).toEqual(["Apply all safe fixes"]);
    expect(await applied("Apply all safe fixes")).toBe(
      TEXT.replace("anonymous_reports: no", "anonymous_reports: off"),
    );
  });

  passes("inlay hints: what each process reads", async () => {
    const { document } = await toyAt(TEXT, "pg_ssl: on");
    const range = document.positions.range({ start: 0, end: TEXT.length });
    const hints = await inlayHint(document, { textDocument: { uri: document.uri }, range }, testContext());
    expect(hints?.map(({ position, label }) => [position.line, label])).toEqual([
      [0, "kong green: kong wins: info"],
      [0, "→ off"],
      [1, "→ off"],
    ]);
  });

  test("leaves the rest to the server of the language", () => {
    expect(isAnswered("textDocument/formatting", toy)).toBe(false);
    expect(isAnswered("textDocument/documentSymbol", toy)).toBe(false);
    expect(isAnswered("textDocument/hover", toy)).toBe(true);
  });
});

async function actionsAtToy(mark: string, only?: string[]) {
  return actionsAt(atText(TEXT, mark), {
    path: "/ws/gateways.toy",
    link: (document) => readToy(document.path, document.text, FILES),
    settingsText: { uri: "file:///ws/.kong-lint.json", text: "{}" },
    ...(only !== undefined && { only }),
  });
}

describe("review", () => {
  passes("review: comments on what a change adds to one of the processes", async () => {
    const before = TEXT.replace(" pg_ssl: on;", "");
    const encoder = new TextEncoder();
    const commit = {
      entries: new Map([["gateways.toy", { id: "1", size: TEXT.length, isFile: true }]]),
      read: async () => encoder.encode(TEXT.replace("pg_ssl: on", "pg_ssl: yes")),
    };
    const [, was = ""] = before.split("\n");
    const now = GREEN.replace("pg_ssl: on", "pg_ssl: yes");
    const patch = `@@ -2,1 +2,1 @@\n-${was}\n+${now}`;
    const change = { path: "gateways.toy", previousPath: "gateways.toy", isRemoved: false, patch };
    const { files } = await lintRequest(
      [change],
      commit,
      { version: "1.2.3", from: "none", wishes: {} },
      {
        isCandidate: (path) => toy.detect(path, "") !== undefined,
        choose: async () => ({ format: toy, reason: "" }),
      },
    );
    const dialect = { suggestion: () => "suggestion", lineAddress: () => "https://example.com", spans: true };
    const { placed, earlier } = planReview(files, dialect);
    expect(placed.every(({ line }) => line === 2)).toBe(true);
    expect(
      placed.filter(({ finding }) => finding.property === "pg_ssl").map(({ finding }) => finding.units),
    ).toEqual([["kong.green"]]);
    expect(earlier).toBeGreaterThan(0);
    expect(placed.map(({ body }) => body).join("\n")).toContain(
      "kong green 3.4 { anonymous_reports: no; admin_listen: 0.0.0.0:8001; log_level: info; pg_ssl: on; }",
    );
  });
});
