import type { Platform } from "../platform/platform.ts";
import type { Colors } from "../report/style.ts";

/**
 * Where a process writes: text, or bytes that are passed on as they are. A reader that has gone away is no error: what it
 * does not want is dropped.
 */
export interface Sink {
  write(content: string | Uint8Array): void;
}

/** What a text may hold besides what can be seen. */
export interface Permitted {
  /** The escape sequences of a style that was made for these. */
  readonly colors?: Colors;
  /** Lines that begin with `::`, which GitHub Actions takes for commands. */
  readonly commands?: boolean;
}

/** Where a command writes. Nothing that a file, a name or a setting holds reaches a terminal or a runner as a command. */
export interface Output {
  /** Lines of text. Whatever could not be seen is escaped; line feeds and tabs stay. */
  write(text: string, permitted?: Permitted): void;
  /** A line of the program's own, with its name before it; line feeds in it are escaped too. */
  say(message: string): void;
  /** What belongs to the user, such as a fixed text: every byte as it is. */
  pass(bytes: Uint8Array): void;
}

/** What a process gives a run of the program. */
export interface ProcessIo {
  readonly platform: Platform;
  /** Standard input to its end. */
  stdin(): Promise<Uint8Array>;
  /** Standard input piece by piece, for what may be longer than any configuration; absent: all of it is one piece. */
  readonly stdinPieces?: () => AsyncIterable<Uint8Array>;
  readonly stdout: Sink;
  readonly stderr: Sink;
}

/** Everything a run of the program reads and writes. */
export interface Io extends Omit<ProcessIo, "stdout" | "stderr"> {
  readonly stdout: Output;
  readonly stderr: Output;
}
