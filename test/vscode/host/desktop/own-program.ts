import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { commands, workspace } from "vscode";
import { api, extension } from "../extension.ts";
import { equal, findings, holds, openFile, test, until } from "../harness.ts";
import { onPage } from "../page.ts";

const folder = () => workspace.workspaceFolders?.[0]?.uri.fsPath ?? "";
const settings = () => workspace.getConfiguration("kong-lint");

/** The command line of the server. */
function serverCommand(): string {
  const process = api().serverProcess();
  return process === undefined ? "" : readFileSync(`/proc/${process}/cmdline`, "utf8").replaceAll("\0", " ");
}

test("the project's own kong-lint serves once the person says so, and the difference is told", async () => {
  const home = join(folder(), "node_modules/kong-lint");
  mkdirSync(home, { recursive: true });
  cpSync(join(extension().extensionPath, "dist"), join(home, "dist"), { recursive: true });
  const manifest = { name: "kong-lint", version: "0.0.1", bin: { "kong-lint": "dist/kong-lint.cjs" } };
  writeFileSync(join(home, "package.json"), JSON.stringify(manifest));
  try {
    await commands.executeCommand("notifications.clearAll");
    await commands.executeCommand("kong-lint.restart");
    holds(serverCommand().includes(extension().extensionPath), serverCommand());
    await until(async () => {
      const texts = await onPage("notifications");
      return texts.find((text) => text.includes("0.0.1"));
    }, "a message about the versions");
    // Another message may come while those before it are cleared.
    await until(async () => {
      await commands.executeCommand("notifications.clearAll");
      return (await onPage("notifications")).length === 0;
    }, "no message");

    await settings().update("importStrategy", "fromProject", true);
    await until(() => serverCommand().includes(home), "the project's program");
    const document = await openFile("own/kong.conf", "# kong-lint: kong=3.9\npg_prt = 5432\n");
    await findings(document.uri, ["schema/unknown-property"]);
    equal(await onPage("notifications"), [], "messages");

    await settings().update("importStrategy", undefined, true);
    await until(() => serverCommand().includes(extension().extensionPath), "the extension's program");
  } finally {
    await settings().update("importStrategy", undefined, true);
    rmSync(join(folder(), "node_modules"), { recursive: true, force: true });
  }
});
