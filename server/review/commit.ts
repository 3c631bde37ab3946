/** One file of a commit. */
export interface CommitEntry {
  /** The name of its content in git. */
  readonly id: string;
  /** In bytes. */
  readonly size: number;
  /** Symbolic links and submodules are no files to read: a link could lead anywhere. */
  readonly isFile: boolean;
}

/** The files of one commit. Nothing is checked out, and nothing in it is run. */
export interface Commit {
  /** By path from the root of the repository. */
  readonly entries: ReadonlyMap<string, CommitEntry>;
  read(entry: CommitEntry): Promise<Uint8Array>;
}
