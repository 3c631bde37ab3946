/** A part of an expression of a Go template. */
export type Operand =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "number"; readonly text: string }
  /** `.Values.a`, `$x.b`: `root` is empty, `$` or the variable. */
  | { readonly kind: "field"; readonly root: string; readonly path: readonly string[] }
  | { readonly kind: "call"; readonly name: string }
  | { readonly kind: "group"; readonly pipeline: Pipeline };

/** A command with its arguments. */
export type Command = readonly Operand[];
/** Commands, each of which gets the result of the one before as its last argument. */
export type Pipeline = readonly Command[];

/** A node of a Go template. */
export type TemplateNode =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "output"; readonly pipeline: Pipeline }
  | { readonly kind: "assign"; readonly names: readonly string[]; readonly pipeline: Pipeline }
  | {
      readonly kind: "if" | "with" | "range";
      readonly names: readonly string[];
      readonly pipeline: Pipeline;
      readonly body: readonly TemplateNode[];
      readonly otherwise: readonly TemplateNode[];
    };

const TAG = /\{\{(-?)([\s\S]*?)(-?)\}\}/g;

interface Token {
  readonly kind: "text" | "tag";
  readonly text: string;
}

/** Texts and tags, with the blanks trimmed that `{{-` and `-}}` take away. */
function tokensOf(source: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  let trimNext = false;
  for (const match of source.matchAll(TAG)) {
    let text = source.slice(at, match.index);
    if (trimNext) text = text.trimStart();
    if (match[1] === "-") text = text.trimEnd();
    if (text !== "") tokens.push({ kind: "text", text });
    tokens.push({ kind: "tag", text: (match[2] ?? "").trim() });
    trimNext = match[3] === "-";
    at = match.index + match[0].length;
  }
  const rest = trimNext ? source.slice(at).trimStart() : source.slice(at);
  if (rest !== "") tokens.push({ kind: "text", text: rest });
  return tokens;
}

/** The named templates of a file. */
export function namedTemplates(source: string): ReadonlyMap<string, readonly TemplateNode[]> {
  const reader = new Reader(tokensOf(source));
  reader.nodes();
  return reader.templates;
}

class Reader {
  readonly templates = new Map<string, readonly TemplateNode[]>();
  readonly #tokens: readonly Token[];
  #next = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  /** The nodes up to the `end` or `else` that closes them, which is left for the caller. */
  nodes(): TemplateNode[] {
    const nodes: TemplateNode[] = [];
    for (let token = this.#tokens[this.#next]; token !== undefined; token = this.#tokens[this.#next]) {
      if (token.kind === "tag" && /^(?:end|else)\b/.test(token.text)) return nodes;
      this.#next++;
      const node =
        token.kind === "text" ? { kind: "text" as const, text: token.text } : this.#tag(token.text);
      if (node !== undefined) nodes.push(node);
    }
    return nodes;
  }

  #tag(text: string): TemplateNode | undefined {
    if (text === "" || text.startsWith("/*")) return undefined;
    const word = /^\w+/.exec(text)?.[0];
    if (word === "define" || word === "block") {
      const body = this.nodes();
      this.#next++;
      this.templates.set(/"([^"]*)"/.exec(text)?.[1] ?? "", body);
      return undefined;
    }
    if (word === "if" || word === "with" || word === "range")
      return this.#block(word, text.slice(word.length));
    if (word === "template") return { kind: "output", pipeline: parsePipeline(text) };
    const assignment = /^((?:\$\w+\s*,\s*)?\$\w+)\s*:?=(?!=)([\s\S]*)$/.exec(text);
    if (assignment === null) return { kind: "output", pipeline: parsePipeline(text) };
    return {
      kind: "assign",
      names: (assignment[1] ?? "").split(/\s*,\s*/),
      pipeline: parsePipeline(assignment[2] ?? ""),
    };
  }

  #block(kind: "if" | "with" | "range", head: string): TemplateNode {
    const assignment = /^\s*((?:\$\w+\s*,\s*)?\$\w+)\s*:?=(?!=)([\s\S]*)$/.exec(head);
    const names = assignment === null ? [] : (assignment[1] ?? "").split(/\s*,\s*/);
    const pipeline = parsePipeline(assignment?.[2] ?? head);
    const body = this.nodes();
    const closing = this.#tokens[this.#next++]?.text ?? "end";
    const chained = /^else\s+(if|with)\b([\s\S]*)$/.exec(closing);
    if (chained !== null) {
      const inner = this.#block(chained[1] === "if" ? "if" : "with", chained[2] ?? "");
      return { kind, names, pipeline, body, otherwise: [inner] };
    }
    if (!closing.startsWith("else")) return { kind, names, pipeline, body, otherwise: [] };
    const otherwise = this.nodes();
    this.#next++;
    return { kind, names, pipeline, body, otherwise };
  }
}

const PIECE =
  /\s*(?:("(?:[^"\\]|\\.)*"|`[^`]*`)|(-?\d[\w.]*)|(\$\w*(?:\.\w+)*|\.\w+(?:\.\w+)*|\.)|([A-Za-z_]\w*)|([()|]))/y;

function parsePipeline(text: string): Pipeline {
  const pieces: string[] = [];
  PIECE.lastIndex = 0;
  for (let match = PIECE.exec(text); match !== null; match = PIECE.exec(text)) pieces.push(match[0].trim());
  return readPipeline(pieces, { at: 0 });
}

function readPipeline(pieces: readonly string[], cursor: { at: number }): Pipeline {
  const commands: Operand[][] = [[]];
  for (; cursor.at < pieces.length; cursor.at++) {
    const piece = pieces[cursor.at] ?? "";
    if (piece === ")") break;
    if (piece === "|") commands.push([]);
    else commands.at(-1)?.push(readOperand(piece, pieces, cursor));
  }
  return commands;
}

function readOperand(piece: string, pieces: readonly string[], cursor: { at: number }): Operand {
  if (piece === "(") {
    cursor.at++;
    return { kind: "group", pipeline: readPipeline(pieces, cursor) };
  }
  if (piece.startsWith('"')) return { kind: "text", text: JSON.parse(piece) as string };
  if (piece.startsWith("`")) return { kind: "text", text: piece.slice(1, -1) };
  if (/^-?\d/.test(piece)) return { kind: "number", text: piece };
  if (piece.startsWith("$") || piece.startsWith(".")) {
    const [root = "", ...path] = piece.split(".");
    return { kind: "field", root, path: path.filter((part) => part !== "") };
  }
  return { kind: "call", name: piece };
}
