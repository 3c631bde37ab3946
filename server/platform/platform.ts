import type { KeptCopy, Replacement } from "./replacement.ts";

/** What stands at a path, symbolic links followed. */
export interface FileFacts {
  readonly kind: "file" | "folder" | "other";
  /** In bytes. */
  readonly size: number;
}

/** One name in a folder; a symbolic link is what it leads to, and `other` where it leads nowhere. */
export interface FolderEntry {
  readonly name: string;
  readonly kind: "file" | "folder" | "other";
  readonly isLink: boolean;
}

/**
 * The files a program may see. Paths are written with `/` on every system; a relative one stands below the working
 * folder. What cannot be done is a {@link FileError}.
 */
export interface FileSystem {
  /** undefined where nothing is, or nothing may be looked at. */
  facts(path: string): Promise<FileFacts | undefined>;
  /**
   * @param most bytes that are wanted at most; a file of the machine that has more is not read
   * @throws FileError, of which one is FileTooLarge
   */
  read(path: string, most?: number): Promise<Uint8Array>;
  /**
   * Replaces the content of a file or makes a new one. The file holds the old content or the new, never a part; its
   * mode stays, and a symbolic link stays and its target is written.
   * @throws FileError
   */
  write(path: string, content: Uint8Array | string): Promise<void>;
  /**
   * Gives files that were read before a new content, all or none as far as the system allows: nothing is replaced before every new
   * content is on the disk. Mode, owner, lists of access, links and attributes stay.
   * @throws FileError for what is no regular file, or was changed since it was read
   */
  replace(replacements: readonly Replacement[]): Promise<void>;
  /**
   * Ends what a run that was killed began in the folders of these files: what it left is removed, and a file that it wrote
   * half gets its old content back.
   * @returns copies that were kept, because somebody changed the file after it was written half
   */
  tidy(paths: readonly string[]): Promise<readonly KeptCopy[]>;
  /**
   * Whether {@link write} may be expected to work; nothing is changed.
   * @throws FileError
   */
  checkWritable(path: string): Promise<void>;
  /** The file that {@link write} replaces: what symbolic links lead to in the end, else the path itself. */
  target(path: string): Promise<string>;
  /**
   * In the order of the names.
   * @throws FileError
   */
  list(path: string): Promise<readonly FolderEntry[]>;
}

/** What the terminal that reads standard output can do. */
export interface TerminalFacts {
  /** Whether a person reads, not a file or another program. */
  readonly interactive: boolean;
  /** In character cells; undefined where nobody knows. */
  readonly columns: number | undefined;
  /** Whether standard error goes to a terminal too. Nobody needs to know at the start of a run, and to find out takes time. */
  showsErrors(): boolean;
}

/** How another program ended. */
export interface ProgramResult {
  /** undefined where the program could not be started. */
  readonly exitCode: number | undefined;
  readonly stdout: Uint8Array;
  readonly stderr: string;
}

/** The machine a program runs on: everything that is not a pure function comes from here. */
export interface Platform {
  readonly files: FileSystem;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Absolute, with `/`. */
  readonly workingFolder: string;
  readonly terminal: TerminalFacts;
  /** Milliseconds from some fixed moment, for measuring. */
  now(): number;
  /** To be called before a run over so many small sources that its code is to be compiled quickly rather than well. */
  expectMany(files: number): Promise<void>;
  /** Says that a run is about a few files whose reader takes longer than all else, and is not used again. */
  expectFew(): Promise<void>;
  /**
   * Runs a program of the machine to its end; its own errors are in the result. It starts in a folder that is none of the
   * user's, so that no file of the working folder is found in the place of the program.
   * @param environment variables in addition to those of this process
   */
  run(
    program: string,
    argv: readonly string[],
    environment: Readonly<Record<string, string>>,
  ): Promise<ProgramResult>;
}
