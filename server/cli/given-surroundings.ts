import { ENV_FILE_READERS } from "../formats/env-file/readers.ts";
import type { Reader, Surroundings } from "../model/format.ts";
import { joinPath } from "../platform/paths.ts";
import type { Platform } from "../platform/platform.ts";
import { UserError } from "../platform/user-error.ts";

/** Whoever reads files of variables, and a release of one of them that reads some otherwise. */
const READERS: readonly string[] = [...ENV_FILE_READERS, "compose-2.16"];

/**
 * What a file of `--given` says about the surroundings of a source:
 * `{"shell": {…}, "image_env": {…}, "build_args": {…}, "service_env": {…}, "target": "…", "reader": "…", "chart": "kong 3.4.1",
 * "set": […], "set_string": […]}`, each of them optional.
 * @throws UserError for a file that cannot be read, or says anything else
 */
export async function givenSurroundings(
  file: string,
  { files, workingFolder }: Platform,
): Promise<Surroundings> {
  const shown = `--given ${file}`;
  const absolute = joinPath(workingFolder, file.replaceAll("\\", "/"));
  if ((await files.facts(absolute)) === undefined) throw new UserError(`${shown}: no such file`);
  const given = parsed(new TextDecoder().decode(await files.read(absolute)), shown);
  const { shell, image_env, build_args, service_env, target, reader, chart, set, set_string, ...others } =
    given;
  const [other] = Object.keys(others);
  if (other !== undefined)
    throw new UserError(
      `${shown}: there is no \`${other}\`; use shell, image_env, build_args, service_env, target, reader, chart, set or set_string`,
    );
  const variables = (name: string, value: unknown) =>
    value === undefined || value === null ? undefined : variablesIn(value, `${shown}: \`${name}\``);
  const known = {
    shell: variables("shell", shell),
    imageEnvironment: variables("image_env", image_env),
    buildArguments: variables("build_args", build_args),
    serviceEnvironment: variables("service_env", service_env),
    target: textIn(target, `${shown}: \`target\``),
    reader: readerIn(reader, `${shown}: \`reader\``),
    chart: textIn(chart, `${shown}: \`chart\``),
    set: textsIn(set, `${shown}: \`set\``),
    setText: textsIn(set_string, `${shown}: \`set_string\``),
  };
  return Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined));
}

function parsed(text: string, shown: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    if (isRecord(value)) return value;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new UserError(`${shown}: not JSON: ${error.message}`);
  }
  throw new UserError(`${shown}: must be an object`);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function variablesIn(value: unknown, shown: string): ReadonlyMap<string, string> {
  if (!isRecord(value)) throw new UserError(`${shown} must be an object of variables`);
  return new Map(
    Object.entries(value).map(([name, text]) => {
      if (typeof text !== "string") throw new UserError(`${shown}: the value of ${name} must be a string`);
      return [name, text];
    }),
  );
}

function textsIn(value: unknown, shown: string): readonly string[] | undefined {
  if (value === undefined || value === null) return undefined;
  if (!Array.isArray(value) || value.some((each) => typeof each !== "string"))
    throw new UserError(`${shown} must be a list of texts`);
  // Checked above, item by item.
  return value as readonly string[];
}

function textIn(value: unknown, shown: string): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "string") throw new UserError(`${shown} must be a string`);
  return value;
}

function readerIn(value: unknown, shown: string): Reader | undefined {
  const name = textIn(value, shown);
  if (name !== undefined && !READERS.includes(name))
    throw new UserError(`${shown} must be one of ${READERS.join(", ")}`);
  return name as Reader | undefined;
}
