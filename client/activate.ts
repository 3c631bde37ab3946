import { commands, type ExtensionContext, languages, type TextDocument, window, workspace } from "vscode";
import { clientCommands } from "./commands/command-table.ts";
import { KongLint, type ServerStatus } from "./kong-lint.ts";
import { HOST_LANGUAGES } from "./kong-text.ts";
import type { Launch } from "./launch.ts";
import { otherLanguage } from "./other-language.ts";
import { statusBar } from "./status-bar.ts";
import { virtualDocuments } from "./virtual-documents.ts";

/** What the extension offers to others, its own tests among them. */
export interface KongLintApi {
  /** How long activation took, in milliseconds. */
  readonly activationTime: number;
  /** Resolves when the server answers. */
  ready(): Promise<void>;
  /** What the server said last of a document. */
  status(uri: string): ServerStatus | undefined;
  /** The number of the server's process; undefined in a browser. */
  serverProcess(): number | undefined;
}

/** Registers everything, and starts the server with the first document that is Kong's. */
export function activateKongLint(context: ExtensionContext, launch: Launch): KongLintApi {
  const began = performance.now();
  const kongLint = new KongLint(context, launch);
  const documents = virtualDocuments(kongLint);
  context.subscriptions.push(
    kongLint,
    documents.registration,
    statusBar(kongLint),
    ...Object.entries(clientCommands).map(([name, load]) =>
      commands.registerCommand(name, async (...given: unknown[]) => {
        const run = await load();
        return run({ kongLint, documents, context }, ...given);
      }),
    ),
    workspace.onDidOpenTextDocument((document) => void opened(document, kongLint)),
    // A text may become one of Kong's while it is written.
    workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (kongLint.isStarted || !HOST_LANGUAGES.includes(document.languageId)) return;
      const lines = contentChanges.map(({ range }) => document.lineAt(range.start.line).text);
      if (lines.some((line) => /kong/i.test(line))) void opened(document, kongLint);
    }),
    kongLint.onStatus(() => void tellMenus(kongLint)),
    window.onDidChangeActiveTextEditor(() => void tellMenus(kongLint)),
  );
  for (const document of workspace.textDocuments) void opened(document, kongLint);
  return {
    activationTime: performance.now() - began,
    ready: async () => void (await kongLint.client()),
    status: (uri) => kongLint.statusOf(uri),
    serverProcess: () => kongLint.serverProcess(),
  };
}

/** Commands about a document are offered where the server has it. */
function tellMenus(kongLint: KongLint): Thenable<unknown> {
  const uri = window.activeTextEditor?.document.uri.toString();
  const isKong = uri !== undefined && kongLint.statusOf(uri) !== undefined;
  return commands.executeCommand("setContext", "kong-lint.isKong", isKong);
}

const moved = new Set<string>();

async function opened(document: TextDocument, kongLint: KongLint): Promise<void> {
  if (document.languageId === "kong-conf" && !moved.has(document.uri.toString())) {
    const other = otherLanguage(document.getText());
    if (other !== undefined) {
      // Once: whoever chooses the language by hand afterwards means it.
      moved.add(document.uri.toString());
      const known = await languages.getLanguages();
      await languages.setTextDocumentLanguage(document, known.includes(other) ? other : "plaintext");
      return;
    }
  }
  if (!kongLint.concerns(document)) return;
  try {
    await kongLint.client();
  } catch {
    // The reason was shown when the start failed.
    window.setStatusBarMessage("kong-lint is not running", 5000);
  }
}
