/**
 * `npm run package:vsix`: packs the extension from a folder that holds only what it needs. The repository itself cannot be
 * packed: its manifest lists files for npm, and the tool takes no second list.
 */
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const out = process.argv[2] ?? join(root, "kong-lint.vsix");
const MOST_BYTES = 1_000_000;

/** Of `dist`: the code cache fits one version of Node only, and no extension loads the library. */
const isWanted = (path) =>
  !/dist\/(?:[^/]*\.code-cache|index\.(?:cjs|d\.cts)|meta\.json)$/.test(path.replaceAll("\\", "/"));

const stage = mkdtempSync(join(tmpdir(), "kong-lint-vsix-"));
try {
  if (!process.argv.includes("--built"))
    run(process.execPath, ["--import", "tsx", "tools/build/build.ts"], root);
  for (const path of [
    "dist",
    "grammar/syntaxes",
    "grammar/language-configuration.json",
    "grammar/snippets.json",
    "server/settings/generated/settings.schema.json",
    "client/media",
    "LICENSE",
    "CHANGELOG.md",
  ]) {
    cpSync(join(root, path), join(stage, path), { recursive: true, filter: isWanted });
  }
  for (const name of readdirSync(join(stage, "client/media"))) {
    if (name.endsWith(".svg")) rmSync(join(stage, "client/media", name));
  }
  // In the package it stands at the root, from where the pictures are found in the repository.
  const readme = readFileSync(join(root, "client/README.md"), "utf8").replaceAll("](../", "](");
  writeFileSync(join(stage, "README.md"), readme);
  writeManifest();
  const vsce = join(root, "node_modules/@vscode/vsce/vsce");
  const said = run(process.execPath, [vsce, "package", "--no-dependencies", "--out", out], stage);
  if (/\bwarning\b/i.test(said)) fail("vsce warns; see above");
  const { size } = statSync(out);
  if (size >= MOST_BYTES) fail(`${out} has ${size} bytes; the limit is ${MOST_BYTES}`);
} finally {
  rmSync(stage, { recursive: true, force: true });
}

function writeManifest() {
  const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  for (const name of ["bin", "exports", "files", "scripts", "devDependencies", "type", "types", "man"])
    delete manifest[name];
  // npm would put these programs into its package too, whatever its list says; so the repository's manifest has no such entry.
  manifest.main = "./dist/extension.cjs";
  manifest.browser = "./dist/extension-web.js";
  // The stage holds nothing else.
  manifest.files = ["**"];
  writeFileSync(join(stage, "package.json"), `${JSON.stringify(manifest, undefined, 2)}\n`);
}

function run(command, args, cwd) {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: "utf8" });
  process.stderr.write(stdout + stderr);
  if (status !== 0) fail(`${args[0]} failed`);
  return stdout + stderr;
}

function fail(reason) {
  process.stderr.write(`package-vsix: ${reason}\n`);
  process.exit(1);
}
