import { type ExtensionContext, Uri, window, workspace } from "vscode";
import { type Circumstances, chooseProgram, type ProgramChoice, projectProgram } from "./program-choice.ts";

/** Of the extension's state: the versions of a project of which the person was told. */
const TOLD = "kong-lint.toldOfVersions";
/** More than any manifest or first line has, in bytes. */
const MOST_BYTES = 1 << 20;

/** The program that serves this window. */
export async function programFor(context: ExtensionContext): Promise<ProgramChoice> {
  return chooseProgram(circumstances(context));
}

/** Says, once for each pair of versions, when the project has another kong-lint than the one that serves the editor. */
export async function tellOfDifference(
  context: ExtensionContext,
  choice: ProgramChoice,
  version: string,
): Promise<void> {
  const found = await projectProgram(circumstances(context));
  if (found === undefined || found.version === version || choice.origin === "project") return;
  const pair = `${found.version} ${version}`;
  const told = context.globalState.get<readonly string[]>(TOLD, []);
  if (told.includes(pair)) return;
  await context.globalState.update(TOLD, [...told, pair].slice(-50));
  const use = workspace.isTrusted && choice.origin === "bundled" ? ["Use the project's"] : [];
  const answer = await window.showInformationMessage(
    `This project has kong-lint ${found.version}, and the editor uses ${version}. What they report may differ.`,
    ...use,
  );
  if (answer === undefined) return;
  await workspace.getConfiguration("kong-lint").update("importStrategy", "fromProject", true);
}

function circumstances(context: ExtensionContext): Circumstances {
  // What a workspace says does not count, also where an editor would let it.
  const setting = (name: string) => {
    const found = workspace.getConfiguration("kong-lint").inspect<string>(name);
    return found?.globalValue ?? found?.defaultValue ?? "";
  };
  return {
    bundled: context.asAbsolutePath("dist/kong-lint.cjs"),
    path: setting("path").trim(),
    strategy: setting("importStrategy") === "fromProject" ? "fromProject" : "useBundled",
    isTrusted: workspace.isTrusted,
    folders: (workspace.workspaceFolders ?? [])
      .filter(({ uri }) => uri.scheme === "file" || uri.scheme === "vscode-remote")
      .map(({ uri }) => uri.fsPath.replaceAll("\\", "/")),
    read: readFile,
  };
}

async function readFile(path: string): Promise<string | undefined> {
  try {
    const uri = Uri.file(path);
    const { size } = await workspace.fs.stat(uri);
    if (size > MOST_BYTES) return undefined;
    return new TextDecoder().decode(await workspace.fs.readFile(uri));
  } catch {
    return undefined;
  }
}
