import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { builtFiles, dist, manifest, root } from "../../build/project.ts";
import { extensionManifest } from "../manifests.ts";
import { run } from "../run.ts";
import { copyFrom, copyTexts, emptyFolder, writeJson } from "../stage.ts";

/** What no extension loads: the library, and what is for others. */
const NOT_LOADED: ReadonlySet<string> = new Set(["index.cjs", "index.d.cts", "sbom.cdx.json", "action.cjs"]);

/**
 * Packs the extension, for desktops and browsers alike, from a folder that holds only what it needs.
 * @param out the folder that gets it
 * @returns the path of the package
 */
export function packVsix(out: string): string {
  const stage = join(out, "stage/vsix");
  emptyFolder(stage);
  copyFrom(
    dist,
    join(stage, "dist"),
    builtFiles().filter((name) => !NOT_LOADED.has(name)),
  );
  copyFrom(root, stage, [
    "grammar/syntaxes",
    "grammar/language-configuration.json",
    "grammar/snippets.json",
    "server/settings/generated/settings.schema.json",
    "client/media",
  ]);
  copyTexts(stage, ["CHANGELOG.md"]);
  for (const name of readdirSync(join(stage, "client/media")))
    if (name.endsWith(".svg")) rmSync(join(stage, "client/media", name));
  // In the package it stands at the root, from where the pictures are found in the repository.
  const readme = readFileSync(join(root, "client/README.md"), "utf8").replaceAll("](../", "](");
  writeFileSync(join(stage, "README.md"), readme);
  writeJson(join(stage, "package.json"), extensionManifest());
  return pack(stage, join(out, `${manifest.name}-${manifest.version}.vsix`));
}

function pack(stage: string, file: string): string {
  const vsce = join(root, "node_modules/@vscode/vsce/vsce");
  const { code, stdout, stderr } = run(
    process.execPath,
    [vsce, "package", "--no-dependencies", "--out", file],
    // The time of each entry, in seconds: two packages of the same files are the same.
    { cwd: stage, env: { ...process.env, SOURCE_DATE_EPOCH: "499162500" } },
  );
  if (code !== 0 || /\bwarning\b/i.test(stdout + stderr)) throw new Error(`vsce:\n${stdout}${stderr}`);
  return file;
}
