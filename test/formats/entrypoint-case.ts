import { catalogFor } from "../../schemas/catalog-for.ts";
import { runOfficialEntrypoint } from "../../server/formats/entrypoint/official-entrypoint.ts";

/** A measured case of the entrypoint: not a text, but an environment, a command and the files of the container. */
export interface EntrypointInput {
  readonly environment: Readonly<Record<string, string>>;
  readonly command: readonly string[];
  readonly files: Readonly<Record<string, string>>;
}

/** The environment that the entrypoint of Kong 3.9.3 passes on; null where it stops. */
export function runEntrypointCase(input: EntrypointInput): Record<string, string> | null {
  const catalog = catalogFor({ edition: "oss", version: "3.9" });
  const result = runOfficialEntrypoint(
    new Map(Object.entries(input.environment)),
    {
      version: "3.9.3",
      command: input.command,
      hasDefault: (property) => catalog.property(property) !== undefined,
    },
    (path) => input.files[path],
  );
  return result.environment === undefined ? null : Object.fromEntries(result.environment);
}
