import type { ConnectionOptions } from "vscode-languageserver";
import { hasParams } from "./check-params.ts";
import { Message } from "./protocol.ts";

/**
 * How messages are taken. The library reads the parameters of `initialize` before the server does, and refuses as invalid only
 * those that are not there: so are those that it would fail on.
 */
export const connectionOptions: ConnectionOptions = {
  messageStrategy: { handleMessage: (message, next) => next(withoutBrokenParams(message)) },
};

function withoutBrokenParams(message: Message): Message {
  if (!Message.isRequest(message) || message.method !== "initialize") return message;
  const { params, ...rest } = message;
  return hasParams(message.method, params) ? message : rest;
}
