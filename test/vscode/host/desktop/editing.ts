import {
  commands,
  languages,
  Position,
  Selection,
  type TextEdit,
  WorkspaceEdit,
  window,
  workspace,
} from "vscode";
import { equal, findings, holds, openFile, place, test, until } from "../harness.ts";

const HEAD = "# kong-lint: kong=3.9\n";

test("formats a document", async () => {
  const document = await openFile("editing/format.kong.conf", `${HEAD}  pg_port=5432\npg_host   =  db  \n`);
  const edits = await until(async () => {
    const got = await commands.executeCommand<TextEdit[] | undefined>(
      "vscode.executeFormatDocumentProvider",
      document.uri,
      { tabSize: 2, insertSpaces: true },
    );
    return got !== undefined && got.length > 0 ? got : undefined;
  }, "edits");
  const edit = new WorkspaceEdit();
  edit.set(document.uri, edits);
  await workspace.applyEdit(edit);
  equal(document.getText(), `${HEAD}pg_port = 5432\npg_host = db\n`);
});

test("comments lines out and in", async () => {
  const document = await openFile("editing/comment.kong.conf", `${HEAD}pg_port = 5432\n`);
  const editor = window.activeTextEditor;
  holds(editor !== undefined, "an editor");
  editor.selection = new Selection(1, 0, 1, 0);
  await commands.executeCommand("editor.action.commentLine");
  equal(document.lineAt(1).text, "# pg_port = 5432");
  await commands.executeCommand("editor.action.commentLine");
  equal(document.lineAt(1).text, "pg_port = 5432");
});

test("a comment goes on with the next line", async () => {
  const document = await openFile("editing/enter.kong.conf", "# first second\n");
  const editor = window.activeTextEditor;
  holds(editor !== undefined, "an editor");
  const at = new Position(0, 7);
  editor.selection = new Selection(at, at);
  await commands.executeCommand("type", { text: "\n" });
  equal(document.lineAt(1).text.startsWith("# "), true, document.getText());
});

test("findings follow what is typed", async () => {
  const document = await openFile("editing/type.kong.conf", `${HEAD}pg_port = 5432\n`);
  await findings(document.uri, []);
  const editor = window.activeTextEditor;
  holds(editor !== undefined, "an editor");
  editor.selection = new Selection(1, 2, 1, 2);
  await commands.executeCommand("type", { text: "x" });
  await findings(document.uri, ["schema/unknown-property"]);
  await commands.executeCommand("undo");
  await findings(document.uri, []);
});

test("findings follow a file that is renamed", async () => {
  const { uri } = await openFile("editing/before.kong.conf", `${HEAD}pg_prt = 5432\n`);
  await findings(uri, ["schema/unknown-property"]);
  const rename = async (from: string, to: string) => {
    const edit = new WorkspaceEdit();
    edit.renameFile(place(from), place(to));
    holds(await workspace.applyEdit(edit), `${from} is renamed`);
  };
  await rename("editing/before.kong.conf", "editing/after.kong.conf");
  await findings(place("editing/after.kong.conf"), ["schema/unknown-property"]);
  await until(() => languages.getDiagnostics(uri).length === 0, "no findings under the old name");
  await rename("editing/after.kong.conf", "editing/after.txt");
  await until(
    () => languages.getDiagnostics(place("editing/after.kong.conf")).length === 0,
    "no findings under the second name",
  );
  equal(languages.getDiagnostics(place("editing/after.txt")), []);
});
