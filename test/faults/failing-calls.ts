import { type NodeCalls, nodeCalls } from "../../server/platform/node/node-calls.ts";

/** How the machine fails: one call does, or the process ends with it and no later call does anything. */
export type Fault = "one call fails" | "the process ends";

/** The calls of Node with one that fails. */
export interface FailingCalls {
  readonly calls: NodeCalls;
  /** How many calls were made. */
  made(): number;
}

/** A process that no longer exists, for the files that it left. */
export const ENDED = 2_147_483_646;

/**
 * @param at the number of the call that fails, from 1
 * @param others calls that stand in the place of Node's
 */
export function failingCalls(at: number, fault: Fault, others: Partial<NodeCalls> = {}): FailingCalls {
  let made = 0;
  const machine: NodeCalls = { ...nodeCalls, ...others, pid: ENDED };
  const calls = new Proxy(machine, {
    get(target, name) {
      const call: unknown = Reflect.get(target, name);
      if (typeof call !== "function" || name === "isAlive" || name === "hostname") return call;
      return (...args: unknown[]) => {
        made++;
        if (made === at || (made > at && fault === "the process ends")) {
          // A write that fails has often written something.
          if (name === "writeSync") writeHalf(target, args);
          throw Object.assign(new Error("ENOSPC: no space left on device"), { code: "ENOSPC" });
        }
        return Reflect.apply(call, target, args);
      };
    },
  });
  return { calls, made: () => made };
}

function writeHalf({ writeSync }: NodeCalls, args: readonly unknown[]): void {
  const [descriptor, bytes, offset, length, position] = args as [number, Buffer, number, number, number];
  writeSync(descriptor, bytes, offset, Math.floor(length / 2), position);
}
