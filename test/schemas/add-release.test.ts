import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { kongFacts } from "../../schemas/facts/kong-facts.ts";
import { readCatalog } from "../../schemas/read-catalog.ts";
import type { Release } from "../../schemas/release.ts";
import { addRelease } from "../../tools/facts/add-release.ts";
import type { CollectedFacts } from "../../tools/facts/collected-facts.ts";
import { describeChange } from "../../tools/facts/describe-change.ts";
import { factsOf } from "../../tools/facts/facts-of.ts";
import { factsPath } from "../../tools/facts/facts-path.ts";
import { formatFacts } from "../../tools/facts/format-facts.ts";
import { snapshotsIn } from "../../tools/facts/snapshots-in.ts";
import { deep } from "../depth.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const before = readFileSync(factsPath, "utf8");

const small: CollectedFacts = {
  edition: "oss",
  version: "9.0.0",
  properties: {
    log_level: {
      type: "string",
      typeSource: "loader",
      default: "notice",
      documented: true,
      section: "GENERAL",
    },
    prefix: {
      type: "string",
      typeSource: "loader",
      default: "/opt/kong",
      documented: true,
      section: "GENERAL",
    },
  },
  dynamicPrefixes: [{ prefix: "nginx_http_", injectsInto: "nginx_http_directives", ignore: [] }],
  deprecatedPrefixes: [],
  listenProperties: { proxy_listen: { subsystem: "http", flags: ["ssl", "backlog=<int>"] } },
  bundledPlugins: ["acl", "cors"],
  bundledVaults: ["env"],
};

const next: CollectedFacts = {
  ...small,
  version: "9.1.0",
  properties: {
    log_level: {
      type: "string",
      typeSource: "loader",
      default: "notice",
      documented: true,
      section: "GENERAL",
      enum: ["notice", "warn"],
      deprecated: { replacement: "verbosity" },
    },
    verbosity: { type: "number", typeSource: "loader", default: "1", documented: true, bounds: { min: 0 } },
  },
  dynamicPrefixes: [],
  listenProperties: { proxy_listen: { subsystem: "http", flags: ["ssl", "quic"] } },
  bundledPlugins: ["acl", "graphql"],
};

const made = (version: string): Release => ({ edition: "oss", version });

describe("adding a release", () => {
  const first = addRelease(kongFacts, made("9.0.0"), small);

  it("lists what changes against the release before it", () => {
    const { changes, against } = addRelease(first.facts, made("9.1.0"), next);
    expect(against).toEqual(made("9.0.0"));
    expect(changes.map(describeChange)).toEqual([
      "+ verbosity",
      "- prefix",
      '~ log_level  enum: (not said) → ["notice","warn"]',
      '~ log_level  deprecated: (not said) → {"replacement":"verbosity","replacements":["verbosity"]}',
      "- prefix nginx_http_",
      "+ flag proxy_listen quic",
      "- flag proxy_listen backlog=<int>",
      "+ plugin graphql",
      "- plugin cors",
    ]);
  });

  it("changes no other release", () => {
    const { facts } = addRelease(first.facts, made("9.1.0"), next);
    const others = snapshotsIn(facts).filter(({ release }) => !release.version.startsWith("9."));
    expect(formatFacts(factsOf(others), 3)).toBe(before);
  });

  it("finds the place of a release between two known ones", () => {
    const { facts, against } = addRelease(kongFacts, made("3.4.3"), { ...small, version: "3.4.3" });
    expect(against).toEqual(made("3.4.2"));
    const versions = Object.keys(facts.oss.releases);
    expect(versions.slice(versions.indexOf("3.4.2"), versions.indexOf("3.4.2") + 3)).toEqual([
      "3.4.2",
      "3.4.3",
      "3.5.0",
    ]);
    expect(readCatalog(facts, made("3.4.3")).properties.size).toBe(2);
    expect(readCatalog(facts, made("3.5.0")).property("prefix")?.default).toBe("/usr/local/kong/");
  });

  it("replaces a release that is known already, and says what is told otherwise", () => {
    const { changes, against, facts } = addRelease(first.facts, made("9.0.0"), {
      ...small,
      bundledVaults: [],
    });
    expect(against).toEqual(made("9.0.0"));
    expect(changes.map(describeChange)).toEqual(["- vault env"]);
    expect(Object.keys(facts.oss.releases).filter((version) => version === "9.0.0")).toHaveLength(1);
  });

  it("changes nothing when a release is told the same again", () => {
    const again = addRelease(first.facts, made("9.0.0"), small);
    expect(again.changes).toEqual([]);
    expect(formatFacts(again.facts, 3)).toBe(formatFacts(first.facts, 3));
  });
});

describe("npm run schemas:add", () => {
  const folder = mkdtempSync(join(tmpdir(), "kong-lint-schemas-"));
  const file = join(folder, "facts.json");
  const run = (...words: string[]) =>
    execFileSync(process.execPath, ["--import", "tsx", "tools/schemas-add.ts", ...words], {
      cwd: root,
      encoding: "utf8",
      stdio: "pipe",
    });

  beforeAll(() => writeFileSync(file, JSON.stringify(small)));
  afterAll(() => rmSync(folder, { recursive: true }));

  it("prints the changes, and with --dry-run leaves the repository as it was", () => {
    const output = run("oss@9.0.0", file, "--dry-run");
    expect(output).toMatch(/^Kong 9\.0\.0 against Kong [\d.]+: \d+ changes\n/);
    expect(output).toContain("\n~ prefix  default: /usr/local/kong/ → /opt/kong\n");
    expect(output).toContain("\n- pg_host\n");
    expect(readFileSync(factsPath, "utf8")).toBe(before);
  });

  deep.each([
    [["oss@9.0.0"], /usage/],
    [["9.0.0", "{file}"], /names no release/],
    [["oss@9.0.0", "/no/such/file.json"], /no such file/],
    [["oss@9.1.0", "{file}"], /its version is 9\.0\.0/],
    [["enterprise@9.0", "{file}"], /basedOnOss is missing/],
  ])("refuses %j in plain words", (words, message) => {
    const output = failure(() => run(...words.map((word) => word.replace("{file}", file))));
    expect(output).toMatch(message);
    expect(output).not.toMatch(/\n {4}at /);
    expect(readFileSync(factsPath, "utf8")).toBe(before);
  });
});

/** What a command that has to fail prints on its standard error. */
function failure(command: () => unknown): string {
  try {
    command();
  } catch (error) {
    const { status, stderr } = error as { status: number; stderr: string };
    expect(status).toBe(2);
    return stderr;
  }
  return expect.fail("it should have failed");
}
