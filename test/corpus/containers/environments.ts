import type { EnvironmentReport, EnvironmentUnit } from "../../../server/engine/environment-report.ts";
import { kongLintIn } from "./program.ts";

/** What `environment` says of a file; undefined where no Kong process is in it. */
export async function environmentOf(folder: string, path: string): Promise<EnvironmentReport | undefined> {
  const { stdout, code } = await kongLintIn(folder, [
    "environment",
    "--no-settings",
    "--show-secrets",
    "--format",
    "json",
    "--",
    path,
  ]);
  return code === 0 ? (JSON.parse(stdout) as EnvironmentReport) : undefined;
}

/** The variables of a process: name to text, `undefined` where the text is unknown, `null` where it is removed. */
export function variablesIn({ variables }: EnvironmentUnit): ReadonlyMap<string, string | null | undefined> {
  return new Map(
    variables.map(({ name, state, value }) => [
      name,
      state === "text" ? value : state === "removed" ? null : undefined,
    ]),
  );
}
