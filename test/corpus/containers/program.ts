import { main } from "../../../server/cli/main.ts";
import { nodePlatform } from "../../../server/platform/node.ts";

/** What a run of the program printed. */
export interface Printed {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number;
}

/** Runs the program in a folder, within this process. */
export async function kongLintIn(folder: string, argv: readonly string[]): Promise<Printed> {
  const printed = { stdout: "", stderr: "" };
  const sink = (name: keyof typeof printed) => ({
    write(content: string | Uint8Array) {
      printed[name] += typeof content === "string" ? content : Buffer.from(content).toString("utf8");
    },
  });
  const code = await main(argv, {
    platform: {
      ...nodePlatform(),
      workingFolder: folder,
      environment: {},
      terminal: { interactive: false, columns: undefined, showsErrors: () => false },
    },
    stdin: async () => new Uint8Array(),
    stdout: sink("stdout"),
    stderr: sink("stderr"),
  });
  return { ...printed, code };
}
