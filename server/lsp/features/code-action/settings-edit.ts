import type { TextDocumentEdit, WorkspaceEdit } from "vscode-languageserver";
import { LineIndex } from "../../../../grammar/text/line-index.ts";
import { span } from "../../../../grammar/text/span.ts";
import { applyEdits, type TextEdit } from "../../../../grammar/text/text-edit.ts";
import { smallestEdit } from "../../../inputs/smallest-edit.ts";
import type { ClientFacts } from "../../client-facts.ts";
import { Positions } from "../../convert.ts";
import type { SettingsText } from "../../feature.ts";

/** The change that switches a rule off in a settings file, or makes a file that does; undefined where the client can do neither. */
export async function settingsEdit(
  rule: string,
  { uri, text }: SettingsText,
  client: ClientFacts,
): Promise<WorkspaceEdit | undefined> {
  if (text === undefined) return newFile(uri, rule, client);
  const edits = /\.ya?ml$/i.test(uri) ? await inYaml(text, rule) : await inJson(text, rule);
  if (edits === undefined) return undefined;
  const positions = new Positions(text, new LineIndex(text), client.encoding);
  const changes = edits.map((edit) => positions.textEdit(edit));
  return client.versionedEdits
    ? { documentChanges: [{ textDocument: { uri, version: null }, edits: changes }] }
    : { changes: { [uri]: changes } };
}

function newFile(uri: string, rule: string, client: ClientFacts): WorkspaceEdit | undefined {
  if (!client.versionedEdits || !client.createsFiles) return undefined;
  const start = { line: 0, character: 0 };
  const content: TextDocumentEdit = {
    textDocument: { uri, version: null },
    edits: [
      {
        range: { start, end: start },
        newText: `${JSON.stringify({ rules: { [rule]: "off" } }, undefined, 2)}\n`,
      },
    ],
  };
  return { documentChanges: [{ kind: "create", uri, options: { ignoreIfExists: true } }, content] };
}

/** Comments and the order of the members stay. undefined for a file that is no settings file. */
async function inJson(text: string, rule: string): Promise<readonly TextEdit[] | undefined> {
  const { findNodeAtLocation, modify, parseTree } = await import("jsonc-parser");
  const root = parseTree(text, [], { allowTrailingComma: true });
  if (root?.type !== "object") return undefined;
  const rules = findNodeAtLocation(root, ["rules"]);
  if (rules !== undefined && rules.type !== "object") return undefined;
  const known = findNodeAtLocation(root, ["rules", rule]);
  const path = known?.type === "object" ? ["rules", rule, "level"] : ["rules", rule];
  const eol = /\r?\n/.exec(text)?.[0] ?? "\n";
  const tab = /^(?:\t| {2,8})(?=")/m.exec(text)?.[0] ?? "  ";
  const formattingOptions = { insertSpaces: tab !== "\t", tabSize: tab === "\t" ? 1 : tab.length, eol };
  return modify(text, path, "off", { formattingOptions }).map(({ offset, length, content }) => ({
    span: span(offset, offset + length),
    newText: content,
  }));
}

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
