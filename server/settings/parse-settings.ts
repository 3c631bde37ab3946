import type { Node, ParseError } from "jsonc-parser";
import type { Document } from "yaml";
import { LineIndex } from "../../grammar/text/line-index.ts";
import { isJsonTooDeep, isValueTooDeep, isYamlTooDeep, MOST_LEVELS } from "./nesting.ts";
import { type SettingsError, settingsError } from "./settings-error.ts";

/** A place in a settings file, from 1. */
export interface SettingsPosition {
  readonly line: number;
  readonly column: number;
}

/** A settings file as data, with the way back to its text. */
export interface ParsedSettings {
  readonly value: unknown;
  /** Where the value at a path of member names and indices begins. */
  valueAt(path: readonly (string | number)[]): SettingsPosition | undefined;
  /** Where the name of the last member of a path begins. */
  nameAt(path: readonly (string | number)[]): SettingsPosition | undefined;
}

/**
 * Reads JSON, with comments and trailing commas where the name ends in `.jsonc` or `.json`, or YAML.
 * @param shown the name for messages
 * @throws UserError with the place of the first mistake
 */
export async function parseSettings(path: string, text: string, shown: string): Promise<ParsedSettings> {
  return /\.ya?ml$/i.test(path) ? parseYaml(text, shown) : parseJson(text, shown);
}

async function parseJson(text: string, shown: string): Promise<ParsedSettings> {
  const { findNodeAtLocation, parseTree, printParseErrorCode } = await import("jsonc-parser");
  if (await isJsonTooDeep(text)) throw tooDeep(shown);
  const lines = new LineIndex(text);
  const at = (offset: number): SettingsPosition => {
    const { line, character } = lines.positionAt(offset);
    return { line: line + 1, column: character + 1 };
  };
  const errors: ParseError[] = [];
  const root = parseTree(text.replace(/^\ufeff/, " "), errors, { allowTrailingComma: true });
  const error = errors[0];
  if (error !== undefined) {
    const words = printParseErrorCode(error.error)
      .replace(/([a-z])([A-Z])/g, "$1 $2")
      .toLowerCase();
    throw settingsError(shown, at(error.offset), `invalid JSON: ${words}`);
  }
  if (root === undefined) throw settingsError(shown, undefined, "the file is empty; expected an object");
  const find = (path: readonly (string | number)[]) =>
    path.length === 0 ? root : findNodeAtLocation(root, [...path]);
  return {
    value: dataAt(root),
    valueAt(path) {
      const node = find(path);
      return node === undefined ? undefined : at(node.offset);
    },
    nameAt(path) {
      const node = find(path);
      const member = node?.parent?.type === "property" ? node.parent : node;
      return member === undefined ? undefined : at(member.offset);
    },
  };
}

/** The data of a node. The library's own function takes a member `__proto__` for the prototype of the object. */
function dataAt({ type, value, children = [] }: Node): unknown {
  switch (type) {
    case "array":
      return children.map(dataAt);
    case "object":
      return Object.fromEntries(
        children.flatMap(({ children: [name, member] = [] }) =>
          name === undefined || member === undefined ? [] : [[String(name.value), dataAt(member)]],
        ),
      );
    default:
      return value;
  }
}

async function parseYaml(text: string, shown: string): Promise<ParsedSettings> {
  const { isMap, isNode, isScalar, LineCounter, parseDocument } = await import("yaml");
  if (await isYamlTooDeep(text)) throw tooDeep(shown);
  const counter = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: counter,
    uniqueKeys: true,
    prettyErrors: false,
    logLevel: "error",
  });
  const at = (offset: number): SettingsPosition => {
    const { line, col } = counter.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const error = document.errors[0];
  if (error !== undefined) {
    throw settingsError(shown, at(error.pos[0]), `invalid YAML: ${error.message.split("\n")[0]}`);
  }
  const valueAt = (path: readonly (string | number)[]) => {
    const node = path.length === 0 ? document.contents : document.getIn([...path], true);
    return isNode(node) && node.range != null ? at(node.range[0]) : undefined;
  };
  return {
    // A file of comments only sets nothing.
    value: dataOf(document, shown) ?? {},
    valueAt,
    nameAt(path) {
      const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
      const last = path.at(-1);
      const key = isMap(parent)
        ? parent.items.find((pair) => isScalar(pair.key) && String(pair.key.value) === String(last))?.key
        : undefined;
      return isNode(key) && key.range != null ? at(key.range[0]) : valueAt(path);
    },
  };
}

/** More aliases than these, each counted with those in what it stands for, are there to exhaust the reader. */
const MOST_ALIASES = 100;

/** @throws UserError for aliases that stand for nothing, for what holds them, or for more than anybody writes */
function dataOf(document: Document, shown: string): unknown {
  try {
    const data: unknown = document.toJS({ maxAliasCount: MOST_ALIASES });
    if (isValueTooDeep(data)) throw tooDeep(shown);
    return data;
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    const what = error.message.startsWith("Excessive alias count")
      ? "the aliases of this file expand to too much"
      : `invalid YAML: ${error.message.split("\n")[0]}`;
    throw settingsError(shown, undefined, what);
  }
}

function tooDeep(shown: string): SettingsError {
  return settingsError(shown, undefined, `the file is nested deeper than ${MOST_LEVELS} levels`);
}
