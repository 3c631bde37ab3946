import { renameSync } from "node:fs";
import { join } from "node:path";
import { commands } from "vscode";
import { api, extension } from "../extension.ts";
import { findings, holds, openFile, test, until } from "../harness.ts";
import { onPage } from "../page.ts";

const TEXT = "# kong-lint: kong=3.9\npg_prt = 5432\n";

test("a server that crashes comes back", async () => {
  const document = await openFile("server/kong.conf", TEXT);
  await findings(document.uri, ["schema/unknown-property"]);
  const before = api().serverProcess();
  holds(before !== undefined, "a process");
  process.kill(before, "SIGKILL");
  await until(() => ![undefined, before].includes(api().serverProcess()), "another process");
  const again = await openFile("server/again.kong.conf", TEXT);
  await findings(again.uri, ["schema/unknown-property"]);
  await findings(document.uri, ["schema/unknown-property"]);
});

test("restarts when told to", async () => {
  const before = api().serverProcess();
  await commands.executeCommand("kong-lint.restart");
  holds(![undefined, before].includes(api().serverProcess()), "another process");
  const document = await openFile("server/third.kong.conf", TEXT);
  await findings(document.uri, ["schema/unknown-property"]);
});

test("a server that cannot start says what to do, once, and starts again when it can", async () => {
  await commands.executeCommand("notifications.clearAll");
  const program = join(extension().extensionPath, "dist/kong-lint.cjs");
  renameSync(program, `${program}.away`);
  try {
    await commands.executeCommand("kong-lint.restart");
    await openFile("server/fourth.kong.conf", TEXT);
    const said = await until(async () => {
      const texts = await onPage("notifications");
      return texts.length > 0 ? texts : undefined;
    }, "a message");
    holds(said.length === 1, `one message: ${said.join(" | ")}`);
    holds(said[0]?.includes("kong-lint failed to start") === true, said.join());
  } finally {
    renameSync(`${program}.away`, program);
  }
  await commands.executeCommand("notifications.clearAll");
  await commands.executeCommand("kong-lint.restart");
  const document = await openFile("server/fifth.kong.conf", TEXT);
  await findings(document.uri, ["schema/unknown-property"]);
});
