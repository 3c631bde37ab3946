import { type ChildProcess, spawn } from "node:child_process";

/** A message of the language server protocol. */
interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
}

/** Sends messages, and hears those of the server. */
export interface Channel {
  send(message: Message): void;
  onMessage(hear: (message: Message) => void): void;
}

/** How long a server may take, in milliseconds. */
const TIMEOUT_MS = 20_000;

/**
 * Opens a document with a mistake and waits for the finding.
 * @returns what the server says of itself
 * @throws where the finding does not come
 */
export function findOverLsp(channel: Channel): Promise<string> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("the language server does not answer")), TIMEOUT_MS);
    let server = "";
    channel.onMessage(({ id, method, params, result }) => {
      if (id === 1 && method === undefined) {
        server = (result as { serverInfo: { version: string } }).serverInfo.version;
        channel.send({ method: "initialized", params: {} });
        const document = {
          uri: "file:///kong.conf",
          languageId: "kong-conf",
          version: 1,
          text: "pg_prt = 1\n",
        };
        channel.send({ method: "textDocument/didOpen", params: { textDocument: document } });
      }
      if (method !== "textDocument/publishDiagnostics") return;
      clearTimeout(timer);
      if (JSON.stringify(params).includes("schema/unknown-property")) resolve(server);
      else reject(new Error(`the language server finds nothing: ${JSON.stringify(params)}`));
    });
    channel.send({
      id: 1,
      method: "initialize",
      params: { processId: null, rootUri: null, capabilities: {} },
    });
  });
}

/** Starts a program that speaks over standard input and output, and finds a mistake with it. */
export async function findWithProgram(
  command: string,
  argv: readonly string[],
  options: { readonly cwd: string; readonly env: NodeJS.ProcessEnv },
): Promise<string> {
  const child = spawn(command, argv, { ...options, stdio: ["pipe", "pipe", "inherit"] });
  try {
    return await findOverLsp(channelOf(child));
  } finally {
    child.kill();
  }
}

function channelOf({ stdin, stdout }: ChildProcess): Channel {
  return {
    send(message) {
      const body = JSON.stringify({ jsonrpc: "2.0", ...message });
      stdin?.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
    },
    onMessage(hear) {
      let heard = Buffer.alloc(0);
      stdout?.on("data", (chunk: Buffer) => {
        heard = Buffer.concat([heard, chunk]);
        for (;;) {
          const end = heard.indexOf("\r\n\r\n");
          const length = Number(/content-length: (\d+)/i.exec(heard.toString("latin1", 0, end))?.[1]);
          if (end === -1 || heard.length < end + 4 + length) return;
          const body = heard.toString("utf8", end + 4, end + 4 + length);
          heard = heard.subarray(end + 4 + length);
          hear(JSON.parse(body));
        }
      });
    },
  };
}
