import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
/** Not ours, or examples of what others write. */
const LEFT_OUT = /^(?:node_modules|dist|\.git|test\/(?:fixtures|golden|corpus|conformance))$/;

function pagesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (LEFT_OUT.test(relative(root, path)) || entry.name === "node_modules") return [];
    if (entry.isDirectory()) return pagesBelow(path);
    return entry.name.endsWith(".md") ? [path] : [];
  });
}

/** A page without its code, in which a bracket is a bracket. */
function proseOf(path: string): string {
  return readFileSync(path, "utf8")
    .replace(/^( *)(```+|~~~+)[\s\S]*?^\1\2 *$/gm, "")
    .replace(/(`+)(?!`)[^\n]*?[^`\n]\1(?!`)/g, "");
}

/** Where the links, pictures and references of a page lead. */
function targetsOf(path: string): readonly string[] {
  const prose = proseOf(path);
  return [
    ...prose.matchAll(/\]\(\s*<?([^)\s>]+)>?(?:\s+"[^"]*")?\s*\)/g),
    ...prose.matchAll(/^\s*\[[^\]]+\]:\s*(\S+)/gm),
    ...prose.matchAll(/\b(?:src|srcset|href)="([^"]+)"/g),
  ].flatMap(([, target]) => (target === undefined ? [] : [target]));
}

/** The names by which GitHub lets one jump to the headings of a page. */
function anchorsOf(path: string): ReadonlySet<string> {
  const headings = readFileSync(path, "utf8")
    .replace(/^( *)(```+|~~~+)[\s\S]*?^\1\2 *$/gm, "")
    .matchAll(/^#{1,6} +(.+?) *#*$/gm);
  const slugs = [...headings].map(([, words = ""]) =>
    words
      .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\p{M}_ -]/gu, "")
      .replaceAll(" ", "-"),
  );
  return new Set(
    slugs.map((slug, index) => {
      const before = slugs.slice(0, index).filter((each) => each === slug).length;
      return before === 0 ? slug : `${slug}-${before}`;
    }),
  );
}

function brokenLinks(path: string): readonly string[] {
  return targetsOf(path).filter((target) => {
    if (/^[a-z][a-z+.-]*:/i.test(target)) return false;
    const [file = "", anchor] = decodeURI(target).split("#");
    const led = file === "" ? path : join(dirname(path), file);
    if (!existsSync(led)) return true;
    return anchor !== undefined && led.endsWith(".md") && !anchorsOf(led).has(anchor);
  });
}

const pages = pagesBelow(root);

describe("documentation", () => {
  test.each(pages.map((path) => relative(root, path)))("the links of %s lead somewhere", (page) => {
    expect(brokenLinks(join(root, page))).toEqual([]);
  });

  test("names only scripts that the manifest has", () => {
    const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    const named = pages.flatMap((path) =>
      [...readFileSync(path, "utf8").matchAll(/\bnpm run (?:--?\S+ )*([\w:-]+)/g)].map(([, name]) => name),
    );
    expect(named).toContain("generate");
    expect(named.filter((name) => name !== undefined && !Object.hasOwn(scripts, name))).toEqual([]);
  });

  test("names the schema of the settings where the npm package has it", () => {
    const named = readFileSync(join(root, "docs/settings.md"), "utf8").matchAll(
      /"\.\/node_modules\/kong-lint\/([^"]+)"/g,
    );
    const paths = [...named].map(([, path = ""]) => path);
    expect(paths.length).toBeGreaterThan(0);
    const { files } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    for (const path of paths) {
      expect(files).toContain(path);
      expect(existsSync(join(root, path))).toBe(true);
    }
  });

  test("names only options that the command line has", async () => {
    const { optionTable } = await import("../../server/cli/option-table.ts");
    const known = new Set<string>(optionTable.map(({ name }) => name));
    const named = pages
      .flatMap((path) => readFileSync(path, "utf8").match(/\bkong-lint [^`\n]*/g) ?? [])
      // What follows on the line may be a command of npm.
      .map((command) => command.replace(/\bnpm .*/, ""))
      .flatMap((command) => [...command.matchAll(/ --([\w-]+)/g)].map(([, name = ""]) => name));
    expect(named).toContain("kong-version");
    expect(named.filter((name) => !known.has(name))).toEqual([]);
  });
});
