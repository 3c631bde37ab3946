import { type TextDocument, Uri, window, workspace } from "vscode";
import type { KongLint } from "../kong-lint.ts";

/** The document that a command is about: the one handed over, or the active one. Says so where that is none of Kong's. */
export async function activeDocument(given: unknown, kongLint: KongLint): Promise<TextDocument | undefined> {
  const uri = given instanceof Uri ? given : typeof given === "string" ? Uri.parse(given) : undefined;
  const document =
    uri === undefined ? window.activeTextEditor?.document : await workspace.openTextDocument(uri);
  if (document !== undefined && kongLint.concerns(document)) return document;
  void window.showInformationMessage("Open a kong.conf, or a file that runs Kong or has KONG_ variables.");
  return undefined;
}
