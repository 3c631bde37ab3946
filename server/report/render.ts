import { type FileReport, summarize } from "../engine/report.ts";
import { reporterNamed, reporters } from "./reporters.ts";

/** How a report may look. */
export interface RenderOptions {
  /** Of the program that asks; formats that name their tool show it. */
  readonly version?: string;
  /** Escape sequences for color. */
  readonly color?: boolean;
  /** The width of a terminal in cells; lines have any length where it is absent. */
  readonly columns?: number;
}

/** The names that {@link render} takes. */
export const reporterNames: readonly string[] = Object.keys(reporters);

/**
 * Reports of files as one text, in an output format by its name.
 * @throws RangeError for a name that is not one of {@link reporterNames}
 */
export async function render(
  name: string,
  files: readonly FileReport[],
  { version = "", color = false, columns }: RenderOptions = {},
): Promise<string> {
  const known = reporterNamed(name);
  if (known === undefined)
    throw new RangeError(
      `there is no output format \`${name}\`; the formats are ${reporterNames.join(", ")}`,
    );
  const { reporter } = await reporters[known].load();
  const run = { files, summary: summarize(files), fixed: 0, dryRun: false };
  return [...reporter.report(run, { version, color, hyperlinks: false, columns })].join("");
}
