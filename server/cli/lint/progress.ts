import type { Platform } from "../../platform/platform.ts";
import type { Io, Output } from "../io.ts";

/** Milliseconds for which nobody minds to wait. */
const DELAY = 2000;
/** Milliseconds between two lines. */
const PACE = 150;
const ERASE_LINE = "\r\u001b[K";

/** A line on the terminal of standard error that says how far a long run is. It is gone when the run is over. */
export class Progress {
  readonly #platform: Pick<Platform, "now" | "terminal">;
  readonly #output: Output;
  readonly #isWanted: boolean;
  #next: number;
  #isShown = false;

  constructor(platform: Pick<Platform, "now" | "terminal" | "environment">, output: Output, quiet: boolean) {
    this.#platform = platform;
    this.#output = output;
    this.#isWanted = !quiet && platform.environment.TERM !== "dumb";
    this.#next = platform.now() + DELAY;
  }

  /**
   * Shows how far the run is, if it takes long and somebody looks.
   * @param words of plain letters and numbers, in a few words
   */
  step(words: () => string): void {
    if (!this.#isWanted) return;
    const now = this.#platform.now();
    if (now < this.#next) return;
    this.#next = now + PACE;
    // Three calls of the system: not for each file.
    if (!this.#platform.terminal.showsErrors()) return;
    this.#isShown = true;
    this.#output.pass(new TextEncoder().encode(`${ERASE_LINE}${words()}`));
  }

  /** Takes the line away, before anything else is written. */
  clear(): void {
    if (!this.#isShown) return;
    this.#isShown = false;
    this.#output.pass(new TextEncoder().encode(ERASE_LINE));
  }

  /** The streams of a run, in whose way the line never is. */
  guard(io: Io): Io {
    const guarded = (output: Output): Output => ({
      write: (text, permitted) => {
        this.clear();
        output.write(text, permitted);
      },
      say: (message) => {
        this.clear();
        output.say(message);
      },
      pass: (bytes) => {
        this.clear();
        output.pass(bytes);
      },
    });
    return { ...io, stdout: guarded(io.stdout), stderr: guarded(io.stderr) };
  }
}
