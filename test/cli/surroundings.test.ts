import { describe, expect, it } from "vitest";
import { folderWith, kongLint } from "./run-cli.ts";

interface Report {
  readonly files: readonly {
    readonly path: string;
    readonly release: {
      readonly edition: string;
      readonly version: string;
      readonly from: string;
      readonly at?: { readonly path: string; readonly line: number };
    } | null;
    readonly findings: readonly {
      readonly rule: string;
      readonly severity: string;
      readonly property?: string;
    }[];
  }[];
}

async function lint(files: Readonly<Record<string, string>>, path: string, ...more: readonly string[]) {
  const folder = folderWith({ ".git/HEAD": "", ...files });
  const result = await kongLint(folder, ["lint", "--format", "json", ...more, path]);
  if (result.code > 1) throw new Error(result.stderr);
  const [report] = (JSON.parse(result.stdout) as Report).files;
  if (report === undefined) throw new Error("not linted");
  return report;
}

/** `oss@2.8.5 compose.yaml:3`. */
async function releaseOf(files: Readonly<Record<string, string>>, path: string, ...more: readonly string[]) {
  const { release } = await lint(files, path, ...more);
  if (release === null) return undefined;
  const place = release.at === undefined ? release.from : `${release.at.path}:${release.at.line}`;
  return `${release.edition}@${release.version} ${place}`;
}

const conf = "log_level = notice\n";
const compose = (tag: string, more = "") =>
  `services:\n  kong:\n    image: kong:${tag}\n    environment: {KONG_DATABASE: "off"}\n${more}`;

describe("the release of a file that does not say how it is run", () => {
  it.each([
    [
      "the image beside it",
      { "kong.conf": conf, "compose.yaml": compose("2.8.3") },
      "oss@2.8.3 compose.yaml:3",
    ],
    [
      "an environment file",
      { "kong.env": "KONG_LOG_LEVEL=notice\n", Dockerfile: "FROM kong:2.8.3\n" },
      "oss@2.8.3 Dockerfile:1",
    ],
    [
      "an image above it",
      { "a/b/kong.conf": conf, "compose.yaml": compose("2.8.3") },
      "oss@2.8.3 compose.yaml:3",
    ],
    [
      "the nearest one",
      { "a/kong.conf": conf, "a/run.sh": "docker run kong:2.7.2\n", "compose.yaml": compose("2.8.3") },
      "oss@2.7.2 a/run.sh:1",
    ],
    [
      "the one that refers to it",
      {
        "kong.conf": conf,
        "compose.yaml": compose("3.4.2"),
        "compose.other.yaml": compose("2.8.3", "    volumes: ['./kong.conf:/etc/kong/kong.conf']\n"),
      },
      "oss@2.8.3 compose.other.yaml:3",
    ],
    [
      "the one that reads it as variables",
      {
        "kong.env": "KONG_LOG_LEVEL=notice\n",
        "compose.yaml": compose("2.8.3", "    env_file: kong.env\n"),
        Dockerfile: "FROM kong:3.4\n",
      },
      "oss@2.8.3 compose.yaml:3",
    ],
    [
      "what the file says",
      { "kong.conf": `# kong-lint: kong=3.4.1\n${conf}`, "compose.yaml": compose("2.8.3") },
      "oss@3.4.1 comment",
    ],
    [
      "what the settings say",
      { "kong.conf": conf, "compose.yaml": compose("2.8.3"), ".kong-lint.json": '{"release": "3.4.1"}' },
      "oss@3.4.1 settings",
    ],
  ])("%s", async (_, files, expected) => {
    const [path = ""] = Object.keys(files);
    expect(await releaseOf(files, path)).toBe(expected);
  });

  it.each([
    [
      "two images disagree",
      { "kong.conf": conf, "compose.yaml": compose("2.8.3"), Dockerfile: "FROM kong:3.4\n" },
    ],
    ["the image is in another folder", { "kong.conf": conf, "a/compose.yaml": compose("2.8.3") }],
    [
      "the image is in a page",
      { "kong.conf": conf, "README.md": "```sh\ndocker run -e KONG_DATABASE=off kong:2.8.3\n```\n" },
    ],
    ["the image has no release", { "kong.conf": conf, "compose.yaml": compose("latest") }],
    [
      "the image is outside of the repository",
      { "a/kong.conf": conf, "a/.git/HEAD": "", "compose.yaml": compose("2.8.3") },
    ],
  ])("is not told where %s", async (_, files) => {
    const [path = ""] = Object.keys(files);
    expect((await lint(files, path)).release?.from).toBe("newest");
  });

  it("is told by a report, with its line", async () => {
    const folder = folderWith({
      ".git/HEAD": "",
      "kong.conf": "log_level = loud\n",
      "compose.yaml": compose("2.8.3"),
    });
    const { stdout } = await kongLint(folder, ["lint", "kong.conf"]);
    expect(stdout).toContain("Kong 2.8.3, from the only Kong image beside it, in compose.yaml:3");
    expect((await kongLint(folder, ["lint", "compose.yaml"])).stdout).toContain(
      "from the image tag in compose.yaml:3",
    );
  });
});

describe("images of settings", () => {
  const service = (image: string) =>
    `services:\n  gateway:\n    image: ${image}\n    environment:\n      KONG_LOG_LEVEL: loud\n`;
  const settings = (images: object) => JSON.stringify({ images });

  it("tell the release of an own image, and the variables that it sets", async () => {
    const files = {
      "compose.yaml": service("registry.corp/kong-edge:7"),
      ".kong-lint.json": settings({
        "registry.corp/kong*": { release: "enterprise@3.4", env: { KONG_PORTAL: "on" } },
      }),
    };
    expect(await releaseOf(files, "compose.yaml")).toMatch(/^enterprise@3\.4\S* compose\.yaml:3$/);
    const folder = folderWith({ ".git/HEAD": "", ...files });
    const { stdout } = await kongLint(folder, ["environment", "--format", "json", "compose.yaml"]);
    expect(JSON.parse(stdout).units[0].variables.map(({ name }: { name: string }) => name)).toContain(
      "KONG_PORTAL",
    );
  });

  it("the longer pattern says more", async () => {
    const images = { "registry.corp/*": { release: "2.8" }, "registry.corp/kong-edge*": { release: "3.4" } };
    const files = {
      "compose.yaml": service("registry.corp/kong-edge:7"),
      ".kong-lint.json": settings(images),
    };
    expect(await releaseOf(files, "compose.yaml")).toMatch(/^oss@3\.4/);
  });
});

describe("files that are read together", () => {
  const base = "services:\n  kong:\n    image: kong:3.9.1\n    environment:\n      KONG_LOG_LEVEL: notice\n";
  const over = "services:\n  kong:\n    environment:\n      KONG_LOG_LEVEL: loud\n";
  const rulesOf = async (files: Readonly<Record<string, string>>, path: string) =>
    (await lint(files, path)).findings.filter(({ severity }) => severity === "error").map(({ rule }) => rule);

  it.each([
    [
      "a deployment of the settings",
      {
        ".kong-lint.json": JSON.stringify({
          deployments: [{ name: "production", files: ["base.yaml", "over.yaml"] }],
        }),
      },
    ],
    ["a script", { "up.sh": "#!/bin/sh\ndocker compose -p x -f base.yaml \\\n  --file over.yaml up -d\n" }],
    ["a Makefile", { Makefile: "up:\n\tdocker-compose -f base.yaml -f over.yaml up\n" }],
    ["COMPOSE_FILE in .env", { ".env": "COMPOSE_FILE=base.yaml:over.yaml\n" }],
  ])("by %s", async (_, more) => {
    const files = { "base.yaml": base, "over.yaml": over, ...more };
    expect(await releaseOf(files, "over.yaml")).toMatch(/^oss@3\.9\.1/);
    expect(await rulesOf(files, "over.yaml")).toEqual(["schema/enum-value"]);
  });

  it.each([
    [
      "a call of one file",
      { "up.sh": "docker compose -f base.yaml up\ndocker compose -f base.yaml logs -f over.yaml\n" },
    ],
    ["a comment", { Makefile: "# docker compose -f base.yaml -f over.yaml up\n" }],
    [
      "two calls that disagree",
      {
        "up.sh": "docker compose -f base.yaml -f over.yaml up\ndocker compose -f over.yaml -f base.yaml up\n",
      },
    ],
    ["a name that something fills in", { "up.sh": "docker compose -f $BASE -f over.yaml up\n" }],
  ])("not by %s", async (_, more) => {
    expect(await releaseOf({ "over.yaml": over, "base.yaml": base, ...more }, "over.yaml")).not.toMatch(
      /3\.9\.1/,
    );
  });

  describe("values of a chart", () => {
    const low = 'image: {repository: kong, tag: "3.9.1"}\nenv: {log_level: notice}\n';
    const high = "ingressController: {enabled: false}\nenv: {log_level: loud}\n";
    const files = { "base.yaml": low, "over.yaml": high, "chart/values.yaml": low };
    const fits = /^oss@3\.9\.1/;

    it.each([
      [
        "two files",
        "helm upgrade --install edge kong/kong -n edge -f base.yaml --set a=b \\\n  -f over.yaml",
      ],
      ["a list", "helm template edge kong/kong --values=base.yaml,over.yaml"],
      ["the chart of a folder", "helm install edge ./chart/ --wait -f over.yaml"],
      ["options before the command", "helm -n edge install -g kong/kong -f base.yaml -f over.yaml"],
    ])("%s", async (_, call) => {
      expect(await releaseOf({ ...files, "up.sh": `${call}\n` }, "over.yaml")).toMatch(fits);
    });

    it.each([
      ["values of an earlier call", "helm upgrade edge kong/kong --reuse-values -f base.yaml -f over.yaml"],
      ["another command", "helm lint kong/kong -f base.yaml -f over.yaml"],
      ["a file of a plugin", "helm install edge kong/kong -f base.yaml -f secrets://s.yaml -f over.yaml"],
      ["a name that something fills in", "helm install edge kong/kong -f $BASE.yaml -f over.yaml"],
    ])("not by %s", async (_, call) => {
      expect(await releaseOf({ ...files, "up.sh": `${call}\n` }, "over.yaml")).not.toMatch(fits);
    });

    it("the later file wins", async () => {
      const call = (first: string, last: string) => ({
        ...files,
        "up.sh": `helm install edge kong/kong -f ${first} -f ${last}\n`,
      });
      expect(await rulesOf(call("base.yaml", "over.yaml"), "over.yaml")).toEqual(["schema/enum-value"]);
      expect(await rulesOf(call("over.yaml", "base.yaml"), "over.yaml")).toEqual([]);
    });

    it("what the chart sets by itself tells no edition", async () => {
      const all = { ...files, ".kong-lint.json": '{"release": "3.9"}' };
      expect(await releaseOf(all, "over.yaml")).toMatch(/^oss@3\.9/);
    });

    const levels = async (call: string, name = "Makefile") => {
      const folder = folderWith({
        ".git/HEAD": "",
        "kong-values.yaml": high.replace("loud", "info"),
        [name]: call,
      });
      const { stdout } = await kongLint(folder, ["environment", "--format", "json", "kong-values.yaml"]);
      const { units } = JSON.parse(stdout) as {
        readonly units: readonly {
          readonly release: string | null;
          readonly variables: readonly { readonly name: string; readonly value: string | null }[];
        }[];
      };
      const [unit] = units;
      const level = unit?.variables.find((each) => each.name === "KONG_LOG_LEVEL")?.value;
      return `${unit?.release} ${level}`;
    };

    it.each([
      [
        "a value",
        "up:\n\thelm install k kong/kong -f kong-values.yaml --set env.log_level=debug\n",
        "oss@3.9 debug",
      ],
      [
        "a text",
        "up:\n\thelm install k kong/kong -f kong-values.yaml --set-string env.log_level=1\n",
        "oss@3.9 1",
      ],
      [
        "a variable",
        "up:\n\thelm install k kong/kong -f kong-values.yaml --set env.log_level=$(LEVEL)\n",
        "oss@3.9 null",
      ],
      ["the chart", "up:\n\thelm install k kong/kong --version 2.16.0 -f kong-values.yaml\n", "oss@3.1 info"],
      [
        "two calls that differ",
        "a:\n\thelm install k kong/kong -f kong-values.yaml --set env.log_level=debug\nb:\n\thelm install k kong/kong -f kong-values.yaml\n",
        "oss@3.9 info",
      ],
    ])("a Makefile gives %s beside a file", async (_, call, wanted) => {
      expect(await levels(call)).toBe(wanted);
    });
  });

  it("the release of a deployment is that of its files", async () => {
    const deployments = [{ name: "edge", files: ["kong.conf", "compose.yaml"], release: "2.7" }];
    const files = { "kong.conf": conf, ".kong-lint.json": JSON.stringify({ release: "3.4", deployments }) };
    expect(await releaseOf(files, "kong.conf")).toMatch(/^oss@2\.7\S* settings$/);
  });
});

describe("settings of a wrong shape are one clear line", () => {
  it.each([
    ['{"images": ["kong"]}', ".kong-lint.json:1:12: `images` must be an object"],
    ['{"images": {"kong*": "3.9"}}', ".kong-lint.json:1:22: `images.kong*` must be an object"],
    [
      '{"images": {"kong*": {"releas": "3.9"}}}',
      ".kong-lint.json:1:23: unknown setting `releas`; did you mean `release`?",
    ],
    ['{"images": {"kong*": {"release": "three"}}}', "`three` is not a release"],
    [
      '{"images": {"kong*": {"env": {"KONG_A": 1}}}}',
      "`images.kong*.env.KONG_A` must be a string; put it in quotes",
    ],
    ['{"deployments": {"name": "x"}}', "`deployments` must be a list"],
    ['{"deployments": [{"name": "x"}]}', "`deployments.0` needs `files`"],
    ['{"deployments": [{"files": ["a"]}]}', "`deployments.0` needs `name`"],
    ['{"deployments": [{"name": "x", "files": []}]}', "`deployments.0.files` must not be empty"],
    ['{"deployments": [{"name": "x", "files": ["a"], "release": "x"}]}', "`x` is not a release"],
  ])("%s", async (settings, message) => {
    const folder = folderWith({ "kong.conf": conf, ".kong-lint.json": settings });
    const { code, stderr } = await kongLint(folder, ["lint", "kong.conf"]);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
  });
});
