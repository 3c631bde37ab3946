import type { Platform } from "../platform/platform.ts";

/** Where a program writes. A reader that has gone away is no error: what it does not want is dropped. */
export interface Output {
  write(text: string): void;
}

/** Everything a run of the program reads and writes. */
export interface Io {
  readonly platform: Platform;
  /** Standard input to its end. */
  stdin(): Promise<Uint8Array>;
  readonly stdout: Output;
  readonly stderr: Output;
}
