import { catalogFor, newestRelease } from "../../../schemas/catalog.ts";
import { carrierSchema, type SchemaCarrier } from "../../../schemas/json-schema/carrier-schema.ts";
import { jsonSchemaFor } from "../../../schemas/json-schema/json-schema-for.ts";
import { textOf } from "../../../schemas/texts/texts.ts";
import { UserError } from "../../platform/user-error.ts";
import type { RunCommand } from "../command.ts";
import { ExitCode } from "../exit-code.ts";
import { settingsOverrides } from "../lint/lint-options.ts";

const CARRIERS: readonly (SchemaCarrier | "conf")[] = ["helm-env", "compose", "conf"];

/** `kong-lint schema`: a JSON Schema of the settings of a release, for editors and validators of YAML. */
export const run: RunCommand = async (argv, io) => {
  if (argv.operands.length > 0) throw new UserError("`kong-lint schema` expects no operand; use --format");
  const format = argv.value("format") ?? "helm-env";
  const carrier = CARRIERS.find((each) => each === format);
  if (carrier === undefined) throw new UserError(`--format ${format}: schema prints ${CARRIERS.join(", ")}`);
  const overrides = await settingsOverrides(argv);
  const catalog = catalogFor(overrides.release ?? newestRelease(overrides.edition ?? "oss"));
  const schema =
    carrier === "conf" ? jsonSchemaFor(catalog, textOf) : carrierSchema(carrier, catalog, textOf);
  io.stdout.write(`${JSON.stringify(schema, undefined, 2)}\n`);
  return ExitCode.clean;
};
