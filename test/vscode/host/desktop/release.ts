import { commands, workspace } from "vscode";
import { api } from "../extension.ts";
import { equal, findings, holds, openFile, test, until } from "../harness.ts";
import { onPage } from "../page.ts";

const release = (uri: string) => api().status(uri)?.release;

test("the status bar shows the release at hand", async () => {
  await openFile("release/comment.kong.conf", "# kong-lint: kong=2.8\npg_port = 5432\n");
  await until(async () => (await onPage("status")).some((text) => /Kong 2\.8/.test(text)), "Kong 2.8");
});

test("a release that is chosen replaces the one in the comment", async () => {
  const document = await openFile("release/comment.kong.conf");
  await until(() => release(document.uri.toString())?.startsWith("oss@2.8"), "2.8");
  await commands.executeCommand("kong-lint.chooseRelease", "oss@3.4");
  await until(() => release(document.uri.toString())?.startsWith("oss@3.4"), "3.4");
  holds(document.lineAt(0).text.includes("3.4"), document.lineAt(0).text);
  await document.save();
});

test("a release is picked, kept in the settings, and taken back", async () => {
  const document = await openFile("release/picked.kong.conf", "pg_port = 5432\ncassandra_timeout = 1\n");
  const uri = document.uri.toString();
  await until(() => release(uri), "a status");
  const choosing = commands.executeCommand("kong-lint.chooseRelease");
  const labels = await until(async () => {
    const shown = await onPage("picker");
    return shown.length > 3 ? shown : undefined;
  }, "the picker");
  holds(
    labels.some((label) => label.includes("Detect from the file")),
    labels.join("; "),
  );
  holds(
    labels.some((label) => label.includes("Newest")),
    labels.join("; "),
  );
  await commands.executeCommand("workbench.action.quickOpenSelectNext");
  await commands.executeCommand("workbench.action.acceptSelectedQuickOpenItem");
  await choosing;
  const setting = () => workspace.getConfiguration("kong-lint", document.uri).get<string>("release");
  await until(() => setting() !== undefined && setting() !== "", "the setting");
  await until(
    () => api().status(uri)?.from !== undefined && release(uri) === setting(),
    "the release of the setting",
  );
  await findings(document.uri, ["datastore/cassandra-removed"]);
  await commands.executeCommand("kong-lint.chooseRelease", "");
  await until(() => !setting(), "the setting to go");
});

test("a release in the settings changes the findings without a new server", async () => {
  const document = await openFile("release/setting.kong.conf", "cassandra_timeout = 1\n");
  const before = api().serverProcess();
  const settings = workspace.getConfiguration("kong-lint", document.uri);
  await settings.update("release", "oss@3.9", false);
  await findings(document.uri, ["datastore/cassandra-removed"]);
  await settings.update("release", "oss@2.8", false);
  await findings(document.uri, []);
  await settings.update("release", undefined, false);
  equal(api().serverProcess(), before, "process");
});
