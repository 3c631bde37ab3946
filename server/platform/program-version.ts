/** What a build knows of itself. */
export interface ProgramVersion {
  readonly version: string;
  /** Of the sources, shortened; `-dirty` at the end where they were changed since. undefined outside a checkout. */
  readonly commit: string | undefined;
  /** The newest releases of Kong that are known: open source by patch, Enterprise by line. */
  readonly newestKong: { readonly oss: string; readonly enterprise: string } | undefined;
  /** The day on which the facts about Kong were last brought up to date, as `2026-11-23`. */
  readonly dataDate: string | undefined;
}

/** Set by the build: a {@link ProgramVersion} as JSON. */
declare const KONG_LINT_PROGRAM: string | undefined;

/** This program; a run from the sources knows little of itself. */
export const programVersion: ProgramVersion =
  typeof KONG_LINT_PROGRAM === "string"
    ? JSON.parse(KONG_LINT_PROGRAM)
    : { version: "0.0.0-development", commit: undefined, newestKong: undefined, dataDate: undefined };

/** The version first, then the rest in brackets: `0.1.0 (commit 3077647, Kong up to 3.9.3, …)`. */
export function describeVersion({ version, commit, newestKong, dataDate }: ProgramVersion): string {
  const details = [
    ...(commit === undefined ? [] : [`commit ${commit}`]),
    ...(newestKong === undefined
      ? []
      : [`Kong up to ${newestKong.oss} and Enterprise ${newestKong.enterprise}`]),
    ...(dataDate === undefined ? [] : [`data of ${dataDate}`]),
  ];
  return details.length === 0 ? version : `${version} (${details.join(", ")})`;
}
