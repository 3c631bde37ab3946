import {
  type CodeLens,
  type CompletionList,
  commands,
  type DocumentSymbol,
  type Hover,
  type InlayHint,
  MarkdownString,
  Position,
  Range,
  SnippetString,
  type TextDocument,
} from "vscode";
import { equal, holds, openFile, test } from "../harness.ts";

const TEXT = `# kong-lint: kong=3.9
database = off
proxy_listen = 0.0.0.0:8000
log_level = notice
pg_password = geheim7
anonymous_reports = ON

`;

const opened = (): Promise<TextDocument> => openFile("reading/kong.conf", TEXT);

async function hoverAt(document: TextDocument, line: number, character: number): Promise<string> {
  const hovers = await commands.executeCommand<Hover[]>(
    "vscode.executeHoverProvider",
    document.uri,
    new Position(line, character),
  );
  return hovers
    .flatMap(({ contents }) => contents)
    .map((content) => (content instanceof MarkdownString ? content.value : String(content)))
    .join("\n");
}

async function labelsAt(document: TextDocument, line: number, character: number): Promise<string[]> {
  const list = await commands.executeCommand<CompletionList>(
    "vscode.executeCompletionItemProvider",
    document.uri,
    new Position(line, character),
  );
  return list.items.map(({ label }) => (typeof label === "string" ? label : label.label));
}

test("hover tells of a property", async () => {
  const text = await hoverAt(await opened(), 2, 3);
  for (const part of ["proxy_listen", "KONG_PROXY_LISTEN"]) holds(text.includes(part), `${part} in ${text}`);
});

test("hover shows no secret", async () => {
  const text = await hoverAt(await opened(), 4, 16);
  holds(text.includes("pg_password"), text);
  holds(!text.includes("geheim7"), "the secret is in the hover");
});

test("completion offers properties at the start of a line", async () => {
  const labels = await labelsAt(await opened(), 6, 0);
  for (const label of ["pg_host", "admin_listen"])
    holds(labels.includes(label), `${label} of ${labels.length}`);
  holds(!labels.includes("cassandra_timeout"), "what Kong 3.9 no longer has is not offered");
});

test("completion offers the values of a property", async () => {
  const document = await openFile("reading/value.kong.conf", "# kong-lint: kong=3.9\nlog_level = \n");
  const labels = await labelsAt(document, 1, 12);
  for (const label of ["debug", "notice", "crit"]) holds(labels.includes(label), `${label} in ${labels}`);
});

test("completion inserts a name and the equals sign as the editor does it", async () => {
  const document = await openFile("reading/insert.kong.conf", "# kong-lint: kong=3.9\nlog_lev\n");
  const list = await commands.executeCommand<CompletionList>(
    "vscode.executeCompletionItemProvider",
    document.uri,
    new Position(1, 7),
  );
  const item = list.items.find(
    ({ label }) => (typeof label === "string" ? label : label.label) === "log_level",
  );
  holds(item !== undefined, "log_level is offered");
  const { insertText } = item;
  const text = insertText instanceof SnippetString ? insertText.value : insertText;
  holds(/^log_level/.test(String(text ?? "log_level")), `inserts ${text}`);
});

test("outline, lenses and hints are there", async () => {
  const document = await opened();
  const symbols = await commands.executeCommand<DocumentSymbol[]>(
    "vscode.executeDocumentSymbolProvider",
    document.uri,
  );
  holds(JSON.stringify(symbols).includes("log_level"), "the outline has log_level");
  const lenses = await commands.executeCommand<CodeLens[]>("vscode.executeCodeLensProvider", document.uri);
  holds(
    lenses.some(({ command }) => command?.title.includes("3.9")),
    `a lens names the release: ${lenses.map(({ command }) => command?.title)}`,
  );
  const hints = await commands.executeCommand<InlayHint[]>(
    "vscode.executeInlayHintProvider",
    document.uri,
    new Range(0, 0, document.lineCount, 0),
  );
  const shown = hints.map(({ position, label }) => [
    position.line,
    typeof label === "string" ? label : label.map(({ value }) => value).join(""),
  ]);
  equal(
    shown.map(([line]) => line),
    [5],
    "lines with hints",
  );
});
