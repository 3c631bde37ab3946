import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

export interface FakeRequest {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}

/**
 * An answer that stands in the place of the usual one: `drop` gives none, `stall` begins one and never ends it, `done` does
 * the work first.
 */
export type Mishap =
  | {
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly message?: string;
      readonly done?: boolean;
    }
  | "drop"
  | "stall";

export interface FakeAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly data?: unknown;
}

/** What a fake keeps of its conversation with the program. */
export interface Conversation {
  readonly requests: FakeRequest[];
  /** What the description of the provider's interface says against the requests, and against the fake's own answers. */
  readonly problems: string[];
  mishap: (request: FakeRequest) => Mishap | undefined;
}

/** How a provider's description judges. */
export interface Contract {
  request(method: string, address: URL, body: unknown): readonly string[];
  response?(method: string, address: URL, status: number, body: unknown): readonly string[];
}

const JSON_TYPE = { "content-type": "application/json" };

/**
 * Serves a fake on the loopback interface; it ends with the test.
 * @returns its address, without a slash at the end
 */
export async function serveFake(
  fake: Conversation,
  contract: Contract,
  answer: (request: FakeRequest, address: URL) => FakeAnswer,
): Promise<string> {
  const note = (request: FakeRequest, judge: () => readonly string[]) => {
    fake.problems.push(...checked(judge).map((problem) => `${request.method} ${request.path}: ${problem}`));
  };
  const handle = async (message: IncomingMessage, response: ServerResponse) => {
    const address = new URL(message.url ?? "/", `http://${message.headers.host}`);
    const body = await bodyOf(message);
    const { method = "" } = message;
    const request = { method, path: address.pathname + address.search, body };
    fake.requests.push(request);
    note(request, () => contract.request(method, address, body));
    const mishap = fake.mishap(request);
    if (mishap === "drop") {
      message.socket.destroy();
      return;
    }
    if (mishap === "stall") {
      response.writeHead(200, JSON_TYPE);
      response.write("[");
      return;
    }
    const usual = mishap === undefined || mishap.done === true ? answer(request, address) : undefined;
    if (mishap !== undefined || usual === undefined) {
      response.writeHead(mishap?.status ?? 500, { ...JSON_TYPE, ...mishap?.headers });
      response.end(JSON.stringify({ message: mishap?.message ?? "mishap" }));
      return;
    }
    note(request, () => contract.response?.(method, address, usual.status, usual.data) ?? []);
    response.writeHead(usual.status, { ...JSON_TYPE, ...usual.headers });
    response.end(usual.data === undefined ? undefined : JSON.stringify(usual.data));
  };
  const server = createServer((message, response) => void handle(message, response));
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A check that breaks must fail the test, not leave its request without an answer. */
function checked(judge: () => readonly string[]): readonly string[] {
  try {
    return judge();
  } catch (error) {
    return [`the contract cannot be checked: ${String(error)}`];
  }
}

async function bodyOf(message: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString("utf8");
  return text === "" ? undefined : JSON.parse(text);
}
