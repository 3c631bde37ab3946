import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { Ajv, type AnySchema } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { validateXML } from "xmllint-wasm";
import type { LintRun, ReportContext } from "../../server/report/reporter.ts";
import { type ReporterName, reporters } from "../../server/report/reporters.ts";
import { applyByBytes, SAMPLE_TEXT, sampleRun } from "./sample-run.ts";

const SCHEMAS = new URL("../golden/schemas/", import.meta.url);
const GOLDEN = new URL("../golden/reports/", import.meta.url);
const PLAIN: ReportContext = { version: "1.2.3", color: false, hyperlinks: false, columns: undefined };

async function report(format: ReporterName, run: LintRun = sampleRun(), context = PLAIN): Promise<string> {
  const { reporter } = await reporters[format].load();
  return [...reporter.report(run, context)].join("");
}

function schema(name: string): AnySchema {
  return JSON.parse(readFileSync(new URL(name, SCHEMAS), "utf8"));
}

/** Draft 4 differs from draft 7 in what these schemas use only by the name of the draft. */
function draft4(name: string): AnySchema {
  const { $schema: _draft, id: _id, ...rest } = schema(name) as Record<string, unknown>;
  return rest;
}

function errorsOf(ajv: Ajv | Ajv2020, form: AnySchema, value: unknown): unknown {
  const validate = ajv.compile(form);
  validate(value);
  return validate.errors;
}

interface Artifact {
  readonly kongRelease: string;
}

/** The first file of the sample as two processes: its first finding is about one of them, the others are about both. */
function twoReleases(): LintRun {
  const { files, ...run } = sampleRun();
  const [file] = files;
  if (file === undefined) throw new Error("the sample has no file");
  const units = [
    { id: "services.blue", name: "service blue", release: file.release },
    {
      id: "services.green",
      name: undefined,
      release: {
        release: { edition: "oss", version: "3.4.2" },
        from: "image",
        reason: "from the tag of *the* image",
        certain: true,
      },
    },
  ] as const;
  const findings = file.findings.map((finding, index) => ({
    ...finding,
    units: index === 0 ? ["services.green"] : ["services.blue", "services.green"],
  }));
  return { ...run, files: [{ ...file, units, findings }] };
}

const LENIENT = { strict: false, validateFormats: false } as const;

describe.each(Object.keys(reporters) as ReporterName[])("%s", (format) => {
  test("the report is the golden one", async () => {
    const path = new URL(`sample.${format}`, GOLDEN);
    const text = await report(format);
    if (process.env.UPDATE_GOLDEN !== undefined) writeFileSync(path, text);
    expect(existsSync(path)).toBe(true);
    expect(text).toBe(readFileSync(path, "utf8"));
  });

  test("no secret, no control character, and valid UTF-8", async () => {
    for (const color of [false, true]) {
      const text = await report(format, sampleRun(), { ...PLAIN, color });
      expect(text).not.toContain("hunter2");
      const ownCodes = text.replace(/\u001b\[[0-9;]*m/g, (code) =>
        color && format === "pretty" ? "" : code,
      );
      expect(ownCodes).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/);
      expect(new TextDecoder().decode(new TextEncoder().encode(text))).toBe(text);
    }
  });

  test("a clean run is a report too", async () => {
    const run = {
      files: [],
      summary: { errors: 0, warnings: 0, infos: 0, hints: 0 },
      fixed: 0,
      dryRun: false,
    };
    const text = await report(format, run);
    if (format === "json" || format === "sarif" || format === "gitlab" || format === "rdjson")
      JSON.parse(text);
    if (format === "jsonl" || format === "rdjsonl" || format === "compact" || format === "github")
      expect(text).toBe("");
  });
});

describe("published schemas", () => {
  test("json", async () => {
    const form = schema("kong-lint-report-1.schema.json");
    expect(errorsOf(new Ajv2020(LENIENT), form, JSON.parse(await report("json")))).toBeNull();
  });

  test("jsonl", async () => {
    const form = schema("kong-lint-report-1.schema.json") as Record<string, unknown>;
    const finding = {
      ...form,
      required: [],
      additionalProperties: true,
      properties: {},
      $ref: "#/$defs/finding",
    };
    const lines = (await report("jsonl")).trimEnd().split("\n");
    expect(lines).toHaveLength(7);
    for (const line of lines) {
      const { version, path, release, fingerprint, ...rest } = JSON.parse(line);
      expect([version, typeof path, release, typeof fingerprint]).toEqual([
        1,
        "string",
        "enterprise@0.34",
        "string",
      ]);
      expect(errorsOf(new Ajv2020(LENIENT), finding, rest)).toBeNull();
    }
  });

  test("a file whose processes run different releases", async () => {
    const run = twoReleases();
    const form = schema("kong-lint-report-1.schema.json");
    const document = JSON.parse(await report("json", run));
    expect(errorsOf(new Ajv2020(LENIENT), form, document)).toBeNull();
    expect(document.files[0].release).toBeNull();
    expect(document.files[0].units).toEqual([
      {
        id: "services.blue",
        name: "service blue",
        release: { edition: "enterprise", version: "0.34", from: "flag" },
      },
      {
        id: "services.green",
        name: null,
        release: { edition: "oss", version: "3.4.2", from: "image" },
      },
    ]);
    const [first, second] = (await report("jsonl", run)).trimEnd().split("\n");
    expect(JSON.parse(first ?? "").release).toBe("oss@3.4.2");
    expect(JSON.parse(second ?? "").release).toBeNull();
    const { artifacts } = JSON.parse(await report("sarif", run)).runs[0];
    expect(artifacts[0].properties.kongUnits.map(({ kongRelease }: Artifact) => kongRelease)).toEqual([
      "enterprise@0.34",
      "oss@3.4.2",
    ]);
    const words = "Kong Enterprise 0.34, from --kong-version; services.green: Kong 3.4.2, from the tag";
    expect(await report("pretty", run)).toContain(`service blue: ${words} of *the* image`);
    expect(await report("markdown", run)).toContain(
      "`service blue`: Kong Enterprise 0.34, from --kong-version; `services.green`: Kong 3.4.2, from the tag of \\*the\\* image.",
    );
  });

  test("sarif", async () => {
    const draft7 = new Ajv({ ...LENIENT });
    const form = draft4("sarif-2.1.0.schema.json");
    const log = JSON.parse(await report("sarif"));
    expect(errorsOf(draft7, form, log)).toBeNull();
    const [run] = log.runs;
    for (const result of run.results) {
      expect(run.tool.driver.rules[result.ruleIndex].id).toBe(result.ruleId);
      expect(run.artifacts[result.locations[0].physicalLocation.artifactLocation.index].location.uri).toBe(
        result.locations[0].physicalLocation.artifactLocation.uri,
      );
    }
    expect(run.columnKind).toBe("utf16CodeUnits");
    expect(run.tool.driver.rules[1].help.markdown).toContain("## Why it matters");
  });

  test("gitlab", async () => {
    const form = schema("gitlab-codequality-issue.schema.json");
    const issues = JSON.parse(await report("gitlab"));
    for (const issue of issues) expect(errorsOf(new Ajv(LENIENT), form, issue)).toBeNull();
    expect(issues.map(({ severity }: { severity: string }) => severity)).toEqual([
      "major",
      "critical",
      "major",
      "critical",
      "minor",
      "info",
      "critical",
    ]);
  });

  test("rdjson and rdjsonl", async () => {
    const document = JSON.parse(await report("rdjson"));
    expect(
      errorsOf(new Ajv(LENIENT), draft4("reviewdog-diagnostic-result.schema.json"), document),
    ).toBeNull();
    const lines = (await report("rdjsonl")).trimEnd().split("\n");
    for (const line of lines) {
      expect(
        errorsOf(new Ajv(LENIENT), draft4("reviewdog-diagnostic.schema.json"), JSON.parse(line)),
      ).toBeNull();
    }
    expect(lines.map((line) => JSON.parse(line))).toEqual(document.diagnostics);
  });

  test.each([
    ["checkstyle", "checkstyle.xsd"],
    ["junit", "junit-10.xsd"],
  ] as const)("%s", async (format, xsd) => {
    const { valid, errors } = await validateXML({
      xml: [{ fileName: "report.xml", contents: await report(format) }],
      schema: [readFileSync(new URL(xsd, SCHEMAS), "utf8")],
    });
    expect(errors).toEqual([]);
    expect(valid).toBe(true);
  });
});

describe("rdjson", () => {
  test("suggestions, applied by UTF-8 bytes, give the fixed text", async () => {
    const { diagnostics } = JSON.parse(await report("rdjson"));
    const fixed = diagnostics
      .slice(0, 6)
      .filter((each: { suggestions?: unknown }) => each.suggestions !== undefined)
      .map((each: { suggestions: Parameters<typeof applyByBytes>[1] }) =>
        applyByBytes(SAMPLE_TEXT, each.suggestions),
      );
    expect(fixed).toEqual([
      SAMPLE_TEXT.replace("off, ", ""),
      SAMPLE_TEXT.replace('"db|internal"', "db|internal"),
    ]);
  });
});

describe("github", () => {
  test("shows what GitHub shows, and says how much is left", async () => {
    const run = sampleRun();
    const [file] = run.files;
    if (file === undefined) throw new Error("the sample has files");
    const many = { ...file, findings: Array.from({ length: 5 }, () => file.findings).flat() };
    const text = await report("github", { ...run, files: [many, many] });
    const commands = text.split("\n").filter((line) => /^::(error|warning|notice)/.test(line));
    for (const [kind, most] of [
      ["error", 10],
      ["warning", 10],
      ["notice", 10],
    ] as const) {
      expect(commands.filter((line) => line.startsWith(`::${kind}`)).length).toBeLessThanOrEqual(most);
    }
    expect(text).toContain("::group::31 more findings");
    expect(text).toMatch(/^::notice title=kong-lint::.*31 of them are only in the log/m);
  });

  test("nothing from a file can pass for a command", async () => {
    const text = await report("github");
    for (const line of text.trimEnd().split("\n"))
      expect(line).toMatch(/^(?:::(?:error|warning|notice|group|endgroup)\b|- )/);
    expect(text).toContain("file=conf/kong äö%2C%3A.conf");
    expect(text).toContain("100 %25 of it");
  });
});

test("compact is read by the pattern of gcc", async () => {
  const lines = (await report("compact")).trimEnd().split("\n");
  for (const line of lines)
    expect(line).toMatch(/^.+:\d+:\d+: (?:error|warning|note): .+ \[[\w-]+\/[\w-]+\]$/);
});

test("xmllint is there to find mistakes", async () => {
  const { valid } = await validateXML({
    xml: [{ fileName: "report.xml", contents: "<checkstyle/>" }],
    schema: [readFileSync(new URL("checkstyle.xsd", SCHEMAS), "utf8")],
  });
  expect(valid).toBe(false);
});
