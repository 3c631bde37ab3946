import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { packVsix } from "../../tools/release/artifacts/vsix.ts";
import { check } from "../checks.ts";
import { emptyFolder, root } from "./scratch.ts";

const MOST_BYTES = 1500 * 1000;

/** What an extension may hold; `[Content_Types].xml` and `extension.vsixmanifest` are the format's own. */
const WANTED = [
  /^\[Content_Types\]\.xml$/,
  /^extension\.vsixmanifest$/,
  /^extension\/(?:package\.json|readme\.md|changelog\.md|LICENSE\.txt)$/,
  /^extension\/dist\/[\w-]+\.(?:cjs|js|json)$/,
  /^extension\/dist\/THIRD-PARTY-NOTICES\.txt$/,
  /^extension\/dist\/data\/[\w.-]+\.json$/,
  /^extension\/grammar\/(?:syntaxes\/[\w.-]+|[\w-]+)\.json$/,
  /^extension\/server\/settings\/generated\/settings\.schema\.json$/,
  /^extension\/client\/media\/[\w-]+\.png$/,
];

/** The extension as it is published: its files and size, and that what its manifest names is there. */
export function testVsix(): void {
  const vsix = packVsix(emptyFolder("vsix"));
  const names = zippedNames(readFileSync(vsix));
  const { size } = statSync(vsix);
  console.log(`extension: ${names.length} files, ${size} bytes`);
  check("the extension is below 1.5 MB", size < MOST_BYTES, `${size} bytes`);
  const strange = names.filter((name) => !WANTED.some((pattern) => pattern.test(name)));
  check(
    "the extension holds no source, no dependency and nothing unknown",
    strange.length === 0,
    strange.join("\n"),
  );
  const manifest = readFileSync(join(root, "package.json"), "utf8");
  const named = [...manifest.matchAll(/"(?:\.\/)?((?:client\/media|grammar)\/[\w./-]+)"/g)].map(
    (match) => match[1] ?? "",
  );
  const missing = named.filter((name) => !names.includes(`extension/${name}`));
  check(
    "every picture and grammar that the manifest names is in it",
    missing.length === 0,
    missing.join("\n"),
  );
  for (const entry of [
    "dist/extension.cjs",
    "dist/extension-web.js",
    "dist/worker.json",
    "dist/THIRD-PARTY-NOTICES.txt",
    "readme.md",
  ])
    check(`the extension has ${entry}`, names.includes(`extension/${entry}`), names.join("\n"));
}

/** The names in the directory at the end of a ZIP archive. */
function zippedNames(archive: Buffer): readonly string[] {
  const names: string[] = [];
  const header = Buffer.from("PK\u0001\u0002", "latin1");
  const end = archive.lastIndexOf(Buffer.from("PK\u0005\u0006", "latin1"));
  let at = archive.readUInt32LE(end + 16);
  while (archive.subarray(at, at + 4).equals(header)) {
    const length = archive.readUInt16LE(at + 28);
    names.push(archive.toString("utf8", at + 46, at + 46 + length));
    at += 46 + length + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  return names;
}
