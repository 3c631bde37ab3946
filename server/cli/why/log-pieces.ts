import { createReadStream } from "node:fs";
import { joinPath } from "../../platform/paths.ts";
import { UserError } from "../../platform/user-error.ts";
import type { Io } from "../io.ts";

/** A log, and what reports call it. */
export interface Log {
  readonly name: string;
  /** Piece by piece as text, so that the length of the log does not matter. */
  readonly pieces: AsyncIterable<string>;
}

/**
 * Opens a log.
 * @param operand a path, or a message itself: a missing file with a blank in its name is taken for one; `-` or nothing for standard input
 * @throws UserError where it cannot be read
 */
export async function openLog(operand: string | undefined, io: Io): Promise<Log> {
  if (operand === undefined || operand === "-")
    return { name: "standard input", pieces: decoded(io.stdinPieces?.() ?? onePiece(io.stdin())) };
  const path = joinPath(io.platform.workingFolder, operand.replaceAll("\\", "/"));
  const facts = await io.platform.files.facts(path);
  if (facts === undefined && /\s/.test(operand)) {
    const message = new TextEncoder().encode(operand);
    return { name: "the message", pieces: decoded(onePiece(Promise.resolve(message))) };
  }
  if (facts === undefined) throw new UserError(`${operand}: no such file`);
  if (facts.kind === "folder") throw new UserError(`${operand} is a folder; name the log`);
  return { name: operand, pieces: decoded(piecesOf(operand, path)) };
}

async function* decoded(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder("utf-8", { fatal: false });
  for await (const piece of pieces) yield decoder.decode(piece, { stream: true });
  yield decoder.decode();
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
