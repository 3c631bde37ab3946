import { type LuaModule, readLuaModule } from "./lua-module.ts";
import { asText } from "./lua-value.ts";
import type { SourceTree } from "./source-tree.ts";

/** A directive that a template of Kong writes into the configuration of nginx. */
export interface TemplateDirective {
  /** Name of the file below `kong/templates`. */
  readonly file: string;
  /** The blocks around it, outermost first: `server`, `server location`; empty at the top of the file. */
  readonly block: string;
  readonly name: string;
}

/**
 * The directives that Kong's nginx templates write, without their arguments: each once for its file and block, in
 * alphabetical order. Conditions are not looked at: what is written in some configuration counts.
 */
export function templateDirectives(tree: SourceTree): readonly TemplateDirective[] {
  const found = new Map<string, TemplateDirective>();
  for (const path of tree.list("kong/templates")) {
    const file = /\/(nginx\w*\.lua)$/.exec(path)?.[1];
    const text = tree.read(path);
    if (file === undefined || text === undefined) continue;
    for (const { block, name } of directivesIn(templateText(readLuaModule(path, text, () => undefined))))
      found.set(`${file}\n${block}\n${name}`, { file, block, name });
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, directive]) => directive);
}

/** What one template writes that another does not: `server location proxy_pass in nginx_kong.lua`. */
export function newDirectives(
  before: readonly TemplateDirective[],
  after: readonly TemplateDirective[],
): readonly string[] {
  const textOf = ({ file, block, name }: TemplateDirective) =>
    `${block === "" ? "" : `${block} `}${name} in ${file}`;
  const known = new Set(before.map(textOf));
  return after.map(textOf).filter((text) => !known.has(text));
}

/** A template module returns its text. */
function templateText({ value }: LuaModule): string {
  return asText(value) ?? "";
}

function* directivesIn(template: string): Generator<{ block: string; name: string }> {
  // Lines of the template language, and what fills in a value, are no nginx.
  const text = template
    .replace(/^[^\S\n]*>.*$/gm, "")
    .replace(/\$\{\{.*?\}\}|\$\((?:[^()]|\([^()]*\))*\)/g, "x");
  const blocks: string[] = [];
  let words: string[] = [];
  for (let at = 0; at < text.length; ) {
    const rest = text.slice(at);
    const [token = ""] = /^(?:\s+|#[^\n]*|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[;{}]|[^\s;{}]+)/.exec(
      rest,
    ) ?? [rest[0]];
    at += token.length;
    const [name] = words;
    if (token === ";" || token === "{") {
      if (name !== undefined && /^[a-z]\w+$/.test(name) && name !== "include")
        yield { block: blocks.join(" "), name };
      if (token === "{" && /_by_lua_block$/.test(name ?? "")) at = endOfLua(text, at);
      else if (token === "{") blocks.push(name ?? "");
      words = [];
    } else if (token === "}") {
      blocks.pop();
      words = [];
    } else if (!/^(?:\s|#)/.test(token)) words.push(token);
  }
}

/** The place behind the brace that ends a block of Lua code; braces in its texts stand in pairs. */
function endOfLua(text: string, start: number): number {
  let depth = 1;
  for (let at = start; at < text.length; at++) {
    if (text[at] === "{") depth++;
    if (text[at] === "}" && --depth === 0) return at + 1;
  }
  return text.length;
}
