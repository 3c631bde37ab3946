import { createReadStream } from "node:fs";
import { joinPath } from "../../platform/paths.ts";
import { UserError } from "../../platform/user-error.ts";
import type { Io } from "../io.ts";

/**
 * A log piece by piece as text, so that its length does not matter.
 * @param operand a path; `-` or nothing for standard input
 * @throws UserError where it cannot be read
 */
export async function* logPieces(operand: string | undefined, io: Io): AsyncGenerator<string> {
  const decoder = new TextDecoder("utf-8", { fatal: false });
  for await (const piece of await bytesOf(operand, io)) yield decoder.decode(piece, { stream: true });
  yield decoder.decode();
}

async function bytesOf(operand: string | undefined, io: Io): Promise<AsyncIterable<Uint8Array>> {
  if (operand === undefined || operand === "-") return io.stdinPieces?.() ?? onePiece(io.stdin());
  const path = joinPath(io.platform.workingFolder, operand.replaceAll("\\", "/"));
  const facts = await io.platform.files.facts(path);
  if (facts === undefined) throw new UserError(`${operand}: no such file`);
  if (facts.kind === "folder") throw new UserError(`${operand} is a folder; name the log`);
  return piecesOf(operand, path);
}

async function* piecesOf(operand: string, path: string): AsyncGenerator<Uint8Array> {
  try {
    for await (const piece of createReadStream(path)) yield piece;
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown";
    throw new UserError(`${operand} cannot be read (${code})`);
  }
}

async function* onePiece(bytes: Promise<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield await bytes;
}
