import { type Chunk, type Expression, type Node, parse, type TableConstructorExpression } from "luaparse";
import {
  asTable,
  asText,
  fieldOf,
  type LuaField,
  type LuaTable,
  type LuaValue,
  UNKNOWN,
} from "./lua-value.ts";

/** One Lua file: its syntax tree, and the values that can be read from it without running it. */
export interface LuaModule {
  readonly path: string;
  readonly tree: Chunk;
  /** What `require` gives: the value that the file returns. */
  readonly value: LuaValue;
  /** The value of a local variable of the outermost block; undefined where there is none of that name. */
  local(name: string): { readonly value: LuaValue; readonly line: number } | undefined;
  /**
   * The value of an expression anywhere in the file. Names of inner blocks are looked up as the last declaration before
   * the expression, which suits straight code.
   */
  evaluate(expression: Expression): LuaValue;
}

/** Loads a module by the name that `require` takes; undefined where there is no such file. */
export type RequireModule = (name: string) => LuaModule | undefined;

interface Declaration {
  readonly name: string;
  readonly init: Expression | undefined;
  readonly line: number;
}

/**
 * Reads a Lua file without running it.
 * @throws SyntaxError where the text is no Lua of version 5.1
 */
export function readLuaModule(path: string, text: string, requireModule: RequireModule): LuaModule {
  // The parser takes one character a byte; all that is read from these files is ASCII.
  const bytes = Buffer.from(text, "utf8").toString("latin1");
  const tree = parse(bytes, { luaVersion: "LuaJIT", locations: true, encodingMode: "pseudo-latin1" });
  const declarations = declarationsIn(tree);
  const outermost = new Map<string, LuaField>();
  let returned: LuaValue;

  const lookUp = (name: string, before: number): LuaValue => {
    const near = declarations.findLast((declared) => declared.name === name && declared.line < before);
    if (near === undefined || outermost.get(name)?.line === near.line)
      return outermost.get(name)?.value ?? UNKNOWN;
    return near.init === undefined ? undefined : evaluate(near.init);
  };

  const evaluate = (expression: Expression): LuaValue => {
    switch (expression.type) {
      case "StringLiteral":
        return expression.value;
      case "NumericLiteral":
      case "BooleanLiteral":
        return expression.value;
      case "NilLiteral":
        return undefined;
      case "Identifier":
        return lookUp(expression.name, lineOf(expression));
      case "MemberExpression":
        return memberOf(evaluate(expression.base), expression.identifier.name);
      case "IndexExpression": {
        const key = evaluate(expression.index);
        return typeof key === "string" ? memberOf(evaluate(expression.base), key) : UNKNOWN;
      }
      case "TableConstructorExpression":
        return tableOf(expression, evaluate);
      case "BinaryExpression":
        return expression.operator === ".."
          ? concatenated(evaluate(expression.left), evaluate(expression.right))
          : UNKNOWN;
      case "CallExpression":
        return called(calleeName(expression.base), expression.arguments.map(evaluate));
      case "StringCallExpression":
        return called(calleeName(expression.base), [evaluate(expression.argument)]);
      case "TableCallExpression":
        return called(calleeName(expression.base), [evaluate(expression.arguments)]);
      default:
        return UNKNOWN;
    }
  };

  const called = (name: string | undefined, args: readonly LuaValue[]): LuaValue => {
    const [first] = args;
    switch (name) {
      case "require":
        return typeof first === "string" ? (requireModule(first)?.value ?? UNKNOWN) : UNKNOWN;
      case "lower":
        return typeof first === "string" ? first.toLowerCase() : UNKNOWN;
      case "setmetatable":
      case "readonly":
        return first;
      default:
        return UNKNOWN;
    }
  };

  for (const statement of tree.body) {
    if (statement.type === "LocalStatement")
      statement.variables.forEach((variable, at) => {
        const init = statement.init[at];
        outermost.set(variable.name, {
          value: init === undefined ? undefined : evaluate(init),
          line: lineOf(variable),
        });
      });
    else if (statement.type === "AssignmentStatement")
      statement.variables.forEach((variable, at) => {
        const init = statement.init[at];
        if (variable.type !== "MemberExpression" || variable.base.type !== "Identifier" || !init) return;
        const known = outermost.get(variable.base.name);
        const table = asTable(known?.value);
        if (known === undefined || table === undefined) return;
        const fields = new Map(table.fields);
        fields.set(variable.identifier.name, { value: evaluate(init), line: lineOf(variable) });
        outermost.set(variable.base.name, { ...known, value: { ...table, fields } });
      });
    else if (statement.type === "ReturnStatement" && statement.arguments[0])
      returned = evaluate(statement.arguments[0]);
  }

  return { path, tree, value: returned, local: (name) => outermost.get(name), evaluate };
}

/** The line of a node, counted from 1. */
export function lineOf(node: Node): number {
  return node.loc?.start.line ?? 0;
}

/** `a.b.lower` and `lower` are both called `lower`; undefined for a callee without a name. */
export function calleeName(callee: Expression): string | undefined {
  if (callee.type === "Identifier") return callee.name;
  return callee.type === "MemberExpression" ? callee.identifier.name : undefined;
}

/** Every node of a tree, outer ones first, in the order of the text. */
export function* nodesIn(node: Node): Generator<Node> {
  yield node;
  for (const value of Object.values(node))
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) yield* nodesIn(child);
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";
}

function declarationsIn(tree: Chunk): Declaration[] {
  const found: Declaration[] = [];
  for (const node of nodesIn(tree))
    if (node.type === "LocalStatement")
      node.variables.forEach(({ name }, at) => {
        found.push({ name, init: node.init[at], line: lineOf(node) });
      });
  return found;
}

function memberOf(base: LuaValue, name: string): LuaValue {
  const table = asTable(base);
  return table === undefined || !table.fields.has(name) ? UNKNOWN : fieldOf(table, name);
}

function concatenated(left: LuaValue, right: LuaValue): LuaValue {
  const [a, b] = [asText(left), asText(right)];
  return a === undefined || b === undefined ? UNKNOWN : a + b;
}

function tableOf(
  literal: TableConstructorExpression,
  evaluate: (expression: Expression) => LuaValue,
): LuaTable {
  const list: LuaValue[] = [];
  const fields = new Map<string, LuaField>();
  for (const field of literal.fields) {
    const line = lineOf(field);
    if (field.type === "TableValue") list.push(evaluate(field.value));
    else if (field.type === "TableKeyString")
      fields.set(field.key.name, { value: evaluate(field.value), line });
    else {
      const key = evaluate(field.key);
      if (typeof key === "string") fields.set(key, { value: evaluate(field.value), line });
    }
  }
  return { kind: "table", list, fields };
}
