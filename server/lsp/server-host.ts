import type { LinkedSource } from "../model/config-unit.ts";
import type { FileSystem } from "../platform/platform.ts";
import type { ProgramVersion } from "../platform/program-version.ts";
import type { Baseline } from "../workspace/file-settings.ts";

/** A file of the workspace that is one of Kong's. */
export interface OpenedFile {
  readonly linked: LinkedSource;
}

/** The machine below a server. In a browser it has no files. */
export interface ServerHost {
  readonly program: ProgramVersion;
  readonly files: FileSystem;
  /** The absolute paths of the configuration below a folder, found as the command line finds it. */
  findSources(folder: string): Promise<readonly string[]>;
  /**
   * Reads a file.
   * @param shown the path that reports show
   * @returns undefined for one that is not Kong's, or cannot be read
   */
  open(path: string, shown: string): Promise<OpenedFile | undefined>;
  /** @throws UserError where it cannot be read */
  openBaseline(path: string): Promise<Baseline>;
}
