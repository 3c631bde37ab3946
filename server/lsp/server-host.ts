import type { FileSystem } from "../platform/platform.ts";
import type { ProgramVersion } from "../platform/program-version.ts";
import type { Baseline } from "../workspace/file-settings.ts";

/** The machine below a server. In a browser it has no files. */
export interface ServerHost {
  readonly program: ProgramVersion;
  readonly files: FileSystem;
  /**
   * The absolute paths of the configuration below a folder, found as the command line finds it.
   * @param isNamedBySettings whether the settings name the format of a file, whatever its own name
   */
  findSources(
    folder: string,
    isNamedBySettings: (path: string) => Promise<boolean>,
  ): Promise<readonly string[]>;
  /** @throws UserError where it cannot be read */
  openBaseline(path: string): Promise<Baseline>;
}
