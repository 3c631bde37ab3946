import { wordTable } from "../../../grammar/text/word-table.ts";
import type { ServerCommand } from "./server-command.ts";

/**
 * What a client may ask for with `workspace/executeCommand`. None of them changes anything: a client shows the answer,
 * or applies it itself. Each takes one object.
 */
export const serverCommands: Readonly<Record<string, () => Promise<ServerCommand>>> = wordTable({
  /** `{}` → every known release, newest first. */
  "kong-lint.server.releases": async () => (await import("./releases.ts")).releases,
  /** `{}` → every rule with its summary. */
  "kong-lint.server.rules": async () => (await import("./rule-list.ts")).ruleList,
  /** `{}` → the name and the text of a settings file in which nothing is set. */
  "kong-lint.server.settingsTemplate": async () => (await import("./settings-template.ts")).settingsFile,
  /** `{ rule }` → the page of a rule in Markdown, or null. */
  "kong-lint.server.explain": async () => (await import("./explain.ts")).explain,
  /** `{ uri }` → what Kong ends up with as a readable text with secrets masked, or null. */
  "kong-lint.server.effective": async () => (await import("./effective.ts")).effective,
  /** `{ uri, from, to }` → the plan in Markdown and the edits that are safe, or null. */
  "kong-lint.server.upgrade": async () => (await import("./upgrade.ts")).upgrade,
});
