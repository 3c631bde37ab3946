import { expect, test } from "vitest";
import type { Connection, PublishDiagnosticsParams } from "vscode-languageserver";
import { SettingsErrorReporter } from "../../server/lsp/settings-complaints.ts";

/** What a client is sent. */
function reporter() {
  const published: PublishDiagnosticsParams[] = [];
  const shown: string[] = [];
  const connection = {
    sendDiagnostics: async (params: PublishDiagnosticsParams) => void published.push(params),
    sendNotification: async (_: unknown, { message }: { message: string }) => void shown.push(message),
  };
  return { to: new SettingsErrorReporter(connection as unknown as Connection), published, shown };
}

test("all mistakes of a settings file are diagnostics of it, until the settings are read again", () => {
  const { to, published } = reporter();
  const at = (line: number) => ({ file: "/ws/.kong-lint.json", position: { line, column: 3 } });
  to.tell({ ...at(2), message: "unknown setting `relase`" });
  to.tell({ ...at(4), message: "unknown rule `x`" });
  expect(published.at(-1)).toMatchObject({
    uri: "file:///ws/.kong-lint.json",
    diagnostics: [{ range: { start: { line: 1, character: 2 } } }, { range: { start: { line: 3 } } }],
  });
  to.forget();
  expect(published.at(-1)?.diagnostics).toEqual([]);
});

test("mistakes in the settings of the editor are shown once for each folder", () => {
  const { to, shown } = reporter();
  const messages = ["one folder", "another folder", "one folder", "another folder"];
  for (const message of messages) to.tell({ file: undefined, position: undefined, message });
  expect(shown).toEqual(["kong-lint: one folder", "kong-lint: another folder"]);
});
