import type { Connection } from "vscode-languageserver";
import { DiagnosticSeverity, MessageType, ShowMessageNotification } from "./protocol.ts";
import type { SettingsProblem } from "./settings-problem.ts";
import { uriOfPath } from "./uri.ts";

/**
 * Tells the client about settings that cannot be used: those of a file by a diagnostic in that file, those of the editor by a
 * message, once until they are others.
 */
export class SettingsErrorReporter {
  readonly #connection: Connection;
  readonly #files = new Set<string>();
  #said: string | undefined;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  tell({ file, position, message }: SettingsProblem): void {
    if (file === undefined) {
      if (this.#said === message) return;
      this.#said = message;
      void this.#connection.sendNotification(ShowMessageNotification.type, {
        type: MessageType.Error,
        message: `kong-lint: ${message}`,
      });
      return;
    }
    const start = { line: (position?.line ?? 1) - 1, character: (position?.column ?? 1) - 1 };
    const uri = uriOfPath(file);
    this.#files.add(uri);
    void this.#connection.sendDiagnostics({
      uri,
      diagnostics: [
        {
          range: { start, end: start },
          severity: DiagnosticSeverity.Error,
          source: "kong-lint",
          message: `${message}\nThis file is ignored until the error is fixed.`,
        },
      ],
    });
  }

  /** The settings are read anew: what is still wrong is told again. */
  forget(): void {
    for (const uri of this.#files) void this.#connection.sendDiagnostics({ uri, diagnostics: [] });
    this.#files.clear();
  }
}
