/** A file that a pull or merge request changes, as its provider lists it. */
export interface ChangedFile {
  /** From the root of the repository; of a removed file the path it had. */
  readonly path: string;
  /** The path before; undefined for a new file. */
  readonly previousPath: string | undefined;
  readonly isRemoved: boolean;
  /** The hunks of a unified diff. undefined where the provider shows none: a binary file, or one that changed too much. */
  readonly patch: string | undefined;
}
