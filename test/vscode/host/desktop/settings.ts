import { commands, languages, workspace } from "vscode";
import { api } from "../extension.ts";
import { equal, findings, openFile, place, test, until, write } from "../harness.ts";
import { onPage } from "../page.ts";

/** What earlier tests left in the list is not looked at. */
const isAboutSettings = (text: string) => /settings|\.kong-lint\.json/.test(text);

test("settings of the editor count at once", async () => {
  const document = await openFile("settings/kong.conf", "# kong-lint: kong=3.9\npg_prt = 5432\n");
  await findings(document.uri, ["schema/unknown-property"]);
  const before = api().serverProcess();
  const settings = workspace.getConfiguration("kong-lint", document.uri);
  await settings.update("rules", { "schema/unknown-property": "off" }, false);
  await findings(document.uri, []);
  await settings.update("rules", undefined, false);
  await findings(document.uri, ["schema/unknown-property"]);
  equal(api().serverProcess(), before, "process");
});

test("a broken settings file is a finding in that file, and nothing pops up", async () => {
  await commands.executeCommand("notifications.clearAll");
  const document = await openFile("broken/kong.conf", "# kong-lint: kong=3.9\npg_prt = 5432\n");
  await findings(document.uri, ["schema/unknown-property"]);
  await write("broken/.kong-lint.json", '{\n  "rules": { "schema/unknown-prop": "off" }\n}\n');
  const uri = place("broken/.kong-lint.json");
  const own = () => languages.getDiagnostics(uri).filter(({ source }) => source === "kong-lint");
  const [problem] = await until(() => own().length > 0 && own(), "the finding");
  equal(problem?.range.start.line, 1, "its line");
  await write("broken/.kong-lint.json", "{\n  rules\n}\n");
  await until(() => own()[0]?.message !== problem?.message && own().length === 1, "another finding");
  equal((await onPage("notifications")).filter(isAboutSettings), []);
  await findings(document.uri, ["schema/unknown-property"]);
  await write("broken/.kong-lint.json", '{ "rules": { "schema/unknown-property": "off" } }\n');
  await until(() => own().length === 0, "the finding to go");
  await findings(document.uri, []);
  equal((await onPage("notifications")).filter(isAboutSettings), []);
});

test("the settings file is known by its schema", async () => {
  const document = await openFile("schema/.kong-lint.json", '{ "relaese": "3.9" }\n');
  equal(document.languageId, "jsonc");
  await until(() => languages.getDiagnostics(document.uri).length > 0, "a finding of the schema");
  await write("schema/.kong-lint.json", "{}\n");
  await commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
});
