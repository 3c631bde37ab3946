import fs from "node:fs";
import { hostname } from "node:os";
import { runQuietly } from "./run-program.ts";

/** The calls of Node's file system that writing needs. */
type FileCalls = Pick<
  typeof fs,
  | "accessSync"
  | "chmodSync"
  | "closeSync"
  | "fstatSync"
  | "fsyncSync"
  | "ftruncateSync"
  | "openSync"
  | "readdirSync"
  | "readFileSync"
  | "renameSync"
  | "statSync"
  | "unlinkSync"
  | "writeFileSync"
  | "writeSync"
>;

/** What writing asks of the machine; a test gives calls that fail. */
export interface NodeCalls extends FileCalls {
  /** Runs a program of the system to its end. True where it ended well. */
  run(program: string, argv: readonly string[]): boolean;
  /** Whether a process of this machine exists. */
  isAlive(pid: number): boolean;
  readonly pid: number;
  readonly platform: string;
  /** The name of this machine: the number of a process means something on its own machine only. */
  hostname(): string;
}

/** The calls of Node. */
export const nodeCalls: NodeCalls = {
  ...fs,
  run: runQuietly,
  isAlive(pid) {
    try {
      process.kill(pid, 0);
      return true;
    } catch (error) {
      return !(error instanceof Error && "code" in error && error.code === "ESRCH");
    }
  },
  pid: process.pid,
  platform: process.platform,
  hostname,
};
