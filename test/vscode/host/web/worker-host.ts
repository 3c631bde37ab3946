import { type CompletionList, commands, type Hover, languages, MarkdownString, Position } from "vscode";
import { api, extension } from "../extension.ts";
import { equal, figure, findings, holds, openFile, place, test } from "../harness.ts";

/** Only hosts of Node have it. */
declare const process: unknown;

test("web: sleeps while no file of Kong's is open", async () => {
  equal(typeof process, "undefined", "the host of browsers has no process, which");
  await openFile("notes.txt", "pg_port = 5432\n");
  equal(extension().isActive, false, "the extension is active");
});

test("web: finds what is wrong, with the server in a worker", async () => {
  const began = performance.now();
  await extension().activate();
  figure("web: activation, loading included", `${Math.round(performance.now() - began)} ms`);
  const document = await openFile("kong.conf", "# kong-lint: kong=3.9\npg_prt = 5432\nlog_level = \n");
  await api().ready();
  figure("web: activation until the server answers", `${Math.round(performance.now() - began)} ms`);
  await findings(document.uri, ["schema/unknown-property", "schema/enum-value"]).catch(() => undefined);
  holds(languages.getDiagnostics(document.uri).length > 0, "there are findings");
  equal(api().serverProcess(), undefined, "process");
});

test("web: hover and completion", async () => {
  const document = await openFile("kong.conf");
  const hovers = await commands.executeCommand<Hover[]>(
    "vscode.executeHoverProvider",
    document.uri,
    new Position(2, 3),
  );
  const text = hovers
    .flatMap(({ contents }) => contents)
    .map((content) => (content instanceof MarkdownString ? content.value : String(content)))
    .join("\n");
  holds(text.includes("KONG_LOG_LEVEL"), text);
  const list = await commands.executeCommand<CompletionList>(
    "vscode.executeCompletionItemProvider",
    document.uri,
    new Position(2, 12),
  );
  const labels = list.items.map(({ label }) => (typeof label === "string" ? label : label.label));
  holds(labels.includes("notice"), labels.join());
});

test("web: variables, formatting and the effective configuration", async () => {
  const variables = await openFile(".env", "KONG_DATABASE=postgress\n");
  await findings(variables.uri, ["schema/enum-value"]);
  const document = await openFile("format.kong.conf", "# kong-lint: kong=3.9\npg_port=5432\n");
  await findings(document.uri, []);
  await commands.executeCommand("editor.action.formatDocument");
  equal(document.getText(), "# kong-lint: kong=3.9\npg_port = 5432\n");
  await commands.executeCommand("kong-lint.showEffective");
});

test("web: the server is started anew", async () => {
  await commands.executeCommand("kong-lint.restart");
  const document = await openFile("again.kong.conf", "# kong-lint: kong=3.9\npg_prt = 5432\n");
  await findings(document.uri, ["schema/unknown-property"]);
  equal(languages.getDiagnostics(place("notes.txt")), []);
});
