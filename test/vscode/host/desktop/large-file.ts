import { monitorEventLoopDelay } from "node:perf_hooks";
import { commands, Selection, window } from "vscode";
import { equal, figure, findings, holds, openFile, test, until } from "../harness.ts";

const LINES = 2300;

test(`types in a file of ${LINES} lines`, async () => {
  const lines = Array.from({ length: LINES - 2 }, (_, index) =>
    index % 3 === 0
      ? `#unknown_${index} = 1 # a remark about it`
      : `# A line of documentation, number ${index}.`,
  );
  const document = await openFile(
    "large/kong.conf",
    ["# kong-lint: kong=3.9", ...lines, "pg_prt = 1"].join("\n"),
  );
  equal(document.lineCount, LINES);
  await findings(document.uri, ["schema/unknown-property"]);
  const editor = window.activeTextEditor;
  holds(editor !== undefined, "an editor");
  editor.selection = new Selection(LINES - 1, 10, LINES - 1, 10);
  const resolution = 5;
  const delay = monitorEventLoopDelay({ resolution });
  const cpu = process.cpuUsage();
  delay.enable();
  const text = "\nlog_level = notice\npg_host = 127.0.0.1\nproxy_listen = 0.0.0.0:8000";
  for (const character of text) await commands.executeCommand("type", { text: character });
  await until(() => document.getText().endsWith("8000"), "the text");
  await findings(document.uri, ["schema/unknown-property"]);
  delay.disable();
  const { user, system } = process.cpuUsage(cpu);
  figure(
    "longest task of the extension host while typing",
    `${Math.max(0, delay.max / 1e6 - resolution).toFixed(1)} ms (99 %: ${Math.max(0, delay.percentile(99) / 1e6 - resolution).toFixed(1)} ms)`,
  );
  figure(
    "processor time of the extension host for each key",
    `${((user + system) / 1000 / text.length).toFixed(1)} ms`,
  );
  await document.save();
});
