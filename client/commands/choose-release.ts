import { ConfigurationTarget, Range, type TextDocument, WorkspaceEdit, window, workspace } from "vscode";
import type { KongLint, ServerStatus } from "../kong-lint.ts";
import { activeDocument } from "./active-document.ts";
import type { ClientCommand } from "./client-command.ts";
import { editionOf, type ReleaseChoice, type ReleaseItem, releaseItems } from "./release-items.ts";

/** The comment that states the release in a file; it wins over every setting. */
const COMMENT = /^([ \t]*[#;][ \t]*kong-lint:[ \t]*kong[ \t]*=[ \t]*)(\S+)/m;

/**
 * Lets a person choose the release to check against. It is kept in the settings of the workspace, or in the comment of
 * the file where that has the last word. A release handed over is taken without asking.
 */
export const chooseRelease: ClientCommand = async ({ kongLint }, given) => {
  const document = await activeDocument(undefined, kongLint);
  if (document === undefined) return;
  const status = kongLint.statusOf(document.uri.toString());
  const chosen = typeof given === "string" ? given : await pick(kongLint, status);
  if (chosen === undefined) return;
  const release = chosen === "newest" ? await newestFor(kongLint, status) : chosen;
  if (status?.from === "comment") await writeComment(document, release);
  else await writeSetting(document, release);
};

async function pick(kongLint: KongLint, status: ServerStatus | undefined): Promise<string | undefined> {
  const releases = await kongLint.ask<readonly ReleaseChoice[]>("kong-lint.server.releases", {});
  const items: ReleaseItem[] = [
    {
      label: "$(file) Detect from the file",
      detail: "Its comment, header or properties",
      release: "",
    },
    { label: "$(arrow-up) Newest", detail: "The newest release of this edition", release: "newest" },
    ...releaseItems(releases, editionOf(status?.release)),
  ];
  const picked = await window.showQuickPick(items, {
    title: "Select the Kong release for this file",
    placeHolder: status === undefined ? "Release" : `Current: ${status.label} (${status.reason})`,
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return picked?.release;
}

async function newestFor(kongLint: KongLint, status: ServerStatus | undefined): Promise<string> {
  const releases = await kongLint.ask<readonly ReleaseChoice[]>("kong-lint.server.releases", {});
  const edition = editionOf(status?.release);
  return releases.find((each) => each.newest && each.edition === edition)?.id ?? "";
}

async function writeSetting(document: TextDocument, release: string): Promise<void> {
  const target =
    workspace.getWorkspaceFolder(document.uri) === undefined
      ? ConfigurationTarget.Global
      : (workspace.workspaceFolders?.length ?? 0) > 1
        ? ConfigurationTarget.WorkspaceFolder
        : ConfigurationTarget.Workspace;
  const settings = workspace.getConfiguration("kong-lint", document.uri);
  await settings.update("release", release === "" ? undefined : release, target);
}

async function writeComment(document: TextDocument, release: string): Promise<void> {
  const match = COMMENT.exec(document.getText());
  if (match === null) return;
  const [whole, lead = ""] = match;
  const edit = new WorkspaceEdit();
  const start = document.positionAt(match.index);
  const end = document.positionAt(match.index + whole.length);
  if (release === "") edit.delete(document.uri, new Range(start.line, 0, start.line + 1, 0));
  else edit.replace(document.uri, new Range(document.positionAt(match.index + lead.length), end), release);
  await workspace.applyEdit(edit);
}
