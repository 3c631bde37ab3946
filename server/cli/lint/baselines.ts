import { UserError } from "../../platform/user-error.ts";
import type { ResolvedSettings } from "../../settings/resolved-settings.ts";
import type { Io } from "../io.ts";
import type { BaselineFile } from "./baseline-file.ts";
import { shownPath } from "./find-sources.ts";
import type { LintOptions } from "./lint-options.ts";

/** The baselines of a run: one where a flag names it, else one for each that the settings name. */
export interface Baselines {
  of(settings: ResolvedSettings): Promise<BaselineFile | undefined>;
  /** Writes them where that is wanted, and says what is no longer needed. */
  finish(): Promise<void>;
}

/** The name of the file that `--update-baseline` writes when nothing names one. */
const DEFAULT_NAME = "kong-lint-baseline.json";

/** Opens each baseline when it is first needed. */
export function baselines(options: LintOptions, { platform, stderr }: Io): Baselines {
  const opened = new Map<string, Promise<BaselineFile>>();
  const show = (path: string) => shownPath(path, platform.workingFolder);
  const fallback = options.updateBaseline ? `${platform.workingFolder}/${DEFAULT_NAME}` : undefined;

  async function open(path: string): Promise<BaselineFile> {
    const { BaselineFile: File } = await import("./baseline-file.ts");
    return File.open(path, show(path), platform.files, options.updateBaseline);
  }

  return {
    async of(settings) {
      const path = options.baseline ?? settings.baseline?.value ?? fallback;
      if (path === undefined) return undefined;
      const known = opened.get(path) ?? open(path);
      opened.set(path, known);
      return known;
    },
    async finish() {
      for (const [path, opening] of opened) {
        const file = await opening;
        if (options.updateBaseline) {
          const entries = await update(file, show(path));
          stderr.write(`kong-lint: ${show(path)} now lists ${entries} findings\n`);
        } else if (file.fixedCount > 0) {
          stderr.write(
            `kong-lint: ${file.fixedCount} entries of ${show(path)} are fixed; --update-baseline takes them out\n`,
          );
        }
      }
    },
  };

  async function update(file: BaselineFile, shown: string): Promise<number> {
    try {
      return await file.update(platform.files);
    } catch (error) {
      throw new UserError(
        `the baseline ${shown} cannot be written: ${error instanceof Error ? error.message : ""}`,
      );
    }
  }
}
