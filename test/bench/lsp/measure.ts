import { ScriptedClient } from "./scripted-client.ts";
import type { Server } from "./servers.ts";

/** Milliseconds, in the order in which they were taken. */
export type Times = readonly number[];

export function quantile(times: Times, part: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

/** A document in a running server, and the script that works on it. */
export class Running {
  readonly client: ScriptedClient;
  readonly #server: Server;
  #lines: string[];
  #version = 1;

  private constructor(server: Server, client: ScriptedClient, text: string) {
    this.#server = server;
    this.client = client;
    this.#lines = text.split("\n");
  }

  /** Starts a server, opens a document and waits for its first diagnostics. */
  static async start(server: Server, lines: number): Promise<{ running: Running; took: number }> {
    const text = server.text(lines);
    const started = performance.now();
    const client = new ScriptedClient(server.command, (method, params) =>
      method === "workspace/configuration"
        ? (params as { items: unknown[] }).items.map(() => server.settings())
        : null,
    );
    const running = new Running(server, client, text);
    await client.request("initialize", {
      processId: process.pid,
      rootUri: null,
      workspaceFolders: null,
      capabilities: {
        workspace: { configuration: true },
        textDocument: {
          ...(server.pulls ? { diagnostic: { dynamicRegistration: true } } : {}),
          publishDiagnostics: { relatedInformation: true, codeDescriptionSupport: true, dataSupport: true },
          completion: { completionItem: { snippetSupport: true, documentationFormat: ["markdown"] } },
          hover: { contentFormat: ["markdown"] },
        },
      },
      initializationOptions: { provideFormatter: false },
    });
    client.notify("initialized", {});
    const first = running.#said();
    client.notify("textDocument/didOpen", {
      textDocument: { uri: server.uri, languageId: server.languageId, version: 1, text },
    });
    await first();
    return { running, took: performance.now() - started };
  }

  /** One keystroke at the end of a line that is no comment, or its undoing, and the time until its diagnostics are there. */
  async keystroke(ordinal: number): Promise<number> {
    const line = this.#settingLine(ordinal >> 1);
    const before = this.#lines[line] ?? "";
    const column = before.replace(/[",]*(?:\t.*)?$/, "").length;
    const isTyped = ordinal % 2 === 0;
    const start = { line, character: isTyped ? column : column - 1 };
    const end = { line, character: column };
    const text = isTyped ? "x" : "";
    this.#lines[line] = before.slice(0, start.character) + text + before.slice(column);
    const began = performance.now();
    const said = this.#said();
    this.client.notify("textDocument/didChange", {
      textDocument: { uri: this.#server.uri, version: ++this.#version },
      contentChanges: [{ range: { start, end }, text }],
    });
    await said();
    return performance.now() - began;
  }

  /** The time that a request at a place of the document takes. */
  async ask(method: "textDocument/completion" | "textDocument/hover", ordinal: number): Promise<number> {
    const line = this.#settingLine(ordinal);
    const character = ordinal % 3 === 0 ? 0 : Math.min(4, (this.#lines[line] ?? "").length);
    const began = performance.now();
    await this.client.request(method, {
      textDocument: { uri: this.#server.uri },
      position: { line, character },
    });
    return performance.now() - began;
  }

  /** To be called before what leads to diagnostics, so that none is missed. */
  #said(): () => Promise<unknown> {
    const { pulls, uri } = this.#server;
    if (pulls) return () => this.client.request("textDocument/diagnostic", { textDocument: { uri } });
    const version = this.#version + 1;
    const pushed = this.client.diagnostics(
      (published) =>
        published.uri === uri && (published.version === undefined || published.version <= version),
    );
    return () => pushed;
  }

  /** Settings are spread over the whole document. */
  #settingLine(ordinal: number): number {
    this.#settings ??= this.#lines.flatMap((line, at) =>
      /^\s*["\w]/.test(line) && /[=:]/.test(line) ? [at] : [],
    );
    return this.#settings[(ordinal * 37) % this.#settings.length] ?? 0;
  }
  #settings: readonly number[] | undefined;
}
