import { writeSync } from "node:fs";
import { nodePlatform } from "../platform/node.ts";
import { UserError } from "../platform/user-error.ts";
import type { Sink } from "./io.ts";
import { main } from "./main.ts";
import { readStdin } from "./read-stdin.ts";

/**
 * The program as a process. Output goes to the descriptors directly: the streams of `process` cost several
 * milliseconds to build, and lose text when a process ends before they are drained. So nothing is under way when a command is
 * done, and the process ends at once: to take its memory apart first would cost a millisecond or two.
 */
async function runProcess(): Promise<void> {
  const code = await main(process.argv.slice(2), {
    platform: nodePlatform(),
    stdin: readStdin,
    stdinPieces: () => process.stdin,
    stdout: descriptorOutput(1),
    stderr: descriptorOutput(2),
  });
  process.exit(code);
}

function descriptorOutput(descriptor: number): Sink {
  let open = true;
  return {
    write(content) {
      const bytes = typeof content === "string" ? Buffer.from(content, "utf8") : content;
      let written = 0;
      while (open && written < bytes.length) {
        try {
          written += writeSync(descriptor, bytes, written);
        } catch (error) {
          const code = error instanceof Error && "code" in error ? String(error.code) : "unknown";
          if (code === "EAGAIN") pause(5);
          else {
            // The reader has gone (`kong-lint | head`): the rest is for nobody. A full disk is worth a word.
            open = false;
            if (code !== "EPIPE" && descriptor === 1) {
              throw new UserError(`standard output cannot be written (${code})`);
            }
          }
        }
      }
    },
  };
}

/** Waits for a slow reader of a pipe that does not block. */
function pause(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

void runProcess();
