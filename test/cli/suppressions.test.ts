import { describe, expect, it } from "vitest";
import { folderWith, kongLint } from "./run-cli.ts";

/** The rules of the findings of a file; how it is deployed is not what these files are about. */
async function rulesIn(path: string, text: string, settings?: object): Promise<readonly string[]> {
  const folder = folderWith({
    ".git/HEAD": "",
    [path]: text,
    ...(settings === undefined ? {} : { ".kong-lint.json": JSON.stringify(settings) }),
  });
  const { stdout, stderr } = await kongLint(folder, ["lint", "--format", "json", path]);
  if (stdout === "") throw new Error(stderr);
  const [file] = (JSON.parse(stdout) as Shown).files;
  return (file?.findings ?? [])
    .filter(({ rule }) => !rule.startsWith("deployment/"))
    .map(({ rule, range }) => `${range.start.line} ${rule}`);
}

interface Shown {
  readonly files: readonly {
    readonly findings: readonly {
      readonly rule: string;
      readonly range: { readonly start: { readonly line: number } };
    }[];
  }[];
}

const RULE = "schema/enum-value";
const RUN = (value = "loud") =>
  `docker run -e KONG_PG_HOST=db \\\n  -e KONG_LOG_LEVEL=${value} \\\n  kong:3.9.1`;

describe("comments that silence", () => {
  it.each([
    [
      "a Compose file, above an entry",
      "compose.yaml",
      `services:\n  kong:\n    image: kong:3.9.1\n    environment:\n      # kong-lint-disable-next-line ${RULE}\n      KONG_LOG_LEVEL: loud\n`,
    ],
    [
      "a Compose file, after an item",
      "compose.yaml",
      `services:\n  kong:\n    image: kong:3.9.1\n    environment:\n      - KONG_LOG_LEVEL=loud # kong-lint-disable-line ${RULE}\n`,
    ],
    [
      "a Dockerfile",
      "Dockerfile",
      `FROM kong:3.9.1\n# kong-lint-disable-next-line ${RULE}\nENV KONG_LOG_LEVEL=loud\n`,
    ],
    [
      "a Dockerfile, inside ENV",
      "Dockerfile",
      `FROM kong:3.9.1\nENV KONG_PG_HOST=db \\\n  # kong-lint-disable-next-line ${RULE}\n  KONG_LOG_LEVEL=loud\n`,
    ],
    [
      "a script, above a command of several lines",
      "run.sh",
      `#!/bin/sh\n# kong-lint-disable-next-line ${RULE}\n${RUN()}\n`,
    ],
    [
      "a script, around commands",
      "run.sh",
      `# kong-lint-disable ${RULE}\n${RUN()}\n# kong-lint-enable ${RULE}\n${RUN("notice")}\n`,
    ],
    ["an environment file", "kong.env", `# kong-lint-disable-next-line ${RULE}\nKONG_LOG_LEVEL=loud\n`],
    ["a fence", "README.md", `# Kong\n\n\`\`\`sh\n# kong-lint-disable-next-line ${RULE}\n${RUN()}\n\`\`\`\n`],
    [
      "a fence in a quotation",
      "README.md",
      `> \`\`\`sh\n> # kong-lint-disable-next-line ${RULE}\n> # why\n${RUN().replace(/^/gm, "> ")}\n> \`\`\`\n`,
    ],
    [
      "a fence of YAML",
      "README.md",
      `\`\`\`yaml\nservices:\n  kong:\n    image: kong:3.9.1\n    environment:\n      KONG_LOG_LEVEL: loud # kong-lint-disable-line ${RULE}\n\`\`\`\n`,
    ],
    [
      "a page, above a fence",
      "README.md",
      `<!-- kong-lint-disable-next-line ${RULE} -- an example of a mistake -->\n\n\`\`\`sh\n${RUN("notice")}\n${RUN()}\n\`\`\`\n`,
    ],
    [
      "a page as a whole",
      "README.md",
      `\`\`\`sh\n${RUN()}\n\`\`\`\n\n<!-- kong-lint-disable-file ${RULE} -->\n`,
    ],
    [
      "a part of a page",
      "README.md",
      `<!-- kong-lint-disable ${RULE} -->\n\`\`\`sh\n${RUN()}\n\`\`\`\n<!-- kong-lint-enable ${RULE} -->\n`,
    ],
  ])("%s", async (_, path, text) => {
    expect(await rulesIn(path, text)).toEqual([]);
    const without = text.replaceAll("kong-lint-", "kong-");
    expect((await rulesIn(path, without)).map((each) => each.replace(/^\d+ /, ""))).toEqual([RULE]);
  });

  it("a comment above one fence says nothing of the next", async () => {
    const text = `<!-- kong-lint-disable-next-line ${RULE} -->\n\`\`\`sh\n${RUN()}\n\`\`\`\n\n\`\`\`sh\n${RUN()}\n\`\`\`\n`;
    expect(await rulesIn("README.md", text)).toEqual([`10 ${RULE}`]);
  });

  it("a comment in a page that silences nothing is told, and its fix leaves nothing of it", async () => {
    const text = `\`\`\`sh\n# kong-lint-disable-next-line ${RULE}\n${RUN("notice")}\n\`\`\`\n<!-- kong-lint-disable-file ${RULE} -->\n`;
    expect(await rulesIn("README.md", text)).toEqual([
      "2 settings/unused-suppression",
      "7 settings/unused-suppression",
    ]);
    const folder = folderWith({ "README.md": text });
    const { stdout } = await kongLint(folder, ["lint", "--fix", "--stdin-filename", "README.md", "-"], {
      stdin: text,
    });
    expect(stdout).toBe(`\`\`\`sh\n${RUN("notice")}\n\`\`\`\n`);
  });
});

describe("where a format has no comments, settings silence by file and process", () => {
  const json = JSON.stringify(
    {
      services: Object.fromEntries(
        ["kong", "migrations"].map((name) => [
          name,
          { image: "kong:3.9.1", environment: { KONG_LOG_LEVEL: "loud" } },
        ]),
      ),
    },
    undefined,
    2,
  );
  const entry = (units?: readonly string[]) => ({
    overrides: [
      { files: ["docker-compose.json"], ...(units === undefined ? {} : { units }), rules: { [RULE]: "off" } },
    ],
  });

  it.each([
    ["nothing", undefined, 2],
    ["the file", entry(), 0],
    ["a service", entry(["migrations"]), 1],
    ["a service by its whole name", entry(["services.kong"]), 1],
    ["a pattern", entry(["*"]), 0],
    ["another service", entry(["other"]), 2],
  ])("%s", async (_, settings, count) => {
    expect(await rulesIn("docker-compose.json", json, settings)).toHaveLength(count);
  });

  it("a process may have a release of its own", async () => {
    const text = `services:\n  a: {image: own/kong, command: kong start, environment: {KONG_VAULTS: bundled}}\n  b: {image: own/kong, command: kong start, environment: {KONG_VAULTS: bundled}}\n`;
    const folder = folderWith({
      ".git/HEAD": "",
      "compose.yaml": text,
      ".kong-lint.json": JSON.stringify({
        release: "3.9",
        overrides: [{ files: ["*"], units: ["b"], release: "2.7" }],
      }),
    });
    const { stdout } = await kongLint(folder, ["lint", "--format", "json", "compose.yaml"]);
    const [{ units }] = JSON.parse(stdout).files;
    expect(
      units.map((unit: { readonly release: { readonly version: string } }) =>
        unit.release.version.slice(0, 3),
      ),
    ).toEqual(["3.9", "2.7"]);
  });
});
