import { serve } from "../../lsp/server.ts";
import { UserError } from "../../platform/user-error.ts";
import type { RunCommand } from "../command.ts";
import { languageServerHost } from "../lsp/language-server-host.ts";
import { limitHeapGrowth } from "../lsp/limit-heap-growth.ts";
import { openConnection } from "../lsp/open-connection.ts";

/**
 * `kong-lint lsp`: serves one client. The process ends with `exit`, with the connection, or with the client's process,
 * whose number `initialize` or `--clientProcessId` tells; the exit code is that of the protocol, 0 after `shutdown`.
 */
export const run: RunCommand = async (argv, { platform }) => {
  if (argv.operands.length > 0) throw new UserError("`kong-lint lsp` does not accept arguments");
  // A request that fails has failed, and the next one is served.
  process.on("unhandledRejection", () => undefined);
  limitHeapGrowth();
  serve(await openConnection(argv), languageServerHost(platform));
  return new Promise<never>(() => undefined);
};
