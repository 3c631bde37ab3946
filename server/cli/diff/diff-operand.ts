import { decodeText } from "../../../grammar/text/decode-text.ts";
import type { DiffSource } from "../../diff/compare-sources.ts";
import { type NodeAnswer, readNodeAnswer } from "../../diff/node-answer.ts";
import { FileError } from "../../platform/file-error.ts";
import { UserError } from "../../platform/user-error.ts";
import { namedSource } from "../../workspace/source-path.ts";
import type { Arguments } from "../command.ts";
import type { Io } from "../io.ts";
import { openOperand } from "../one-source.ts";

/** One side of a comparison. */
export type DiffOperand =
  | { readonly kind: "source"; readonly source: DiffSource }
  | { readonly kind: "node"; readonly answer: NodeAnswer; readonly path: string };

/** Larger answers are no node's. */
const MOST_BYTES = 4 * 1024 * 1024;

/**
 * Opens a side of a comparison: a configuration, or a saved answer of a node's `GET /`.
 * @param operand a path, or `-` for standard input
 * @throws UserError where it is neither
 */
export async function openSide(operand: string, argv: Arguments, io: Io): Promise<DiffOperand> {
  const bytes = await bytesOf(operand, io);
  const found = bytes === undefined ? undefined : readNodeAnswer(decodeText(bytes).text);
  const shown = operand === "-" ? "standard input" : namedSource(operand, io.platform.workingFolder).shown;
  if (found?.kind === "node") return { kind: "node", answer: found.answer, path: shown };
  if (found?.kind === "broken") throw new UserError(`${shown}: ${found.reason}`);
  const again: Io = operand === "-" && bytes !== undefined ? { ...io, stdin: async () => bytes } : io;
  try {
    const { opened, settings } = await openOperand(operand, argv, again);
    return { kind: "source", source: { linked: opened.source.linked, settings: settings.lint } };
  } catch (error) {
    if (!(error instanceof UserError) || found?.isJson !== true) throw error;
    throw new UserError(
      `${shown}: is JSON, but neither a configuration that kong-lint reads nor an answer of \`GET /\` with \`version\` and \`configuration\``,
    );
  }
}

/** undefined where nothing can be read: what is wrong is said by who opens it. */
async function bytesOf(operand: string, io: Io): Promise<Uint8Array | undefined> {
  if (operand === "-") return io.stdin();
  const { files, workingFolder } = io.platform;
  try {
    return await files.read(namedSource(operand, workingFolder).absolute, MOST_BYTES);
  } catch (error) {
    if (error instanceof FileError) return undefined;
    throw error;
  }
}
