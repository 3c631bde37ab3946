import { catalogFor, newestRelease } from "../../../schemas/catalog.ts";
import { envSchema, type SchemaTarget } from "../../../schemas/json-schema/env-schema.ts";
import { jsonSchemaFor } from "../../../schemas/json-schema/json-schema-for.ts";
import { textOf } from "../../../schemas/texts/texts.ts";
import { UserError } from "../../platform/user-error.ts";
import type { RunCommand } from "../command.ts";
import { ExitCode } from "../exit-code.ts";
import { settingsOverrides } from "../lint/lint-options.ts";

const TARGETS: readonly (SchemaTarget | "conf")[] = ["helm-env", "compose", "conf"];

/** `kong-lint schema`: a JSON Schema of the settings of a release, for editors and validators of YAML. */
export const run: RunCommand = async (argv, io) => {
  if (argv.operands.length > 0) throw new UserError("`kong-lint schema` does not accept paths; use --format");
  const target = TARGETS.find((each) => each === argv.value("format")) ?? "helm-env";
  const overrides = await settingsOverrides(argv);
  const catalog = catalogFor(overrides.release ?? newestRelease(overrides.edition ?? "oss"));
  const schema = target === "conf" ? jsonSchemaFor(catalog, textOf) : envSchema(target, catalog, textOf);
  io.stdout.write(`${JSON.stringify(schema, undefined, 2)}\n`);
  return ExitCode.clean;
};
