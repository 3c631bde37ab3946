import type { Connection, Diagnostic } from "vscode-languageserver";
import { DiagnosticSeverity, MessageType, ShowMessageNotification } from "./protocol.ts";
import type { SettingsProblem } from "./settings-problem.ts";
import { uriOfPath } from "./uri.ts";

/**
 * Tells the client about settings that cannot be used: those of a file by diagnostics in that file, those of the editor by a
 * message, once.
 */
export class SettingsErrorReporter {
  readonly #connection: Connection;
  readonly #files = new Map<string, readonly Diagnostic[]>();
  readonly #said = new Set<string>();

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  tell({ file, position, message }: SettingsProblem): void {
    if (file === undefined) {
      if (this.#said.has(message)) return;
      this.#said.add(message);
      void this.#connection.sendNotification(ShowMessageNotification.type, {
        type: MessageType.Error,
        message: `kong-lint: ${message}`,
      });
      return;
    }
    const start = { line: (position?.line ?? 1) - 1, character: (position?.column ?? 1) - 1 };
    const uri = uriOfPath(file);
    const diagnostics: readonly Diagnostic[] = [
      ...(this.#files.get(uri) ?? []),
      {
        range: { start, end: start },
        severity: DiagnosticSeverity.Error,
        source: "kong-lint",
        message: `${message}\nThis file is ignored until the error is fixed.`,
      },
    ];
    this.#files.set(uri, diagnostics);
    void this.#connection.sendDiagnostics({ uri, diagnostics: [...diagnostics] });
  }

  /** The settings are read anew: what is still wrong is told again. */
  forget(): void {
    for (const uri of this.#files.keys()) void this.#connection.sendDiagnostics({ uri, diagnostics: [] });
    this.#files.clear();
  }
}
