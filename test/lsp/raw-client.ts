import { type ChildProcess, spawn } from "node:child_process";
import { dirname, join } from "node:path";
import type { Readable, Writable } from "node:stream";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");

/** A JSON-RPC message as it goes over the wire. */
export interface Message {
  readonly jsonrpc: "2.0";
  readonly id?: number | string | null;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string; readonly data?: unknown };
}

/** What a client answers to a request of the server, at once or later. */
export type Answers = Readonly<Record<string, (params: never) => unknown>>;

/** A client of a language server that knows nothing but the wire, so that it can also say what no client should. */
export class RawClient {
  readonly process: ChildProcess | undefined;
  /** Everything the server said, in order. */
  readonly received: Message[] = [];
  /** How the process ended. */
  readonly ended: Promise<number | null>;
  stderr = "";
  readonly #output: Writable;
  readonly #answers: Answers;
  readonly #listeners = new Set<() => void>();
  #buffer = Buffer.alloc(0);
  #nextId = 1;

  constructor(input: Readable, output: Writable, answers: Answers, process?: ChildProcess) {
    this.#output = output;
    this.#answers = answers;
    this.process = process;
    input.on("data", (chunk: Buffer) => this.#read(chunk));
    output.on("error", () => undefined);
    process?.stderr?.on("data", (chunk: Buffer) => {
      this.stderr += chunk.toString();
    });
    this.ended = new Promise((resolve) =>
      process === undefined ? input.once("close", () => resolve(null)) : process.once("exit", resolve),
    );
  }

  /** Starts the server from the sources, or another program. */
  static spawn(answers: Answers = {}, argv: readonly string[] = SERVER, environment = {}): RawClient {
    const [program = process.execPath, ...rest] = argv;
    const child = spawn(program, rest, {
      cwd: root,
      stdio: ["pipe", "pipe", "pipe"],
      env: { ...process.env, ...environment },
    });
    return new RawClient(child.stdout, child.stdin, answers, child);
  }

  /** Bytes as they are. */
  write(bytes: string | Uint8Array): void {
    this.#output.write(bytes);
  }

  send(message: Omit<Message, "jsonrpc">): void {
    const body = Buffer.from(JSON.stringify({ jsonrpc: "2.0", ...message }));
    this.write(Buffer.concat([Buffer.from(`Content-Length: ${body.length}\r\n\r\n`), body]));
  }

  notify(method: string, params?: unknown): void {
    this.send({ method, params });
  }

  /** The whole answer, error or not. */
  async ask(method: string, params?: unknown): Promise<Message> {
    const id = this.begin(method, params);
    return this.until((message) => message.id === id && message.method === undefined);
  }

  /** Sends a request and does not wait. */
  begin(method: string, params?: unknown): number {
    const id = this.#nextId++;
    this.send({ id, method, params });
    return id;
  }

  /** The result of a request. */
  async request<T = unknown>(method: string, params?: unknown): Promise<T> {
    const answer = await this.ask(method, params);
    if (answer.error !== undefined)
      throw new Error(`${method}: ${answer.error.code} ${answer.error.message}`);
    return answer.result as T;
  }

  /** The first message for which `test` holds, among those that have come or those that will. */
  until(test: (message: Message) => boolean, from = 0): Promise<Message> {
    return new Promise((resolve, reject) => {
      const look = () => {
        const found = this.received.slice(from).find(test);
        if (found === undefined) return;
        this.#listeners.delete(look);
        resolve(found);
      };
      this.#listeners.add(look);
      look();
      void this.ended.then((code) => reject(new Error(`the server ended (${code}): ${this.stderr}`)));
    });
  }

  /** The diagnostics that the server pushes for a version. */
  async diagnostics(uri: string, version: number): Promise<readonly WireDiagnostic[]> {
    const message = await this.until(({ method, params }) => {
      const said = params as { uri?: string; version?: number } | undefined;
      return method === "textDocument/publishDiagnostics" && said?.uri === uri && said.version === version;
    });
    return (message.params as { diagnostics: WireDiagnostic[] }).diagnostics;
  }

  /** Starts a session. */
  async initialize(params: Record<string, unknown> = {}): Promise<Record<string, unknown>> {
    const result = await this.request<Record<string, unknown>>("initialize", {
      processId: null,
      rootUri: null,
      capabilities: {},
      ...params,
    });
    this.notify("initialized", {});
    return result;
  }

  open(uri: string, text: string, languageId = "kong-conf", version = 1): void {
    this.notify("textDocument/didOpen", { textDocument: { uri, languageId, version, text } });
  }

  change(uri: string, version: number, contentChanges: readonly unknown[]): void {
    this.notify("textDocument/didChange", { textDocument: { uri, version }, contentChanges });
  }

  /** Ends a session as the protocol wants it. */
  async close(): Promise<number | null> {
    await this.request("shutdown");
    this.notify("exit");
    return this.ended;
  }

  #read(chunk: Buffer): void {
    this.#buffer = Buffer.concat([this.#buffer, chunk]);
    for (;;) {
      const end = this.#buffer.indexOf("\r\n\r\n");
      if (end < 0) break;
      const header = this.#buffer.subarray(0, end).toString();
      const length = Number(/Content-Length: (\d+)/i.exec(header)?.[1]);
      if (this.#buffer.length < end + 4 + length) break;
      const body = this.#buffer.subarray(end + 4, end + 4 + length).toString();
      this.#buffer = this.#buffer.subarray(end + 4 + length);
      this.#take(JSON.parse(body) as Message);
    }
    for (const listener of [...this.#listeners]) listener();
  }

  #take(message: Message): void {
    this.received.push(message);
    if (message.method === undefined || message.id === undefined || message.id === null) return;
    const respond = this.#answers[message.method];
    const { id } = message;
    const result = respond === undefined ? null : respond(message.params as never);
    if (result instanceof Promise) void result.then((late) => this.send({ id, result: late ?? null }));
    else this.send({ id, result: result ?? null });
  }
}

/** A diagnostic as a client gets it. */
export interface WireDiagnostic {
  readonly range: Range;
  readonly severity: number;
  readonly code: string;
  readonly message: string;
  readonly source: string;
  readonly codeDescription?: { readonly href: string };
  readonly tags?: readonly number[];
  readonly relatedInformation?: readonly {
    readonly location: { readonly uri: string; readonly range: Range };
    readonly message: string;
  }[];
  readonly data?: {
    readonly rule: string;
    readonly fingerprint: string;
    readonly fixes: readonly { readonly title: string; readonly edits: readonly unknown[] }[];
  };
}

interface Range {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}

/** The server, run from its sources. */
export const SERVER = [process.execPath, "--import", "tsx", join(root, "server/cli/bin.ts"), "lsp"] as const;
