import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Ajv } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect } from "vitest";
import { validateXML } from "xmllint-wasm";
import { reporters } from "../../server/report/reporters.ts";
import { folderWith, kongLint } from "../cli/run-cli.ts";
import { deep } from "../depth.ts";

const corpus = fileURLToPath(new URL("../../../shared/corpus/conf", import.meta.url));
const schemas = fileURLToPath(new URL("../golden/schemas", import.meta.url));

function errorsOf(name: string, value: unknown, areMany = false): unknown {
  const { $schema, id: _id, ...form } = JSON.parse(readFileSync(join(schemas, name), "utf8"));
  const options = { strict: false, validateFormats: false };
  const ajv = String($schema).includes("2020-12") ? new Ajv2020(options) : new Ajv(options);
  const validate = ajv.compile(areMany ? { type: "array", items: form } : form);
  validate(value);
  return validate.errors;
}

deep("all formats at once over real files, each valid", async (context) => {
  if (!existsSync(corpus)) context.skip("the collected files are not here (../shared/corpus)");
  const folder = folderWith({});
  const formats = Object.keys(reporters).flatMap((name) => ["--format", `${name}:out.${name}`]);
  const files = readdirSync(corpus).map((name) => join(corpus, name));
  const { code, stderr } = await kongLint(folder, [...formats, "--no-settings", ...files]);
  expect(stderr.split("\n").filter((line) => line !== "" && !line.includes("is skipped"))).toEqual([]);
  expect(code).toBe(1);
  const read = (name: string) => readFileSync(join(folder, `out.${name}`), "utf8");
  const json = (name: string) => JSON.parse(read(name));
  const lines = (name: string) => read(name).trimEnd().split("\n");
  expect(errorsOf("kong-lint-report-1.schema.json", json("json"))).toBeNull();
  expect(errorsOf("sarif-2.1.0.schema.json", json("sarif"))).toBeNull();
  expect(errorsOf("reviewdog-diagnostic-result.schema.json", json("rdjson"))).toBeNull();
  expect(errorsOf("gitlab-codequality-issue.schema.json", json("gitlab"), true)).toBeNull();
  for (const [name, xsd] of [
    ["checkstyle", "checkstyle.xsd"],
    ["junit", "junit-10.xsd"],
  ] as const) {
    const { errors } = await validateXML({
      xml: [{ fileName: `out.${name}`, contents: read(name) }],
      schema: [readFileSync(join(schemas, xsd), "utf8")],
    });
    expect(errors).toEqual([]);
  }
  expect(lines("rdjsonl").map((line) => JSON.parse(line))).toEqual(json("rdjson").diagnostics);
  // The form of a finding is that of the JSON report, which the schema above is for.
  const told = lines("jsonl").map((line) => {
    const { version, path, release, fingerprint, ...finding } = JSON.parse(line);
    expect([version, typeof path, typeof release, typeof fingerprint]).toEqual([
      1,
      "string",
      "string",
      "string",
    ]);
    return finding;
  });
  expect(told).toEqual(json("json").files.flatMap((file: { findings: unknown[] }) => file.findings));
  for (const line of lines("compact")) {
    expect(line).toMatch(/^.+:\d+:\d+: (?:error|warning|note): .+ \[[\w-]+\/[\w-]+\]$/);
  }
  for (const line of lines("github")) {
    expect(line).toMatch(/^(?:::(?:error|warning|notice) [^:]*::.|::group::|::endgroup::|- )/);
  }
  // Every format tells of every finding.
  const findings = json("json").files.flatMap((file: { findings: unknown[] }) => file.findings).length;
  const fingerprints = json("gitlab").map(({ fingerprint }: { fingerprint: string }) => fingerprint);
  expect(findings).toBeGreaterThan(100);
  expect([
    json("sarif").runs[0].results.length,
    fingerprints.length,
    new Set(fingerprints).size,
    lines("jsonl").length,
    lines("rdjsonl").length,
    lines("compact").length,
    read("checkstyle").match(/<error /g)?.length,
    read("junit").match(/<(?:failure|system-out)[ >]/g)?.length,
    read("markdown").match(/^\| (?:\d+)? \| /gm)?.length,
    read("pretty").match(/^ +┌─ /gm)?.length,
  ]).toEqual(Array.from({ length: 10 }, () => findings));
});
