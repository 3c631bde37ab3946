import { commands, type TextDocument, WorkspaceEdit, window, workspace } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { nameOf } from "../virtual-documents.ts";
import { activeDocument } from "./active-document.ts";
import type { ClientCommand, CommandContext } from "./client-command.ts";
import { editionOf, type ReleaseChoice, releaseItems } from "./release-items.ts";

/** The server's answer; edits are the protocol's. */
interface Upgrade {
  readonly report: string;
  readonly applied: number;
  readonly items: number;
  readonly edits: Parameters<BaseLanguageClient["protocol2CodeConverter"]["asTextEdits"]>[0];
}

/**
 * Two releases, then the checklist and a comparison of the file with what the safe edits make of it; they are applied when
 * a person says so. The releases may be handed over behind the document.
 */
export const upgradeAssistant: ClientCommand = async (context, given, givenFrom, givenTo) => {
  const { kongLint } = context;
  const document = await activeDocument(given, kongLint);
  if (document === undefined) return;
  const releases = await kongLint.ask<readonly ReleaseChoice[]>("kong-lint.server.releases", {});
  const now = kongLint.statusOf(document.uri.toString())?.release;
  const from = typeof givenFrom === "string" ? givenFrom : await pick("Current release", releases, now);
  if (from === undefined) return;
  const to =
    typeof givenTo === "string" ? givenTo : await pick("Target release", newer(releases, from), from);
  if (to === undefined) return;
  const client = await kongLint.client();
  const uri = client.code2ProtocolConverter.asUri(document.uri);
  const upgrade = await kongLint.ask<Upgrade | null>("kong-lint.server.upgrade", { uri, from, to });
  if (upgrade === null) return;
  await showPlan(upgrade, document, context);
  return showEdits(upgrade, document, client, context);
};

async function pick(
  title: string,
  releases: readonly ReleaseChoice[],
  at: string | undefined,
): Promise<string | undefined> {
  const items = releaseItems(releases, editionOf(at));
  const placeHolder = at === undefined ? "Release" : `The file is checked against ${at}`;
  const picked = await window.showQuickPick(items, { title, placeHolder, matchOnDescription: true });
  return picked?.release;
}

/** The list is newest first within an edition. Editions count apart, so that a change of edition can be planned. */
function newer(releases: readonly ReleaseChoice[], from: string): readonly ReleaseChoice[] {
  const own = releases.filter(({ edition }) => edition === editionOf(from));
  const place = own.findIndex(({ id }) => id === from);
  const others = releases.filter(({ edition }) => edition !== editionOf(from));
  return [...(place < 0 ? own : own.slice(0, place)), ...others];
}

async function showPlan(
  { report }: Upgrade,
  document: TextDocument,
  { documents }: CommandContext,
): Promise<void> {
  const uri = documents.fixed(`Upgrade of ${nameOf(document.uri)}.md`, report);
  try {
    await commands.executeCommand("markdown.showPreviewToSide", uri);
  } catch {
    // Editors without a Markdown preview show the text.
    await window.showTextDocument(uri, { preserveFocus: true });
  }
}

async function showEdits(
  { edits, applied }: Upgrade,
  document: TextDocument,
  client: BaseLanguageClient,
  { documents }: CommandContext,
): Promise<boolean> {
  const converted = (await client.protocol2CodeConverter.asTextEdits(edits)) ?? [];
  if (converted.length === 0) {
    void window.showInformationMessage(
      "No safe edits are available; see the plan for what needs a decision.",
    );
    return false;
  }
  const version = document.version;
  let text = document.getText();
  for (const { range, newText } of [...converted].reverse()) {
    text = text.slice(0, document.offsetAt(range.start)) + newText + text.slice(document.offsetAt(range.end));
  }
  const preview = documents.fixed(`upgraded ${nameOf(document.uri)}`, text);
  await commands.executeCommand("vscode.diff", document.uri, preview, `${nameOf(document.uri)}: upgrade`);
  const apply = `Apply ${applied} ${applied === 1 ? "Edit" : "Edits"}`;
  const choice = await window.showInformationMessage("Apply the safe upgrade edits?", apply, "Cancel");
  if (choice !== apply) return false;
  if (document.version !== version) {
    void window.showWarningMessage("The file changed in the meantime. Run the upgrade assistant again.");
    return false;
  }
  const edit = new WorkspaceEdit();
  edit.set(document.uri, converted);
  return workspace.applyEdit(edit);
}
