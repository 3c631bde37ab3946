import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseAst } from "vitest/node";
import { parse as parseYaml } from "yaml";
import { pageForReaders } from "../../server/engine/page-for-readers.ts";

/** A text that people read: a string of the program, or a paragraph of a page. */
export interface PlainText {
  /** Below the root of the repository, with `/`. */
  readonly path: string;
  /** From 1; 0 where the format has no lines of its own (JSON, YAML). */
  readonly line: number;
  /** On one line, without code; `…` stands for what is filled in. */
  readonly text: string;
}

/** Folders of code whose strings people read. */
const CODE = ["grammar", "schemas", "server", "client", "tools/generators"];

/** Folders and files that are made by others, made from others, or no text of the project. */
const LEFT_OUT =
  /^(?:node_modules|dist|\.git|test)\/|\/generated\/|^schemas\/(?:facts\/(?!history\.)|json-schema\/|nginx\/|validators\/).*\.json$/;

/** Every text of the repository that people read: messages, titles, help, documentation, pages of rules. */
export function findTexts(root: string): readonly PlainText[] {
  return filesBelow(root).flatMap((path) => {
    const source = () => readFileSync(join(root, path), "utf8");
    if (path.endsWith(".md")) return textsOfMarkdown(path, source());
    if (path === "package.json") return textsOfManifest(path, source());
    if (path === "action.yml") return textsOfData(path, parseYaml(source()));
    if (path.startsWith("schemas/") && path.endsWith(".json")) return textsOfData(path, JSON.parse(source()));
    const isCode = path.endsWith(".ts") && CODE.some((folder) => path.startsWith(`${folder}/`));
    return isCode ? textsOfCode(path, source()) : [];
  });
}

function filesBelow(root: string, folder = ""): readonly string[] {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .flatMap((entry) => {
      const path = `${folder}${entry.name}`;
      if (LEFT_OUT.test(entry.isDirectory() ? `${path}/` : path)) return [];
      return entry.isDirectory() ? filesBelow(root, `${path}/`) : [path];
    })
    .sort();
}

/** Prose has several words; single words are keys and identifiers. */
function asTexts(path: string, line: number, text: string): readonly PlainText[] {
  const plain = text
    .replace(/`[^`]*`/g, "`…`")
    .replace(/\s+/g, " ")
    .trim();
  return /[a-z…] [a-z…`]/i.test(plain) ? [{ path, line, text: plain }] : [];
}

/** The paragraphs of a page. Messages on a rule page are left out: they are those of the code. */
export function textsOfMarkdown(path: string, source: string): readonly PlainText[] {
  if (source.startsWith("<!-- Generated")) return [];
  const page = path.startsWith("server/rules/") ? pageForReaders(source, "group/rule") : source;
  const prose = page
    .replace(/^(`{3,})[^\n]*\n[\s\S]*?^\1[ \t]*$|<!--[\s\S]*?-->/gm, emptied)
    .replace(/^> \*\*(?:Error|Warning|Info|Hint)\*\* on line .*$/gm, "")
    .replace(/\]\([^)]*\)/g, "]");
  const texts: PlainText[] = [];
  let line = 1;
  // A heading, a list item, a row and a paragraph are each a text of their own.
  for (const part of prose.split(/(\n(?=[ \t]*(?:\n|[-*|#>]|\d+\.)))/)) {
    const begin = part.search(/[^\n]/);
    texts.push(...asTexts(path, line + Math.max(0, begin), part));
    line += part.split("\n").length - 1;
  }
  return texts;
}

function emptied(text: string): string {
  return text.replace(/[^\n]/g, "");
}

function textsOfManifest(path: string, source: string): readonly PlainText[] {
  const { contributes, ...manifest } = JSON.parse(source);
  const { configuration: _generated, ...written } = contributes;
  return textsOfData(path, { description: manifest.description, written });
}

/** The strings of a JSON or YAML value. */
function textsOfData(path: string, value: unknown): readonly PlainText[] {
  if (typeof value === "string") return asTexts(path, 0, value);
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap((each) => textsOfData(path, each));
}

interface Node {
  readonly type: string;
  readonly start: number;
  readonly [key: string]: unknown;
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value;
}

/** The strings and templates of a TypeScript file, without its imports and its types. */
export function textsOfCode(path: string, source: string): readonly PlainText[] {
  const texts: PlainText[] = [];
  const add = (node: Node, text: string) =>
    texts.push(...asTexts(path, source.slice(0, node.start).split("\n").length, text));
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) for (const each of value) visit(each);
    if (!isNode(value) || value.type.startsWith("TSLiteralType")) return;
    if (/^(?:Import|Export(?:All|Named))Declaration$/.test(value.type) && isNode(value.source)) return;
    if (value.type === "Literal" && typeof value.value === "string") add(value, value.value);
    if (value.type === "TemplateLiteral") {
      const quasis = value.quasis as readonly { readonly value: { readonly cooked: string } }[];
      add(value, quasis.map((each) => each.value.cooked).join("…"));
    }
    for (const each of Object.values(value)) visit(each);
  };
  visit(parseAst(source, { lang: "ts" }, path));
  return texts;
}
