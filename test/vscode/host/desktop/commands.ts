import { commands, type TextDocument, Uri, window, workspace } from "vscode";
import { extension } from "../extension.ts";
import { equal, holds, openFile, test, until } from "../harness.ts";
import { onPage } from "../page.ts";

const HEAD = "# kong-lint: kong=3.9\n";

const shown = (test: (document: TextDocument) => boolean) =>
  window.visibleTextEditors.map(({ document }) => document).find(test);

test("every command of the manifest is there", async () => {
  const known = await commands.getCommands(true);
  const { contributes } = extension().packageJSON as { contributes: { commands: { command: string }[] } };
  for (const { command } of contributes.commands) holds(known.includes(command), command);
});

test("the effective configuration follows the file and hides secrets", async () => {
  const document = await openFile("effective/kong.conf", `${HEAD}pg_password = geheim7\nlog_level = warn\n`);
  await commands.executeCommand("kong-lint.showEffective");
  const view = await until(() => shown(({ uri }) => uri.scheme === "kong-lint"), "the view");
  equal(view.languageId, "kong-conf-effective");
  await until(() => /log_level\s*=\s*warn/.test(view.getText()), `log_level in ${view.getText()}`);
  holds(!view.getText().includes("geheim7"), "no secret");
  const editor = await window.showTextDocument(document);
  await editor.edit((edit) => edit.replace(document.lineAt(2).range, "log_level = crit"));
  await until(() => /log_level\s*=\s*crit/.test(view.getText()), "the new value");
  await document.save();
  await commands.executeCommand("workbench.action.closeEditorsInOtherGroups");
});

test("fixes everything that is safe", async () => {
  const document = await openFile("commands/fix.kong.conf", `${HEAD}pg_port = 5432\npg_port = 5432\n`);
  await until(async () => commands.executeCommand("kong-lint.fixAll"), "the fixes");
  equal(document.getText(), `${HEAD}pg_port = 5432\n`);
});

test("explains a rule", async () => {
  await commands.executeCommand("kong-lint.explainRule", "schema/unknown-property");
  const page = await workspace.openTextDocument(
    Uri.from({
      scheme: "kong-lint",
      authority: "rule",
      path: "/schema/unknown-property.md",
      query: "schema/unknown-property",
    }),
  );
  holds(page.getText().includes("schema/unknown-property"), page.getText().slice(0, 200));
  await commands.executeCommand("workbench.action.closeActiveEditor");
});

test("lints the workspace", async () => {
  const result = await commands.executeCommand<{ files: number; findings: number }>(
    "kong-lint.lintWorkspace",
  );
  holds(result.files > 10 && result.findings > 5, JSON.stringify(result));
  await commands.executeCommand("notifications.clearAll");
  await commands.executeCommand("workbench.action.closePanel");
});

test("the upgrade assistant shows a plan and a comparison, and applies the edits", async () => {
  const document = await openFile(
    "commands/upgrade.kong.conf",
    "# kong-lint: kong=0.14\nproxy_listen = 0.0.0.0:8000\nproxy_listen_ssl = 0.0.0.0:8443\n",
  );
  const running = commands.executeCommand<boolean>(
    "kong-lint.upgradeAssistant",
    document.uri.toString(),
    "oss@0.12.3",
    "oss@0.14.1",
  );
  await until(
    async () => (await onPage("notifications")).some((text) => text.includes("safe upgrade edits")),
    "the question",
  );
  const names = window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label));
  holds(
    names.some((name) => /upgrade$/.test(name)) && names.some((name) => /Upgrade of/.test(name)),
    `the plan and the comparison are among ${names.join("; ")}`,
  );
  equal(document.isDirty, false, "the file is changed before anybody says so");
  await commands.executeCommand("notification.acceptPrimaryAction");
  equal(await running, true, "the answer of the assistant");
  equal(
    document.getText(),
    "# kong-lint: kong=0.14\nproxy_listen = 0.0.0.0:8000, 0.0.0.0:8443 ssl\n",
    "text",
  );
  await document.save();
  await commands.executeCommand("workbench.action.closeAllEditors");
});

test("the task runs the command line that comes with the extension", async () => {
  const { tasks } = await import("vscode");
  const [task] = await tasks.fetchTasks({ type: "kong-lint" });
  holds(task !== undefined, "there is a task");
  const ended = new Promise<number | undefined>((resolve) => {
    const listener = tasks.onDidEndTaskProcess(({ exitCode }) => {
      listener.dispose();
      resolve(exitCode);
    });
  });
  await tasks.executeTask(task);
  equal(await ended, 1, "exit code");
  await commands.executeCommand("workbench.action.closePanel");
});
