import type { Output } from "../io.ts";

/** More lines of one kind than this bury the report, and whoever gave ten thousand paths knows after a few. */
const MOST = 20;

/** Lines of one kind for standard error: the first ones as they come, and in the end how many more there were. */
export class Notices {
  readonly #output: Output;
  readonly #rest: string;
  readonly #quiet: boolean;
  #said = 0;

  /**
   * @param rest what the others are, after their number: `more files skipped`
   * @param quiet whether nothing is said at all
   */
  constructor(output: Output, rest: string, quiet = false) {
    this.#output = output;
    this.#rest = rest;
    this.#quiet = quiet;
  }

  say(text: string): void {
    if (this.#quiet) return;
    this.#said++;
    if (this.#said <= MOST) this.#output.say(text);
  }

  finish(): void {
    if (this.#said > MOST) this.#output.say(`${this.#said - MOST} ${this.#rest}`);
  }
}
