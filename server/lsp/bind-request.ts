import type { Connection } from "vscode-languageserver";
import { checkParams } from "./check-params.ts";
import { CancellationToken, ErrorCodes, LSPErrorCodes, ResponseError } from "./protocol.ts";
import type { Session } from "./session.ts";

/** Gives the session, or refuses the request as the protocol wants it before `initialize` and after `shutdown`. */
export type RequireSession = () => Session;

/** Answers a request whose parameters have the form that the protocol gives them. */
export type Handler = (session: Session, params: unknown, token: CancellationToken) => Promise<unknown>;

/** Binds a method to a handler: what goes wrong in one is an answer, and nothing that a document holds gets into it. */
export function bindRequest(
  connection: Connection,
  method: string,
  requireSession: RequireSession,
  handler: Handler,
): void {
  // The library leaves out parameters that a request does not have, and spreads those that are an array.
  connection.onRequest(method, async (...given: unknown[]) => {
    const token = given.at(-1);
    const params = given.length === 2 ? given[0] : undefined;
    const isCancelled = () => CancellationToken.is(token) && token.isCancellationRequested;
    if (isCancelled()) return cancelled();
    try {
      const session = requireSession();
      checkParams(method, params);
      const result = await handler(
        session,
        params,
        CancellationToken.is(token) ? token : CancellationToken.None,
      );
      return isCancelled() ? cancelled() : result;
    } catch (error) {
      if (error instanceof ResponseError) return error;
      const what = error instanceof Error ? error.name : "unknown error";
      connection.console.error(`${method} failed (${what})`);
      return new ResponseError(ErrorCodes.InternalError, `${method} failed (${what})`);
    }
  });
}

function cancelled(): ResponseError<void> {
  return new ResponseError(LSPErrorCodes.RequestCancelled, "the client has canceled the request");
}
