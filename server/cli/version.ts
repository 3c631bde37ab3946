/** Set by the build. */
declare const KONG_LINT_VERSION: string | undefined;

/** The version of this program; a run from the sources has none. */
export const version: string =
  typeof KONG_LINT_VERSION === "string" ? KONG_LINT_VERSION : "0.0.0-development";
