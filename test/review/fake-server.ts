import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";
import type { Contract } from "./openapi-contract.ts";

export interface FakeRequest {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}

/**
 * An answer that stands in the place of the usual one: `drop` gives none, `stall` begins one and never ends it. With `done`
 * the work is done first, and with `stalls` the answer to that never ends.
 */
export type Fault =
  | {
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly message?: string;
      /** In the place of JSON: a page of a server in between. */
      readonly page?: string;
      readonly done?: boolean;
      readonly stalls?: boolean;
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
  fault: (request: FakeRequest) => Fault | undefined;
}

const JSON_TYPE = { "content-type": "application/json" };

/**
 * Serves a fake on the loopback interface; it ends with the test. A request that the provider's description does not allow
 * is refused, and answers are made as the description has them.
 * @returns its address, without a slash at the end
 */
export async function serveFake(
  fake: Conversation,
  contract: Contract,
  answer: (request: FakeRequest, address: URL) => FakeAnswer,
): Promise<string> {
  const handle = async (message: IncomingMessage, response: ServerResponse) => {
    const { method = "", headers } = message;
    const address = new URL(message.url ?? "/", `http://${headers.host}`);
    const body = await bodyOf(message);
    const asked = { method, address, headers, body };
    const request = { method, path: address.pathname + address.search, body };
    fake.requests.push(request);
    const note = (problems: readonly string[]) =>
      fake.problems.push(...problems.map((problem) => `${method} ${request.path}: ${problem}`));
    const send = (status: number, data: unknown, more: Readonly<Record<string, string>> = {}) => {
      response.writeHead(status, { ...JSON_TYPE, ...more });
      response.end(data === undefined ? undefined : JSON.stringify(data));
    };
    const wrong = checked(() => contract.request(asked));
    note(wrong);
    if (wrong.length > 0) {
      send(400, { message: `the description allows no such request: ${wrong.join("; ")}` });
      return;
    }
    const fault = fake.fault(request);
    if (fault === "drop") {
      message.socket.destroy();
      return;
    }
    const isDone = fault === undefined || (fault !== "stall" && fault.done === true);
    const usual = isDone ? answer(request, address) : undefined;
    if (fault === "stall" || fault?.stalls === true) {
      response.writeHead(200, JSON_TYPE);
      response.write("[");
      return;
    }
    if (fault?.page !== undefined) {
      response.writeHead(fault.status, { "content-type": "text/html", ...fault.headers });
      response.end(fault.page);
      return;
    }
    if (fault !== undefined || usual === undefined) {
      send(fault?.status ?? 500, { message: fault?.message ?? "fault" }, fault?.headers);
      return;
    }
    let data: unknown;
    note(
      checked(() => {
        const made = contract.answer(asked, usual.status, usual.data);
        data = made.data;
        return made.problems;
      }),
    );
    send(usual.status, data, usual.headers);
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
