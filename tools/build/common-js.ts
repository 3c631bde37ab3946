import { type ImportDeclaration, type ModuleDeclaration, type Program, parse } from "acorn";
import { simple } from "acorn-walk";
import { transform } from "esbuild";
import { minified } from "./minified.ts";

/** An expression that gives the exports of a module. */
export type RequireExpression = (module: string) => string;

/** A part of a text, from `start` to before `end`, and what stands there instead. */
interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * A chunk as CommonJS, which starts faster in Node. Imports become plain variables and exports one plain object. The bundler's
 * own conversion makes a getter of each export and a property access of each use, for exports may change later. No chunk
 * changes its exports, and without that the compiled code of the core is an eighth smaller.
 * @param source what the bundler made: an ES module without a hash-bang line
 * @param required how to get at another module; called with the address as the chunk imports it
 */
export async function commonJs(source: string, required: RequireExpression): Promise<string> {
  const { code } = await transform(withEdits(source, editsOf(source, required)), {
    format: "cjs",
    platform: "node",
    target: "node20.19",
    minify: true,
    legalComments: "none",
    // The glob library makes a `require` of its own from the address of its module.
    define: { "import.meta.url": "__filename" },
    // `import()` of a CommonJS chunk would start Node's ES module loader and wrap the chunk once more.
    supported: { "dynamic-import": false },
  });
  return minified(code);
}

function editsOf(source: string, required: RequireExpression): readonly Edit[] {
  const program: Program = parse(source, { ecmaVersion: "latest", sourceType: "module" });
  const edits: Edit[] = program.body.flatMap((node): readonly Edit[] => {
    switch (node.type) {
      case "ImportDeclaration":
        return [{ ...placeOf(node), text: requireStatement(node, required) }];
      case "ExportNamedDeclaration":
      case "ExportDefaultDeclaration":
      case "ExportAllDeclaration":
        return [{ ...placeOf(node), text: exportsStatement(node) }];
      default:
        return [];
    }
  });
  simple(program, {
    ImportExpression(node) {
      const { source: address } = node;
      if (address.type !== "Literal" || typeof address.value !== "string" || !isChunk(address.value)) return;
      edits.push({ ...placeOf(node), text: `Promise.resolve().then(()=>${required(address.value)})` });
    },
  });
  return edits.sort((a, b) => a.start - b.start);
}

function placeOf({ start, end }: { readonly start: number; readonly end: number }) {
  return { start, end };
}

/** An `import` as variables. It stands at the beginning, as imports are hoisted. */
function requireStatement({ specifiers, source }: ImportDeclaration, required: RequireExpression): string {
  const module = String(source.value);
  const expression = required(module);
  const names: string[] = [];
  const statements: string[] = [];
  for (const specifier of specifiers) {
    const local = specifier.local.name;
    if (specifier.type === "ImportSpecifier") names.push(`${nameOf(specifier.imported)}:${local}`);
    // A module of Node is its own default export.
    else if (specifier.type === "ImportDefaultSpecifier" && isChunk(module)) names.push(`default:${local}`);
    else statements.push(`var ${local}=${expression};`);
  }
  if (names.length > 0) statements.push(`var {${names.join(",")}}=${expression};`);
  return specifiers.length === 0 ? `${expression};` : statements.join("");
}

/** The `export` of a chunk: the bundler writes one, at the end. */
function exportsStatement(node: ModuleDeclaration): string {
  if (node.type !== "ExportNamedDeclaration" || node.source || node.declaration)
    throw new Error(`the bundler wrote an export of a kind that it did not write before: ${node.type}`);
  const members = node.specifiers.map(({ exported, local }) => `${nameOf(exported)}:${nameOf(local)}`);
  return `module.exports={${members.join(",")}};`;
}

function nameOf(node: { readonly type: string; readonly name?: string; readonly value?: unknown }): string {
  return node.type === "Identifier" ? (node.name ?? "") : JSON.stringify(node.value);
}

/** Whether an address is that of a chunk, not of a module of Node. */
function isChunk(module: string): boolean {
  return module.startsWith("./");
}

function withEdits(source: string, edits: readonly Edit[]): string {
  let at = 0;
  let text = "";
  for (const edit of edits) {
    text += source.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return text + source.slice(at);
}
