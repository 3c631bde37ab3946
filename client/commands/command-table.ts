import type { ClientCommand } from "./client-command.ts";

/** Every command, loaded when it is first called. The manifest has the titles. */
export const clientCommands: Readonly<Record<string, () => Promise<ClientCommand>>> = {
  "kong-lint.lintWorkspace": async () => (await import("./lint-workspace.ts")).lintWorkspace,
  "kong-lint.fixAll": async () => (await import("./fix-all.ts")).fixAll,
  "kong-lint.fixAllUnsafe": async () => (await import("./fix-all.ts")).fixAllUnsafe,
  "kong-lint.openSettings": async () => (await import("./open-settings.ts")).openSettings,
  "kong-lint.chooseRelease": async () => (await import("./choose-release.ts")).chooseRelease,
  "kong-lint.showEffective": async () => (await import("./show-effective.ts")).showEffective,
  "kong-lint.explainRule": async () => (await import("./explain-rule.ts")).explainRule,
  "kong-lint.upgradeAssistant": async () => (await import("./upgrade-assistant.ts")).upgradeAssistant,
  "kong-lint.restart":
    async () =>
    async ({ kongLint }) =>
      kongLint.restart(),
  "kong-lint.showLog":
    async () =>
    ({ kongLint }) =>
      kongLint.showLog(),
};
