import { execFileSync } from "node:child_process";
import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { reporterNames } from "../../server/report/render.ts";
import { folderWith, kongLint } from "./run-cli.ts";

const COMPOSE = "services:\n  kong:\n    image: kong:3.9\n    env_file: gw.env\n";
const ENV = "KONG_DATABASE=postgress\nKONG_PG_SSL=yes\n";
const files = { "compose.yaml": COMPOSE, "gw.env": ENV };

async function findings(folder: string, argv: readonly string[]) {
  const { stdout, code } = await kongLint(folder, ["--format", "json", ...argv]);
  const report: { files: { path: string; findings: { rule: string }[] }[] } = JSON.parse(stdout);
  const found = report.files.flatMap(({ path, findings: each }) => each.map(({ rule }) => `${path} ${rule}`));
  return { code, found };
}

const BOTH = ["gw.env schema/enum-value", "gw.env schema/boolean-value"];

describe("a file on which a process draws", () => {
  test("is reported where only the other file is named", async () => {
    expect(await findings(folderWith(files), ["compose.yaml"])).toEqual({ code: 1, found: BOTH });
  });

  test("is reported once where it is linted itself, and where several draw on it", async () => {
    const folder = folderWith({ ...files, "compose.prod.yaml": COMPOSE });
    for (const argv of [["."], ["compose.yaml", "gw.env"], ["compose.yaml", "compose.prod.yaml"]])
      expect(await findings(folder, argv)).toEqual({ code: 1, found: BOTH });
  });

  test.each(reporterNames)("is in the report %s", async (format) => {
    const { stdout } = await kongLint(folderWith(files), ["--format", format, "compose.yaml"]);
    expect(stdout).toContain("gw.env");
    expect(stdout).toContain("enum-value");
  });

  test("shows none of its secrets", async () => {
    const folder = folderWith({ ...files, "gw.env": `${ENV}KONG_PG_PASSWORD=Tr0ub4dor&3zx\n` });
    for (const argv of [["compose.yaml"], ["--diff", "--unsafe-fixes", "compose.yaml"], ["."]])
      expect((await kongLint(folder, argv)).stdout).not.toContain("Tr0ub4dor");
  });

  test("is fixed, whoever found it", async () => {
    for (const operand of ["compose.yaml", "."]) {
      const folder = folderWith(files);
      const { code } = await kongLint(folder, ["--fix", "--unsafe-fixes", operand]);
      expect(code).toBe(0);
      expect(readFileSync(join(folder, "gw.env"), "utf8")).toBe("KONG_DATABASE=postgres\nKONG_PG_SSL=on\n");
      expect(readFileSync(join(folder, "compose.yaml"), "utf8")).toBe(COMPOSE);
    }
  });

  test("is a kong.conf that a generator of a kustomization reads and a container mounts", async () => {
    const folder = folderWith({
      "kustomization.yaml":
        "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [pod.yaml]\nconfigMapGenerator: [{name: c, files: [kong.conf]}]\n",
      "pod.yaml":
        "apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec:\n  containers:\n    - name: kong\n      image: kong:3.9\n      env: [{name: KONG_DATABASE, value: postgres}]\n      volumeMounts: [{name: v, mountPath: /etc/kong}]\n  volumes: [{name: v, configMap: {name: c}}]\n",
      "kong.conf": "log_level = verbose\ndatabase = off\n",
    });
    const { found } = await findings(folder, ["pod.yaml"]);
    expect(found).toContain("kong.conf schema/enum-value");
    const { stdout } = await kongLint(folder, ["environment", "pod.yaml"]);
    expect(stdout).toMatch(/KONG_DATABASE +postgres/);
  });

  test("is read in the folder of a file that is named outside of the working folder", async () => {
    const [here, there] = [folderWith({}), folderWith(files)];
    const { found } = await findings(here, [join(there, "compose.yaml")]);
    expect(found).toEqual(BOTH.map((each) => join(there, each)));
  });

  test("is not read above that folder", async () => {
    const there = folderWith({ "a/compose.yaml": COMPOSE.replace("gw.env", "../gw.env"), "gw.env": ENV });
    const { stdout, stderr } = await kongLint(folderWith({}), [join(there, "a/compose.yaml")]);
    expect(stdout).not.toContain("enum-value");
    expect(stderr).toMatch(/refers to \/.*\/gw\.env, which is outside of/);
  });

  test("Chart.yaml beside values outside of the working folder tells the chart", async () => {
    const there = folderWith({
      "Chart.yaml":
        'apiVersion: v2\nname: shop\nversion: 1.0.0\ndependencies:\n- name: kong\n  version: "2.16.0"\n  repository: https://charts.konghq.com\n',
      "values.yaml": "kong:\n  env:\n    pg_host: db\n",
    });
    const { stdout } = await kongLint(folderWith({}), ["environment", join(there, "values.yaml")]);
    expect(stdout).toContain("chart kong 2.16.0");
  });

  test("is in a diff as one file", async () => {
    const { stdout, stderr } = await kongLint(folderWith(files), ["--diff", "--unsafe-fixes", "."]);
    expect(stdout.match(/^--- /gm)).toHaveLength(1);
    expect(stdout).toContain("+KONG_PG_SSL=on");
    expect(stderr).toContain("in 1 file; nothing was written");
  });

  test("is not written for standard input", async () => {
    const folder = folderWith(files);
    const argv = ["--fix", "--unsafe-fixes", "--stdin-filename", "compose.yaml", "-"];
    const { stdout } = await kongLint(folder, argv, { stdin: COMPOSE });
    expect(stdout).toBe(COMPOSE);
    expect(readFileSync(join(folder, "gw.env"), "utf8")).toBe(ENV);
  });

  test("a baseline of its own findings goes on to count", async () => {
    const folder = folderWith(files);
    await kongLint(folder, ["--update-baseline", "gw.env"]);
    for (const argv of [["."], ["compose.yaml"], ["compose.yaml", "gw.env"]]) {
      const { code, stderr } = await kongLint(folder, [
        "--baseline",
        "kong-lint-baseline.json",
        "--format",
        "compact",
        ...argv,
      ]);
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    }
  });

  test("a baseline lists what is found in it, and knows when that is no more", async () => {
    const folder = folderWith(files);
    const baseline = ["--baseline", "kong-lint-baseline.json", "--format", "compact"];
    expect((await kongLint(folder, ["--update-baseline", "compose.yaml"])).stderr).toContain("2 findings");
    expect((await kongLint(folder, [...baseline, "compose.yaml"])).code).toBe(0);
    expect((await kongLint(folder, [...baseline, "gw.env"])).code).toBe(0);
    await kongLint(folder, ["--fix", "--unsafe-fixes", "gw.env"]);
    expect((await kongLint(folder, [...baseline, "."])).stderr).toContain(
      "2 entries of kong-lint-baseline.json no longer match",
    );
  });

  test("what git ignores is read for its errors alone", async () => {
    const env = "KONG_PG_HOST=db\nKONG_PG_SSL=yes\nKONG_LOG_LEVEL=debug\n";
    const compose = COMPOSE.replace("gw.env", "prod.list");
    const folder = folderWith({ ".gitignore": "*.list\n", "compose.yaml": compose, "prod.list": env });
    execFileSync("git", ["init", "-q"], { cwd: folder });
    const { found } = await findings(folder, ["."]);
    expect(found.filter((each) => each.startsWith("prod.list"))).toEqual(["prod.list schema/boolean-value"]);
    expect((await findings(folder, ["--no-gitignore", "."])).found.length).toBeGreaterThan(1);
  });

  test("its settings may switch a rule off for it", async () => {
    const overrides = [{ files: ["*.env"], rules: { "schema/boolean-value": "off" } }];
    const folder = folderWith({ ...files, ".kong-lint.json": JSON.stringify({ overrides }) });
    expect((await findings(folder, ["compose.yaml"])).found).toEqual(["gw.env schema/enum-value"]);
  });

  test("--changed reports what a change of the other file breaks in it", async () => {
    const before = COMPOSE.replace("kong:3.9", "nginx");
    const folder = committed({ ...files, "compose.yaml": before });
    expect((await findings(folder, ["--changed"])).found).toEqual([]);
    execFileSync("sed", ["-i", "s/nginx/kong:3.9/", "compose.yaml"], { cwd: folder });
    expect((await findings(folder, ["--changed"])).found).toEqual(BOTH);
  });

  test("--changed reports what its change breaks in files that draw on it, and nothing else of these", async () => {
    const compose = `${COMPOSE}    environment:\n      KONG_LOG_LEVEL: verbose\n      KONG_PG_HOST: db\n`;
    const folder = committed({ "compose.yaml": compose, "gw.env": "KONG_DATABASE=postgres\n" });
    expect((await findings(folder, ["--changed"])).found).toEqual([]);
    writeFileSync(join(folder, "gw.env"), "KONG_DATABASE=off\n");
    const { found } = await findings(folder, ["--changed"]);
    expect(found).toContain("compose.yaml datastore/unused-connection");
    expect(found).not.toContain("compose.yaml schema/enum-value");
  });

  test.each([
    ["is not there any more", (folder: string) => rmSync(join(folder, "gw.env"))],
    ["has another name", (folder: string) => renameSync(join(folder, "gw.env"), join(folder, "other.env"))],
  ])("--changed reports what is lost once it %s", async (_, lose) => {
    const compose = `${COMPOSE}    environment:\n      KONG_LOG_LEVEL: verbose\n`;
    const folder = committed({ "compose.yaml": compose, "gw.env": "KONG_DATABASE=off\n" });
    expect((await findings(folder, ["--changed"])).found).toEqual([]);
    lose(folder);
    const { found, code } = await findings(folder, ["--changed"]);
    expect(found).toContain("compose.yaml formats/refused");
    expect(found).not.toContain("compose.yaml schema/enum-value");
    expect(code).toBe(0);
  });

  test("--changed says nothing of a file that git ignores from now on", async () => {
    const folder = committed({ "compose.yaml": COMPOSE, "gw.env": "KONG_PG_PASSWORD=a\n" });
    rmSync(join(folder, "gw.env"));
    writeFileSync(join(folder, ".gitignore"), "*.env\n");
    expect((await findings(folder, ["--changed"])).found).toEqual([]);
  });
});

/** A repository with these files in its one commit. */
function committed(contents: Readonly<Record<string, string>>): string {
  const folder = folderWith(contents);
  const git = (...argv: readonly string[]) =>
    execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.com", ...argv], { cwd: folder });
  git("init", "-q");
  git("add", ".");
  git("commit", "-qm", "a");
  return folder;
}

describe("a reference that leads out of the repository", () => {
  test("is not followed, and that is said once", async () => {
    const compose = COMPOSE.replace("gw.env", "../../outside.env");
    const folder = folderWith({ "a/compose.yaml": compose, "b/compose.yaml": compose });
    const { code, stderr } = await kongLint(folder, ["."]);
    expect(code).toBe(0);
    expect(stderr.trim().split("\n")).toEqual([
      expect.stringMatching(/^kong-lint: a\/compose\.yaml refers to \/.*\/outside\.env, which is outside of/),
    ]);
  });
});
