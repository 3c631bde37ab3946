import type { Node, ParseError } from "jsonc-parser";
import type { WorkspaceEdit } from "vscode-languageserver";
import { LineIndex } from "../../../../grammar/text/line-index.ts";
import { smallestEdit } from "../../../../grammar/text/smallest-edit.ts";
import { span } from "../../../../grammar/text/span.ts";
import { applyEdits, type TextEdit } from "../../../../grammar/text/text-edit.ts";
import type { ClientSupport } from "../../client-support.ts";
import { Positions } from "../../convert.ts";
import type { SettingsText } from "../../feature.ts";
import { newFileEdit } from "./new-file-edit.ts";

/** The change that switches a rule off in a settings file, or makes a file that does; undefined where the client can do neither. */
export async function settingsEdit(
  rule: string,
  { uri, text }: SettingsText,
  client: ClientSupport,
): Promise<WorkspaceEdit | undefined> {
  if (text === undefined)
    return newFileEdit(uri, `${JSON.stringify({ rules: { [rule]: "off" } }, undefined, 2)}\n`, client);
  const edits = /\.ya?ml$/i.test(uri) ? await inYaml(text, rule) : await inJson(text, rule);
  if (edits === undefined) return undefined;
  const positions = new Positions(text, new LineIndex(text), client.encoding);
  const changes = edits.map((edit) => positions.textEdit(edit));
  return client.versionedEdits
    ? { documentChanges: [{ textDocument: { uri, version: null }, edits: changes }] }
    : { changes: { [uri]: changes } };
}

/** Comments and the order of the members stay. undefined for a file that is no settings file, or cannot be read as one. */
async function inJson(written: string, rule: string): Promise<readonly TextEdit[] | undefined> {
  const { findNodeAtLocation, modify, parseTree } = await import("jsonc-parser");
  // A byte order mark is no JSON, and taken for a blank where settings are read.
  const text = written.replace(/^\ufeff/, " ");
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true });
  if (root?.type !== "object" || errors.length > 0) return undefined;
  const rules = findNodeAtLocation(root, ["rules"]);
  if (rules !== undefined && rules.type !== "object") return undefined;
  const known = findNodeAtLocation(root, ["rules", rule]);
  const path = known?.type === "object" ? ["rules", rule, "level"] : ["rules", rule];
  const eol = /\r?\n/.exec(text)?.[0] ?? "\n";
  const tab = /^(?:\t| {2,8})(?=")/m.exec(text)?.[0] ?? "  ";
  if (findNodeAtLocation(root, path) === undefined) {
    const holder = known?.type === "object" ? known : (rules ?? root);
    const name = known?.type === "object" ? "level" : rules === undefined ? "rules" : rule;
    const edit = newMember(text, holder, {
      name,
      value: name === "rules" ? { [rule]: "off" } : "off",
      tab,
      eol,
    });
    if (edit !== undefined) return edit;
  }
  const formattingOptions = { insertSpaces: tab !== "\t", tabSize: tab === "\t" ? 1 : tab.length, eol };
  return modify(text, path, "off", { formattingOptions }).map(({ offset, length, content }) => ({
    span: span(offset, offset + length),
    newText: content,
  }));
}

interface NewMember {
  readonly name: string;
  readonly value: unknown;
  readonly tab: string;
  readonly eol: string;
}

/**
 * A member on a line of its own behind the last one and its comment, which `jsonc-parser` would tear from it; undefined where
 * the last member has not the end of its line for itself.
 */
function newMember(
  text: string,
  { children = [], offset, length }: Node,
  { name, value, tab, eol }: NewMember,
): readonly TextEdit[] | undefined {
  const last = children.at(-1);
  if (last === undefined) return undefined;
  const end = last.offset + last.length;
  const line = /^(?:[ \t]|\/\*.*?\*\/)*(,?)(?:[ \t]|\/\*.*?\*\/)*(?:\/\/.*)?(?=\r?\n)/.exec(
    text.slice(end, offset + length),
  );
  const indent = /^[ \t]*(?=")/.exec(text.slice(text.lastIndexOf("\n", last.offset) + 1))?.[0];
  if (line === null || indent === undefined) return undefined;
  const place = end + line[0].trimEnd().length;
  const comma = line[1] ?? "";
  if (comma === "" && COMMA.test(text.slice(place, offset + length))) return undefined;
  const written = JSON.stringify({ [name]: value }, undefined, tab)
    .split("\n")
    .slice(1, -1);
  const lines = written.map((each) => `${eol}${indent}${each.slice(tab.length)}`).join("");
  const missing = comma === "" ? [{ span: span(end, end), newText: "," }] : [];
  return [...missing, { span: span(place, place), newText: `${lines}${comma}` }];
}

/** A comma that is not in a comment. */
const COMMA = /^(?:\s|\/\/.*(?!.)|\/\*[\s\S]*?\*\/)*,/;

async function inYaml(text: string, rule: string): Promise<readonly TextEdit[] | undefined> {
  const { isMap, parseDocument } = await import("yaml");
  const document = parseDocument(text);
  if (document.errors.length > 0 || (document.contents !== null && !isMap(document.contents)))
    return undefined;
  const rules = document.get("rules");
  if (rules !== undefined && rules !== null && !isMap(rules)) return undefined;
  const path = isMap(document.getIn(["rules", rule])) ? ["rules", rule, "level"] : ["rules", rule];
  document.setIn(path, "off");
  const edit = smallestEdit(text, span(0, text.length), String(document));
  return applyEdits(text, [edit]) === text ? [] : [edit];
}
