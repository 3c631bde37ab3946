import { commands, workspace } from "vscode";
import { place, say, until } from "./harness.ts";

let asked = 0;

/** Asks the runner outside what the page shows; it answers with a file beside the workspace. */
export async function onPage(question: "notifications" | "picker" | "status"): Promise<string[]> {
  // A window without focus shows them in the list only.
  if (question === "notifications") await commands.executeCommand("notifications.showList");
  const number = ++asked;
  say({ ask: question, number });
  const answer = place(`../answers/${number}.json`);
  return until(async () => {
    try {
      return JSON.parse(new TextDecoder().decode(await workspace.fs.readFile(answer))) as string[];
    } catch {
      return undefined;
    }
  }, `the page to tell of ${question}`);
}
