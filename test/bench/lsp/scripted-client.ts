import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";

/** A client that does only what a script says and takes the time: no list of messages, no queue of its own. */
export class ScriptedClient {
  readonly process: ChildProcess;
  readonly #waiting = new Map<number, (result: unknown) => void>();
  readonly #answers: (method: string, params: unknown) => unknown;
  #onDiagnostics: ((params: Published) => void) | undefined;
  #chunks: Buffer[] = [];
  #size = 0;
  #wanted: number | undefined;
  #nextId = 1;

  constructor(command: readonly string[], answers: (method: string, params: unknown) => unknown) {
    this.#answers = answers;
    const [program = "", ...argv] = command;
    const environment = { ...process.env };
    // Reading extra certificates costs every start of Node tens of milliseconds that have nothing to do with the program.
    delete environment.NODE_EXTRA_CA_CERTS;
    this.process = spawn(program, argv, { stdio: ["pipe", "pipe", "ignore"], env: environment });
    this.process.stdout?.on("data", (chunk: Buffer) => this.#read(chunk));
    this.process.stdin?.on("error", () => undefined);
  }

  request(method: string, params: unknown): Promise<unknown> {
    const id = this.#nextId++;
    const answer = new Promise((resolve) => this.#waiting.set(id, resolve));
    this.#send({ id, method, params });
    return answer;
  }

  notify(method: string, params: unknown): void {
    this.#send({ method, params });
  }

  /** The next diagnostics that are pushed for which `test` holds. */
  diagnostics(test: (published: Published) => boolean): Promise<Published> {
    return new Promise((resolve) => {
      this.#onDiagnostics = (published) => {
        if (!test(published)) return;
        this.#onDiagnostics = undefined;
        resolve(published);
      };
    });
  }

  /** Resident memory in megabytes; undefined where the system does not tell. */
  memory(): number | undefined {
    try {
      const status = readFileSync(`/proc/${this.process.pid}/status`, "utf8");
      return Number(/VmRSS:\s*(\d+)/.exec(status)?.[1]) / 1024;
    } catch {
      return undefined;
    }
  }

  end(): Promise<void> {
    return new Promise((resolve) => {
      this.process.once("exit", () => resolve());
      this.process.kill("SIGKILL");
    });
  }

  #send(message: Record<string, unknown>): void {
    const body = Buffer.from(JSON.stringify({ jsonrpc: "2.0", ...message }));
    this.process.stdin?.write(Buffer.concat([Buffer.from(`Content-Length: ${body.length}\r\n\r\n`), body]));
  }

  #read(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#size += chunk.length;
    while (this.#wanted === undefined || this.#size >= this.#wanted) {
      if (this.#wanted !== undefined && this.#size < this.#wanted) return;
      const all = Buffer.concat(this.#chunks);
      this.#chunks = [all];
      if (this.#wanted === undefined) {
        const end = all.indexOf("\r\n\r\n");
        if (end < 0) return;
        const length = Number(/content-length: (\d+)/i.exec(all.toString("latin1", 0, end))?.[1]);
        this.#wanted = end + 4 + length;
        if (all.length < this.#wanted) return;
      }
      const start = all.indexOf("\r\n\r\n") + 4;
      const body = all.toString("utf8", start, this.#wanted);
      this.#chunks = [all.subarray(this.#wanted)];
      this.#size = all.length - this.#wanted;
      this.#wanted = undefined;
      this.#take(JSON.parse(body));
      if (this.#size === 0) return;
    }
  }

  #take(message: { id?: number; method?: string; params?: unknown; result?: unknown }): void {
    const { id, method } = message;
    if (method === undefined && id !== undefined) {
      const resolve = this.#waiting.get(id);
      this.#waiting.delete(id);
      resolve?.(message.result);
    } else if (method === "textDocument/publishDiagnostics") {
      this.#onDiagnostics?.(message.params as Published);
    } else if (method !== undefined && id !== undefined) {
      this.#send({ id, result: this.#answers(method, message.params) ?? null });
    }
  }
}

/** What a server pushes. */
export interface Published {
  readonly uri: string;
  readonly version?: number;
  readonly diagnostics: readonly unknown[];
}
