/** Loads a part of the program, its data, or a module of Node. */
export type Load = (name: string) => unknown;

/** A bundle as the build writes it: a function that gives its exports to `module`. */
export type Bundle = (module: { exports: unknown }, load: Load, open: (name: string) => unknown) => void;

/** What the core exports: a loader of its parts. */
export interface Core extends Load {
  /** How many parts of a bundle have been run. */
  parts(bundle: string): number;
  /** Lets a part run again when it is asked for next. */
  forget(name: string): void;
}
