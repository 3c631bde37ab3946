import { commands, languages, type QuickPickItem, QuickPickItemKind, window } from "vscode";
import type { ClientCommand } from "./client-command.ts";

interface RuleEntry {
  readonly id: string;
  readonly summary: string;
}

/** Shows the page of a rule: of the one handed over, or of one that is picked, those of the active file first. */
export const explainRule: ClientCommand = async ({ kongLint, documents }, given) => {
  const id = typeof given === "string" ? given : await pickRule(await rulesOf(kongLint));
  if (id === undefined) return;
  const uri = documents.rule(id);
  try {
    await commands.executeCommand("markdown.showPreview", uri);
  } catch {
    // Editors without a Markdown preview show the text.
    await window.showTextDocument(uri);
  }
};

function rulesOf(kongLint: Parameters<ClientCommand>[0]["kongLint"]): Promise<readonly RuleEntry[]> {
  return kongLint.ask("kong-lint.server.rules", {});
}

async function pickRule(rules: readonly RuleEntry[]): Promise<string | undefined> {
  const here = rulesHere();
  const item = ({ id, summary }: RuleEntry): QuickPickItem => ({ label: id, detail: summary });
  const heading = (label: string): QuickPickItem => ({ label, kind: QuickPickItemKind.Separator });
  const first = rules.filter(({ id }) => here.has(id));
  const rest = rules.filter(({ id }) => !here.has(id));
  const items = [
    ...(first.length === 0 ? [] : [heading("Found in this file"), ...first.map(item)]),
    heading("All rules"),
    ...rest.map(item),
  ];
  const picked = await window.showQuickPick(items, { placeHolder: "Which rule?", matchOnDetail: true });
  return picked?.label;
}

function rulesHere(): ReadonlySet<string> {
  const uri = window.activeTextEditor?.document.uri;
  if (uri === undefined) return new Set();
  return new Set(
    languages
      .getDiagnostics(uri)
      .filter(({ source }) => source === "kong-lint")
      .map(({ code }) => String(typeof code === "object" ? code.value : code)),
  );
}
