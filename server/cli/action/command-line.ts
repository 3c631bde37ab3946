import type { ActionInputs } from "./inputs.ts";

/** What the event of the workflow says, as far as it is asked. */
export interface Event {
  readonly pull_request?: { readonly base?: { readonly sha?: string } };
  readonly merge_group?: { readonly base_sha?: string };
  readonly before?: string;
}

/** Where the action's own report goes, from which it counts. */
export interface Reports {
  readonly json: string;
}

/**
 * The arguments of `kong-lint` for some inputs. It is run in the folder of the repository, so that paths in annotations and
 * reports are those of the repository; what an input names is below the working directory.
 */
export function lintArguments(inputs: ActionInputs, event: Event, reports: Reports): readonly string[] {
  const within = (path: string) => below(inputs.workingDirectory, path);
  const base = baseOf(event);
  const paths = inputs.paths.length > 0 ? inputs.paths : inputs.workingDirectory === "" ? [] : ["."];
  return [
    ...["--format", "github", "--format", `json:${reports.json}`],
    ...option("--fail-on", inputs.failOn),
    ...option("--kong-version", inputs.kongVersion),
    ...option("--edition", inputs.edition),
    ...option("--settings", inputs.settings && within(inputs.settings)),
    ...option("--baseline", inputs.baseline && within(inputs.baseline)),
    ...option("--format", inputs.sarifFile && `sarif:${within(inputs.sarifFile)}`),
    ...(inputs.changedOnly && base !== undefined ? ["--since", base] : []),
    "--",
    ...paths.map(within),
  ];
}

/** The arguments of `kong-lint review`. */
export function reviewArguments(inputs: ActionInputs): readonly string[] {
  return [
    ...["review", "--github"],
    ...option("--kong-version", inputs.kongVersion),
    ...option("--edition", inputs.edition),
    ...option("--settings", inputs.settings && below(inputs.workingDirectory, inputs.settings)),
  ];
}

/** A value that begins with a dash is still a value. */
function option(name: string, value: string): readonly string[] {
  return value === "" ? [] : [`${name}=${value}`];
}

/** A path of the working directory as seen from the repository's folder. */
export function below(folder: string, path: string): string {
  const start = folder.replace(/^\.\/+/, "").replace(/\/+$/, "");
  if (start === "" || start === "." || path.startsWith("/")) return path;
  return path === "." ? start : `${start}/${path.replace(/^\.\/+/, "")}`;
}

/** The commit that a change is compared with. A first push has none, nor has an event without a change: then everything counts. */
function baseOf({ pull_request, merge_group, before }: Event): string | undefined {
  const base = pull_request?.base?.sha ?? merge_group?.base_sha ?? before;
  return base === undefined || /^0+$/.test(base) ? undefined : base;
}
