import { connect, type Socket } from "node:net";
import {
  type Connection,
  createConnection,
  IPCMessageReader,
  IPCMessageWriter,
} from "vscode-languageserver/node";
import { connectionOptions } from "../../lsp/connection-options.ts";
import { UserError } from "../../platform/user-error.ts";
import type { Arguments } from "../command.ts";
import { ExitCode } from "../exit-code.ts";
import { WholeMessages } from "./buffer-messages.ts";
import { MendFraming } from "./resync-frames.ts";

/**
 * The connection to the client that a command line names. Sockets are those of this machine: the program goes to a client
 * that waits for it there, and nowhere else.
 * @throws UserError for a way that makes no sense, and for a client that is not there
 */
export async function openConnection(argv: Arguments): Promise<Connection> {
  const ways = (["stdio", "socket", "pipe", "node-ipc"] as const).filter((way) => argv.has(way));
  if (ways.length > 1) throw new UserError(`--${ways[0]} and --${ways[1]} cannot be used together`);
  switch (ways[0]) {
    case "socket":
      return overSocket(await opened(connect(portOf(argv.value("socket")), "127.0.0.1"), "socket"));
    case "pipe":
      return overSocket(await opened(connect(argv.value("pipe") ?? ""), "pipe"));
    case "node-ipc":
      return overChannel();
    default:
      return overStandardStreams();
  }
}

/** The library ends the process with its input; where the client does not read any more, writing fails first. */
function overStandardStreams(): Connection {
  process.stdout.on("error", endWithoutClient);
  return createConnection(
    process.stdin.pipe(new MendFraming()),
    new WholeMessages(process.stdout),
    connectionOptions,
  );
}

function overSocket(socket: Socket): Connection {
  socket.on("error", endWithoutClient);
  socket.setNoDelay(true);
  return createConnection(socket.pipe(new MendFraming()), new WholeMessages(socket), connectionOptions);
}

function overChannel(): Connection {
  if (process.send === undefined) {
    throw new UserError("--node-ipc requires a Node client that opens an IPC channel");
  }
  process.once("disconnect", endWithoutClient);
  return createConnection(new IPCMessageReader(process), new IPCMessageWriter(process), connectionOptions);
}

function endWithoutClient(): never {
  process.exit(ExitCode.findings);
}

function portOf(text: string | undefined): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new UserError(`--socket ${text}: a port is a number from 1 to 65535`);
  }
  return port;
}

function opened(socket: Socket, way: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    socket.once("connect", () => {
      socket.removeAllListeners("error");
      resolve(socket);
    });
    socket.once("error", (error) => {
      const code = "code" in error ? String(error.code) : error.name;
      reject(new UserError(`--${way}: cannot connect (${code})`));
    });
  });
}
