/** The launcher and the bundle that it runs share no module, only the process. */
const KEY = Symbol.for("kong-lint.code-keeper");

/** What keeps the compiled code of this process for later ones. */
export interface CodeKeeper {
  /** Whether nothing was kept by an earlier process. */
  isFirst(): boolean;
  /**
   * Keeps what was compiled until now, once. It has to come before V8's flags are changed for good, for compiled code counts
   * only for the flags that hold when it is kept.
   */
  keep(): void;
  /**
   * Sets a flag of V8 until the code is kept. V8 takes compiled code only under equal flags, and the next run starts with its
   * defaults.
   * @param flag as it is from now on, such as `--interrupt-budget=2000000`
   * @param before the same flag with V8's default
   */
  setFlag(flag: string, before: string): void;
  /**
   * Notes what this run does, in one word. Code is compiled when it first runs, so a run that does what none did before has more
   * to keep.
   */
  note(work: string): void;
}

/** Makes the keeper known to {@link codeKeeper}. */
export function setCodeKeeper(keeper: CodeKeeper): void {
  Object.defineProperty(globalThis, KEY, { value: keeper, configurable: true });
}

/** @returns undefined where the program was not started by the launcher */
export function codeKeeper(): CodeKeeper | undefined {
  return Reflect.get(globalThis, KEY) as CodeKeeper | undefined;
}
