import { type CodeAction, commands, Range, type TextDocument, workspace } from "vscode";
import { equal, findings, holds, openFile, place, test, until } from "../harness.ts";

interface Case {
  readonly name: string;
  readonly title: string;
  readonly before: string;
  readonly after: string;
  /** Where the cursor is: line and character. */
  readonly at: readonly [number, number];
  readonly rules: readonly string[];
}

const HEAD = "# kong-lint: kong=3.9\n";
const CASES: readonly Case[] = [
  {
    name: "a quick fix",
    title: "Rename to `pg_port`",
    before: `${HEAD}pg_prt = 5432\n`,
    after: `${HEAD}pg_port = 5432\n`,
    at: [1, 2],
    rules: ["schema/unknown-property"],
  },
  {
    name: "a rule disabled for a line",
    title: "Disable `schema/unknown-property` for this line",
    before: `${HEAD}pg_prt = 5432\n`,
    after: `${HEAD}# kong-lint-disable-next-line schema/unknown-property -- reason\npg_prt = 5432\n`,
    at: [1, 2],
    rules: ["schema/unknown-property"],
  },
  {
    name: "a rule disabled for a file",
    title: "Disable `schema/unknown-property` for this file",
    before: `${HEAD}pg_prt = 5432\n`,
    after: `# kong-lint-disable-file schema/unknown-property -- reason\n${HEAD}pg_prt = 5432\n`,
    at: [1, 2],
    rules: ["schema/unknown-property"],
  },
  {
    name: "all safe fixes",
    title: "Apply all safe fixes",
    before: `${HEAD}plugins = bundled, key-auth\npg_port = 5432\npg_port = 5432\n`,
    after: `${HEAD}plugins = bundled\npg_port = 5432\n`,
    at: [1, 0],
    rules: ["schema/redundant-list-entry", "syntax/duplicate-key"],
  },
  {
    name: "a setting that is uncommented",
    title: "Uncomment pg_host",
    before: `${HEAD}#pg_host = db\n`,
    after: `${HEAD}pg_host = db\n`,
    at: [1, 3],
    rules: [],
  },
  {
    name: "a property that is uncommented with its default",
    title: "Uncomment pg_port with its default 5432",
    before: `${HEAD}#pg_port = 6432\n`,
    after: `${HEAD}pg_port = 5432\n`,
    at: [1, 3],
    rules: [],
  },
  {
    name: "the listen keys of Kong 0.12",
    title: "Convert the listen keys of Kong 0.12",
    before: "# kong-lint: kong=0.14\nproxy_listen = 0.0.0.0:8000\nproxy_listen_ssl = 0.0.0.0:8443\n",
    after: "# kong-lint: kong=0.14\nproxy_listen = 0.0.0.0:8000, 0.0.0.0:8443 ssl\n",
    at: [2, 2],
    rules: ["deprecated/listen-ssl-keys"],
  },
  {
    name: "settings that are sorted",
    title: "Sort the settings of",
    before: `${HEAD}\npg_port = 5432\npg_host = db\n`,
    after: `${HEAD}\npg_host = db\npg_port = 5432\n`,
    at: [2, 0],
    rules: [],
  },
];

async function actionsAt(document: TextDocument, [line, character]: Case["at"]): Promise<CodeAction[]> {
  const range = new Range(line, character, line, character);
  return commands.executeCommand<CodeAction[]>(
    "vscode.executeCodeActionProvider",
    document.uri,
    range,
    undefined,
    40,
  );
}

async function apply({ edit, command }: CodeAction): Promise<void> {
  if (edit !== undefined) holds(await workspace.applyEdit(edit), "the edit is applied");
  if (command !== undefined) await commands.executeCommand(command.command, ...(command.arguments ?? []));
}

for (const [index, { name, title, before, after, at, rules }] of CASES.entries()) {
  test(`code action: ${name}`, async () => {
    const document = await openFile(`actions/${index}.kong.conf`, before);
    await findings(document.uri, rules);
    // Safe fixes are a source action, which is asked for by its kind.
    const actions = title.startsWith("Apply")
      ? await commands.executeCommand<CodeAction[]>(
          "vscode.executeCodeActionProvider",
          document.uri,
          new Range(0, 0, document.lineCount, 0),
          "source.fixAll.kong-lint",
          10,
        )
      : await actionsAt(document, at);
    const action = actions.find((each) => each.title.startsWith(title));
    holds(action !== undefined, `${title} is among ${actions.map((each) => each.title).join("; ")}`);
    await apply(action);
    equal(document.getText(), after, "text");
    if (rules.length > 0) await findings(document.uri, []);
    await document.save();
  });
}

test("code action: a rule disabled in the settings", async () => {
  const document = await openFile("actions/own/kong.conf", `${HEAD}pg_prt = 5432\n`);
  await workspace.fs.writeFile(place("actions/own/.kong-lint.json"), new TextEncoder().encode("{}\n"));
  await findings(document.uri, ["schema/unknown-property"]);
  // The settings file is found when the watcher has told of it.
  const action = await until(async () => {
    const actions = await actionsAt(document, [1, 2]);
    return actions.find(
      ({ title, edit }) =>
        title === "Disable `schema/unknown-property` in the settings" &&
        edit?.entries().some(([uri]) => uri.path.endsWith("actions/own/.kong-lint.json")),
    );
  }, "the action with the settings file at hand");
  await apply(action);
  const settings = await workspace.openTextDocument(place("actions/own/.kong-lint.json"));
  equal(JSON.parse(settings.getText()), { rules: { "schema/unknown-property": "off" } });
  await settings.save();
  await findings(document.uri, []);
});

test("fixes on save where that is wished", async () => {
  const editor = workspace.getConfiguration("editor", { languageId: "kong-conf" });
  await editor.update("codeActionsOnSave", { "source.fixAll.kong-lint": "explicit" }, false, true);
  try {
    const document = await openFile("actions/save.kong.conf", `${HEAD}pg_port = 5432\npg_port = 5432\n`);
    await findings(document.uri, ["syntax/duplicate-key"]);
    await commands.executeCommand("workbench.action.files.save");
    await commands.executeCommand("type", { text: " " });
    await commands.executeCommand("workbench.action.files.save");
    await until(() => document.getText().split("pg_port").length === 2, "the fix");
  } finally {
    await editor.update("codeActionsOnSave", undefined, false, true);
  }
});
