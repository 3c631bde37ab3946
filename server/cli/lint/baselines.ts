import { UserError } from "../../platform/user-error.ts";
import { count } from "../../report/words.ts";
import type { ResolvedSettings } from "../../settings/resolved-settings.ts";
import type { BaselineFile } from "../../workspace/baseline-file.ts";
import { shownPath } from "../../workspace/source-path.ts";
import type { Io } from "../io.ts";
import type { LintOptions } from "./lint-options.ts";

/** The baselines of a run: one where a flag names it, else one for each that the settings name. */
export interface Baselines {
  /** The file that is going to be written, as far as the flags say it. */
  readonly written: { readonly file: string; readonly shown: string } | undefined;
  /**
   * Opens the baseline that a flag names, so that one that is broken is said whatever there is to lint.
   * @throws UserError
   */
  open(): Promise<void>;
  of(settings: ResolvedSettings): Promise<BaselineFile | undefined>;
  /** Writes them where that is wanted, and says what no longer matches. */
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
    const known = opened.get(path);
    if (known !== undefined) return known;
    const { BaselineFile: File } = await import("../../workspace/baseline-file.ts");
    const opening = File.open(path, show(path), platform.files, options.updateBaseline);
    opened.set(path, opening);
    return opening;
  }

  const named = options.baseline;
  return {
    written: options.updateBaseline && named !== undefined ? { file: named, shown: show(named) } : undefined,
    async open() {
      if (named !== undefined) await open(named);
    },
    async of(settings) {
      const path = named ?? settings.baseline?.value ?? fallback;
      return path === undefined ? undefined : open(path);
    },
    async finish() {
      for (const [path, opening] of opened) {
        const file = await opening;
        if (options.updateBaseline) {
          const entries = await update(file, show(path));
          stderr.say(`${show(path)} now lists ${count(entries, "finding")}`);
          continue;
        }
        const fixed = await file.fixedCount(platform.files);
        if (fixed === 0) continue;
        if (options.quiet) continue;
        stderr.say(
          `${count(fixed, "entry", "entries")} of ${show(path)} no longer ${fixed === 1 ? "matches" : "match"}; run --update-baseline to remove ${fixed === 1 ? "it" : "them"}`,
        );
      }
    },
  };

  async function update(file: BaselineFile, shown: string): Promise<number> {
    try {
      return await file.update(platform.files);
    } catch (error) {
      throw new UserError(
        `cannot write the baseline ${shown}: ${error instanceof Error ? error.message : ""}`,
      );
    }
  }
}
