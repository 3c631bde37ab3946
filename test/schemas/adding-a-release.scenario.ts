import { execFileSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Catalog, catalogFor, newestRelease } from "../../schemas/catalog.ts";
import { readDecisions } from "../../tools/collect/collect-all.ts";
import { sourceFromFacts } from "./collect/source-from-facts.ts";

/*
 * docs/adding-a-release.md, followed to the letter on a release that does not exist: its commands are run as they stand
 * there, in a copy of the project beside a made-up source of Kong and a made-up developer portal.
 */

const root = fileURLToPath(new URL("../..", import.meta.url));
const NOT_COPIED = new Set(["node_modules", "dist", ".git", "coverage", "collected"]);

/** The release after the newest one, by the next minor number. */
const oss = nextOf(catalogFor(newestRelease("oss")), 3);
const enterprise = nextOf(catalogFor(newestRelease("enterprise")), 2);

function nextOf({ release }: Catalog, parts: number): string {
  const [major = "0", minor = "0"] = release.version.split(".");
  return [major, Number(minor) + 1, "0"].slice(0, parts).join(".");
}

const home = mkdtempSync(join(tmpdir(), "kong-lint-release-"));
const project = join(home, "kong-lint");

beforeAll(() => {
  cpSync(root, project, { recursive: true, filter: (path) => !NOT_COPIED.has(relative(root, path)) });
  symlinkSync(join(root, "node_modules"), join(project, "node_modules"));
  makeKong(join(home, "kong"));
  makePortal(join(home, "developer.konghq.com"));
}, 120_000);
afterAll(() => rmSync(home, { recursive: true, force: true }));

/** Kong's source with two tags: the newest release, and one with a new property and another default. */
function makeKong(folder: string): void {
  const newest = catalogFor(newestRelease("oss"));
  const made: Catalog = {
    ...newest,
    release: { edition: "oss", version: oss },
    properties: new Map([
      ...newest.properties,
      [
        "made_up_property",
        {
          name: "made_up_property",
          type: "boolean",
          default: "on",
          section: "GENERAL",
          documented: true,
          enumEnforced: true,
          sensitive: false,
          inferred: false,
        },
      ],
    ]),
  };
  writeTree(folder, sourceFromFacts(newest));
  git(folder, "init", "--quiet");
  commit(folder, newest.release.version);
  writeTree(folder, sourceFromFacts(made));
  commit(folder, oss);
}

/** The developer portal with the line that portal and vitals are carried from, and the made-up line. */
function makePortal(folder: string): void {
  const newest = catalogFor(newestRelease("enterprise"));
  const carried = catalogFor({ edition: "enterprise", version: readDecisions().carried.from });
  writeTree(folder, {
    [`app/_data/kong-conf/${carried.release.version}.json`]: reference(carried, {}),
    [`app/_data/kong-conf/${enterprise}.json`]: reference(newest, {
      made_up_enterprise: { defaultValue: "off", description: "", sectionTitle: "GENERAL" },
    }),
    "app/_kong_plugins/made-up-plugin/index.md": `---\npublisher: kong-inc\nmin_version:\n  gateway: '${enterprise}'\n---\n`,
    "app/_data/support/gateway.yml": `- release: "${enterprise}"\n  eol: "2099-12-31"\n`,
    "app/_data/changelogs/gateway.json": "{}",
  });
  git(folder, "init", "--quiet");
  git(folder, "add", "--all");
}

function reference({ properties }: Catalog, more: object): string {
  const params = [...properties.values()]
    .filter(({ documented, section }) => documented && section !== null)
    .map(({ name, default: value, documentedDefault, section, enum: set }) => [
      name,
      {
        defaultValue: documentedDefault === undefined ? value : documentedDefault,
        description:
          set === undefined ? "" : `Accepted values are ${set.map((word) => `\`${word}\``).join(", ")}.`,
        sectionTitle: section,
      },
    ]);
  return JSON.stringify({ sections: [], params: { ...Object.fromEntries(params), ...more } });
}

function writeTree(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

function git(folder: string, ...args: readonly string[]): void {
  execFileSync("git", ["-C", folder, "-c", "user.name=test", "-c", "user.email=test@example.com", ...args], {
    stdio: "pipe",
  });
}

function commit(folder: string, tag: string): void {
  git(folder, "add", "--all");
  git(folder, "commit", "--quiet", "--no-gpg-sign", "-m", tag);
  git(folder, "tag", tag);
}

/** The commands of the page in their order, for the made-up releases. The whole suite is not run inside itself. */
const commands = [...readFileSync(join(root, "docs/adding-a-release.md"), "utf8").matchAll(/^\$ (.*)$/gm)]
  .map(([, command = ""]) => command)
  .filter((command) => command !== "npm test")
  .map((command) =>
    command.replace(/--tag \S+/, `--tag ${oss}`).replace(/--line \S+/, `--line ${enterprise}`),
  );

function run(command: string): { readonly code: number; readonly output: string } {
  try {
    const env = { ...process.env, NO_COLOR: "1", VITEST: undefined };
    return {
      code: 0,
      output: execFileSync("bash", ["-c", `${command} 2>&1`], { cwd: project, encoding: "utf8", env }),
    };
  } catch (error) {
    const { status, stdout } = error as { status: number; stdout: string };
    return { code: status, output: stdout };
  }
}

/** The files of the copy that are not as in the project. */
function changedFiles(): string[] {
  const changed: string[] = [];
  const walk = (folder: string): void => {
    for (const name of readdirSync(join(project, folder))) {
      const path = join(folder, name);
      if (NOT_COPIED.has(path)) continue;
      if (statSync(join(project, path)).isDirectory()) walk(path);
      else if (textOf(join(root, path)) !== textOf(join(project, path))) changed.push(path);
    }
  };
  walk("");
  return changed;
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, "latin1");
  } catch {
    return undefined;
  }
}

const TEXTS = "schemas/texts/general.json";

describe("adding a made-up release by the page", () => {
  test("every command but the last one goes through as it stands there", { timeout: 240_000 }, () => {
    expect(commands).toHaveLength(7);
    const outputs = commands.slice(0, -1).map((command) => {
      const { code, output } = run(command);
      expect(code, `${command}\n${output}`).toBe(0);
      return output;
    });
    expect(outputs[1]).toContain(
      `Kong ${oss} against Kong ${newestRelease("oss").version}: 1 changes\n+ made_up_property\n`,
    );
    expect(outputs[4]).toContain("\n+ made_up_enterprise\n");
    expect(outputs[4]).toContain("\n+ plugin made-up-plugin\n");
  });

  test("the texts that are missing are named, and are all that is written by hand", {
    timeout: 120_000,
  }, () => {
    const texts = commands.at(-1) ?? "";
    const before = run(texts);
    expect(before.code).not.toBe(0);
    expect(before.output).toContain("made_up_property");
    expect(before.output).toContain("made_up_enterprise");
    const made = "Switches on something that no release of Kong has; it stands here for a test alone.";
    const known: Record<string, string> = JSON.parse(readFileSync(join(project, TEXTS), "utf8"));
    const all = {
      ...known,
      made_up_property: made,
      made_up_enterprise: made.replace("something", "another thing"),
    };
    const sorted = Object.fromEntries(Object.entries(all).sort(([a], [b]) => (a < b ? -1 : 1)));
    writeFileSync(join(project, TEXTS), `${JSON.stringify(sorted, null, 2)}\n`);
    expect(run("npm run generate").code).toBe(0);
    const after = run(texts);
    expect(after.code, after.output).toBe(0);
  });

  test("no code changes", () => {
    const written =
      /^(?:schemas\/(?:facts|lifecycle|json-schema|validators\/generated|generated)\/|server\/rules\/[^/]+\/[^/]+\.md$|docs\/|README\.md$|package\.json$)/;
    const others = changedFiles().filter((path) => !written.test(path));
    expect(others).toEqual([TEXTS]);
  });

  test("the releases are known, and read what is new", { timeout: 60_000 }, () => {
    writeFileSync(join(project, "kong.conf"), "made_up_property = on\n");
    const lint = (release: string) =>
      run(`npx tsx server/cli/bin.ts --no-settings --format compact --kong-version ${release} kong.conf`);
    expect(lint(`oss@${oss}`)).toEqual({ code: 0, output: "" });
    expect(lint(`oss@${newestRelease("oss").version}`).output).toContain("made_up_property");
    writeFileSync(join(project, "kong.conf"), "made_up_enterprise = on\nplugins = bundled, made-up-plugin\n");
    expect(lint(`enterprise@${enterprise}`)).toEqual({ code: 0, output: "" });
  });
});
