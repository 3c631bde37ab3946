import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { manifest, root } from "../../tools/build/project.ts";

/** What people copy: pages of documentation, and the extension's. */
const pages = ["README.md", "client/README.md", ...pagesIn("docs")];

function pagesIn(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return pagesIn(path);
    return /\.(?:md|ya?ml)$/.test(entry.name) ? [path] : [];
  });
}

/** Ways to name kong-lint, an action or an image in a snippet. */
const NAMES = [
  /npx --yes (\S+)/g,
  /npm install --global (\S+)/g,
  /^\s*rev: (\S+)/gm,
  /\buses: (\S+)/g,
  /\bimage: (\S+)/g,
  /\bruns-on: (\S+)/g,
];

/** A placeholder for a repository of the reader's own, and a package that the reader has made and looked at. */
const OWN = /^(?:YOUR-ORGANIZATION\/kong-lint@)?COMMIT$|^(?:--ignore-scripts|\.`?)$/;

const PINNED = /(?:@v?|:|-)\d+(?:\.\d+){1,2}(?:[-.][\w.]+)?[`"']?$/;

test.each(pages)("%s names a version of everything that is fetched", (page) => {
  const text = readFileSync(join(root, page), "utf8");
  for (const name of NAMES) {
    for (const [, what = ""] of text.matchAll(name))
      expect(what, page).toMatch(/^v\d+\.\d+\.\d+$|\.tgz`?;?$/.test(what) || OWN.test(what) ? /./ : PINNED);
  }
});

test.each(pages)("%s names the version of the manifest", (page) => {
  const text = readFileSync(join(root, page), "utf8");
  const found = [
    ...text.matchAll(/(?:kong-lint@|kong-lint\/kong-lint@v|kong-lint:|kong-lint-|rev: v)(\d+\.\d+\.\d+)/g),
  ];
  for (const [, version] of found) expect(version, page).toBe(manifest.version);
});

test("snippets that fetch kong-lint say from when on they work", () => {
  for (const page of pages) {
    const text = readFileSync(join(root, page), "utf8");
    if (/npx --yes kong-lint|kong-lint\/kong-lint@v|rev: v\d/.test(text))
      expect(text, page).toMatch(/first release/);
  }
});

test("workflows name actions by commit", () => {
  const folder = ".github/workflows";
  for (const name of readdirSync(join(root, folder))) {
    for (const [, used] of readFileSync(join(root, folder, name), "utf8").matchAll(/\buses: (\S+)/g))
      expect(used, name).toMatch(/@[0-9a-f]{40}$/);
  }
});
