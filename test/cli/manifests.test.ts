import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { amount } from "../depth.ts";
import { readCases } from "../formats/read-cases.ts";
import { folderWith, kongLint } from "./run-cli.ts";

const VALUES = `ingressController: {enabled: false}
image: {repository: kong, tag: "2.8"}
env:
  database: postgres
  log_level: verbose
  cassandra_contact_points: a
`;
const POD = `apiVersion: v1
kind: Pod
metadata: {name: k}
spec:
  containers:
    - name: proxy
      image: kong:2.8
      env:
        - name: KONG_LOG_LEVEL
          value: debug
        - name: KONG_CASSANDRA_CONTACT_POINTS
          value: a
`;

interface Effective {
  readonly release: string;
  readonly values: Readonly<Record<string, string | number | boolean | readonly string[]>>;
}

/** What `effective --format json` says of the only process of a file. */
async function effective(files: Readonly<Record<string, string>>, path: string): Promise<Effective> {
  const { stdout } = await kongLint(folderWith(files), ["effective", "--format", "json", path]);
  const printed = JSON.parse(stdout) as Effective | readonly [Effective];
  return "values" in printed && !Array.isArray(printed)
    ? (printed as Effective)
    : (printed as [Effective])[0];
}

describe("effective", () => {
  it("has what values of Helm and the chart set", async () => {
    const { release, values } = await effective({ "values.yaml": VALUES }, "values.yaml");
    expect(release).toBe("oss@2.8.5");
    expect(values).toMatchObject({ database: "postgres", cluster_listen: ["off"], prefix: "/kong_prefix" });
  });

  it("has what a manifest sets", async () => {
    const { release, values } = await effective({ "pod.yaml": POD }, "pod.yaml");
    expect(release).toBe("oss@2.8.5");
    expect(values).toMatchObject({ log_level: "debug", cassandra_contact_points: ["a"] });
  });

  const cases = readCases(fileURLToPath(new URL("../formats/cases/helm.jsonl.gz", import.meta.url)));
  const tags = new Map(
    cases.flatMap(({ chart = "", env, changed_against_defaults: changed }) => {
      const isDefault = changed !== undefined && changed !== null && !Object.keys(changed).some(isKongs);
      return isDefault && env !== undefined && env !== null && chart.startsWith("kong ")
        ? [[chart, env]]
        : [];
    }),
  );

  it("was measured on the own values of ten tags of the chart", () =>
    expect(tags.size).toBeGreaterThanOrEqual(10));

  it.each([...tags])("on the own values of %s is what Helm made", async (chart, env) => {
    const version = chart.slice("kong ".length);
    const files = {
      "Chart.yaml": `apiVersion: v2\nname: kong\nversion: ${version}\n`,
      "values.yaml": "env: {}\n",
    };
    const { values } = await effective(files, "values.yaml");
    const wanted = Object.entries(env).flatMap(([name, text]) => {
      const property = name.slice("KONG_".length).toLowerCase();
      // Some variables of the chart are no property of the release that it installs.
      return isKongs(name) && property in values ? [[property, items(String(text))] as const] : [];
    });
    expect(wanted.length).toBeGreaterThan(5);
    for (const [property, each] of wanted)
      expect([property, items(shown(values[property]))]).toEqual([property, each]);
  });
});

function isKongs(name: string): boolean {
  return name.startsWith("KONG_");
}

function shown(value: unknown): string {
  if (typeof value === "boolean") return value ? "on" : "off";
  return Array.isArray(value) ? value.join(",") : String(value);
}

/** A value by its items; to Kong a path is the same with and without a slash at its end. */
function items(text: string): readonly string[] {
  return text
    .split(",")
    .map((item) => item.trim().replace(/(?<=.)\/$/, ""))
    .filter((item) => item !== "");
}

describe("upgrade", () => {
  it.each([
    ["values.yaml", VALUES, VALUES.replace("  cassandra_contact_points: a\n", "")],
    ["pod.yaml", POD, POD.replace("        - name: KONG_CASSANDRA_CONTACT_POINTS\n          value: a\n", "")],
  ])("plans and writes in %s", async (path, text, after) => {
    const folder = folderWith({ [path]: text });
    const argv = ["upgrade", "--from", "2.8", "--to", "3.4"];
    expect((await kongLint(folder, [...argv, path])).stdout).toContain("support for Cassandra was removed");
    await kongLint(folder, [...argv, "--write", path]);
    expect(readFileSync(join(folder, path), "utf8")).toBe(after);
  });
});

/** The rules that have a finding, after a run that did not fail. */
async function rulesOf(path: string, text: string): Promise<readonly string[]> {
  const { code, stdout, stderr } = await kongLint(folderWith({ [path]: text }), ["--format", "json", path]);
  expect({ code: code < 2, stderr }).toEqual({ code: true, stderr: "" });
  const { files } = JSON.parse(stdout) as {
    readonly files: readonly {
      readonly findings: readonly { readonly rule: string; readonly severity: string }[];
    }[];
  };
  return files.flatMap(({ findings }) =>
    findings.flatMap(({ rule, severity }) => (severity === "error" ? rule : [])),
  );
}

describe("what no tool reads is a clear finding or silence", () => {
  const from = (sources: string) =>
    `apiVersion: v1\nkind: Pod\nmetadata: {name: k}\nspec:\n  containers:\n    - name: proxy\n      image: kong:3.9\n      envFrom: [${sources}]\n`;

  it("a Secret that is not base64", async () => {
    const secret =
      "apiVersion: v1\nkind: Secret\nmetadata: {name: s}\ndata: {KONG_LOG_LEVEL: 'no base64!'}\n";
    expect(await rulesOf("k.yaml", `${secret}---\n${from("{secretRef: {name: s}}")}`)).toContain(
      "formats/refused",
    );
  });

  it("a ConfigMap that nobody has", async () =>
    expect(await rulesOf("k.yaml", from("{configMapRef: {name: nobody}}"))).toEqual([]));

  it("two thousand documents in one file", async () => {
    const others = Array.from(
      { length: amount(2000) },
      (_, at) => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c${at}}\n---\n`,
    );
    const text = others.join("") + POD.replace("debug", "verbose");
    expect(await rulesOf("k.yaml", text)).toContain("schema/enum-value");
  });

  it.each([
    [
      "values that hold themselves",
      "values.yaml",
      "ingressController: {}\nenv: &e\n  log_level: verbose\n  x: *e\n",
    ],
    ["a list that holds itself", "values.yaml", `${VALUES}x: &x [*x]\n`],
    ["a merge of itself", "values.yaml", "ingressController: {}\nenv: &e\n  log_level: verbose\n  <<: *e\n"],
    [
      "an open block of Terraform",
      "main.tf",
      'resource "docker_container" "k" {\n  env = ["KONG_LOG_LEVEL=verbose",\n',
    ],
    ["a brace too many", "main.tf", 'locals {\n  env = { KONG_LOG_LEVEL = "verbose" }\n}\n}\n}\n'],
    [
      "an open job of Nomad",
      "k.nomad",
      'job "k" {\n  task "k" {\n    config { image = "kong" }\n    env { KONG_LOG_LEVEL = "verbose"\n',
    ],
    [
      "an open task definition",
      "t.json",
      '{"containerDefinitions": [{"image": "kong", "environment": [{"name": "KONG_LOG_LEVEL", "value": "verbose"}',
    ],
  ])("%s", async (_, path, text) => {
    expect(await rulesOf(path, text)).toContain("schema/enum-value");
  });
});

describe("the schema for editors, as the page about Helm has it", () => {
  const page = readFileSync(new URL("../../docs/helm.md", import.meta.url), "utf8");

  it("is printed by the command of the page, and checks a file of values", async () => {
    const command = /^kong-lint (schema --format helm-env .*) > /m.exec(page)?.[1] ?? "";
    const { stdout, code } = await kongLint(folderWith({}), command.split(" "));
    expect(code).toBe(0);
    const check = new Ajv2020({ strict: false }).compile(JSON.parse(stdout) as object);
    expect(check(parse('env:\n  database: "off"\n  log_level: debug\nproxy: {enabled: true}\n'))).toBe(true);
    expect(check(parse("env:\n  log_levl: debug\n"))).toBe(false);
    expect(check(parse("env:\n  pg_password: 12345678\n"))).toBe(false);
  });
});
