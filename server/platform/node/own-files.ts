import { createHash, randomBytes } from "node:crypto";
import type { NodeCalls } from "./node-calls.ts";

/** What a file beside a written one is for. */
export type OwnFileKind = "tmp" | "journal";

/** A file that kong-lint made beside one that it writes. */
export interface OwnFile {
  readonly kind: OwnFileKind;
  /** The machine and the process that made it. */
  readonly host: string;
  readonly pid: number;
}

const PATTERN = /^\.kong-lint-([0-9a-f]{8})-(\d+)-[0-9a-f]{12}\.(tmp|journal)$/;
const DAY = 24 * 60 * 60 * 1000;

/** A new name for a file beside a written one. */
export function ownFileName(kind: OwnFileKind, calls: NodeCalls): string {
  return `.kong-lint-${hostMark(calls)}-${calls.pid}-${randomBytes(6).toString("hex")}.${kind}`;
}

/** @returns undefined for a name that {@link ownFileName} did not make */
export function readOwnFileName(name: string): OwnFile | undefined {
  const [, host, pid, kind] = PATTERN.exec(name) ?? [];
  if (host === undefined || pid === undefined) return undefined;
  return { host, pid: Number(pid), kind: kind === "journal" ? "journal" : "tmp" };
}

/**
 * Whether nobody works with the file any more: the process is gone. Of another machine, which shares the folder, nothing is
 * known, so such a file is left for a day.
 * @param modified milliseconds since 1970
 */
export function isAbandoned({ host, pid }: OwnFile, modified: number, calls: NodeCalls): boolean {
  if (host !== hostMark(calls)) return Date.now() - modified > DAY;
  return pid !== calls.pid && !calls.isAlive(pid);
}

function hostMark(calls: NodeCalls): string {
  return createHash("sha256").update(calls.hostname()).digest("hex").slice(0, 8);
}
