import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { expect, test } from "vitest";
import type { LintRun, ReportContext } from "../../server/report/reporter.ts";
import { reporter } from "../../server/report/sarif.ts";
import { securityRules } from "../../server/report/security-severity.ts";
import { rules } from "../../server/rules/registry.ts";
import { deep } from "../depth.ts";
import { sampleRun } from "./sample-run.ts";

const CONTEXT: ReportContext = { version: "1.2.3", color: false, hyperlinks: false, columns: undefined };

interface Rule {
  readonly id: string;
  readonly shortDescription: { readonly text: string };
  readonly fullDescription: { readonly text: string };
  readonly help: { readonly markdown: string };
  readonly properties: { readonly tags: readonly string[]; readonly "security-severity"?: string };
}

interface Run {
  readonly tool: { readonly driver: { readonly rules: readonly Rule[] } };
  readonly results: readonly { readonly level: string }[];
  readonly artifacts: readonly { readonly location: { readonly uri: string } }[];
  readonly automationDetails: { readonly id: string };
  readonly invocations: readonly { readonly toolExecutionNotifications?: readonly unknown[] }[];
}

function sarif(run: LintRun, context = CONTEXT): Run {
  const log = JSON.parse([...reporter.report(run, context)].join(""));
  const url = new URL("../golden/schemas/sarif-2.1.0.schema.json", import.meta.url);
  const { $schema: _draft, id: _id, ...schema } = JSON.parse(readFileSync(url, "utf8"));
  const validate = new Ajv({ strict: false, validateFormats: false }).compile(schema);
  validate(log);
  expect(validate.errors).toBeNull();
  return log.runs[0];
}

/** A run in which every rule of the program found something. */
function everyRule(): LintRun {
  const run = sampleRun();
  const [file] = run.files;
  const [finding] = file?.findings ?? [];
  if (file === undefined || finding === undefined) throw new Error("the sample has no finding");
  return { ...run, files: [{ ...file, findings: rules.map(({ id }) => ({ ...finding, rule: id })) }] };
}

test("every rule about security has a score, and no other", () => {
  const ids = rules.map(({ id }) => id);
  expect(ids).toEqual(expect.arrayContaining([...securityRules]));
  for (const id of ids) if (id.startsWith("security/")) expect(securityRules).toContain(id);
  const described = sarif(everyRule()).tool.driver.rules;
  expect(described).toHaveLength(rules.length);
  for (const { id, properties } of described) {
    expect(properties.tags.includes("security"), id).toBe(securityRules.includes(id));
    const score = properties["security-severity"];
    expect(score !== undefined, id).toBe(securityRules.includes(id));
    if (score === undefined) continue;
    expect(score).toMatch(/^\d\.\d$/);
    expect(Number(score)).toBeGreaterThan(0);
  }
});

test("descriptions, tags and locations stay within the limits of code hosts, and the help has examples", () => {
  for (const rule of sarif(everyRule()).tool.driver.rules) {
    expect(rule.id.length).toBeLessThanOrEqual(255);
    expect(rule.shortDescription.text.length).toBeLessThanOrEqual(1024);
    expect(rule.fullDescription.text.length).toBeLessThanOrEqual(1024);
    expect(rule.properties.tags.length).toBeLessThanOrEqual(10);
    expect(rule.help.markdown, rule.id).toMatch(/^## Examples\n+### /m);
    expect(rule.help.markdown, rule.id).not.toMatch(/^```\w+ \S/m);
  }
});

test("the run has a category", () => {
  expect(sarif(sampleRun()).automationDetails.id).toBe("kong-lint/");
});

test("paths outside the working folder are relative too", () => {
  const run = sampleRun();
  const files = run.files.slice(0, 1).map((file) => ({ ...file, path: "/srv/other folder/größe.conf" }));
  const relativePath = (path: string) => path.replace("/srv", "../..");
  const uris = sarif({ ...run, files }, { ...CONTEXT, relativePath }).artifacts.map(
    ({ location }) => location.uri,
  );
  expect(uris).toEqual(["../../other%20folder/gr%C3%B6%C3%9Fe.conf"]);
});

deep("of more findings than code hosts take the most severe are reported, and that there are more", () => {
  const run = sampleRun();
  const [file] = run.files;
  const [finding] = file?.findings ?? [];
  if (file === undefined || finding === undefined) throw new Error("the sample has no finding");
  const hints = Array.from({ length: 25_000 }, () => ({ ...finding, severity: "hint" as const }));
  const findings = [...hints, { ...finding, severity: "error" as const }];
  const { results, invocations } = sarif({ ...run, files: [{ ...file, findings }] });
  expect(results).toHaveLength(25_000);
  expect(results.at(-1)?.level).toBe("error");
  expect(JSON.stringify(invocations[0]?.toolExecutionNotifications)).toContain("1 finding is not");
  expect(sarif(run).invocations[0]?.toolExecutionNotifications).toBeUndefined();
});
