/** The launcher and the bundle that it runs share no module, only the process. */
const KEY = Symbol.for("kong-lint.code-keeper");

/** What keeps the compiled code of this process for later ones. */
export interface CodeKeeper {
  /** Whether nothing was kept by an earlier process. */
  isFirst(): boolean;
  /**
   * Keeps what was compiled until now, once. It has to come before V8's flags are changed, for compiled code counts only for
   * the flags that hold when it is kept.
   */
  keep(): void;
}

/** Makes the keeper known to {@link codeKeeper}. */
export function setCodeKeeper(keeper: CodeKeeper): void {
  Object.defineProperty(globalThis, KEY, { value: keeper, configurable: true });
}

/** @returns undefined where the program was not started by the launcher */
export function codeKeeper(): CodeKeeper | undefined {
  return Reflect.get(globalThis, KEY) as CodeKeeper | undefined;
}
