import { encodeText } from "../../../grammar/text/decode-text.ts";
import { type Conversion, isTargetFormat, type TargetFormat } from "../../convert/conversion.ts";
import { convertUnit } from "../../convert/convert-unit.ts";
import { resolveRelease } from "../../engine/resolve-release.ts";
import { TARGETS, targetNamed } from "../../formats/targets.ts";
import type { ConfigUnit } from "../../model/config-unit.ts";
import { FileError } from "../../platform/file-error.ts";
import { joinPath } from "../../platform/paths.ts";
import type { Platform } from "../../platform/platform.ts";
import { UserError } from "../../platform/user-error.ts";
import { closestWord } from "../../settings/closest-word.ts";
import type { Arguments, RunCommand } from "../command.ts";
import { conversionNotes } from "../conversion-notes.ts";
import { ExitCode } from "../exit-code.ts";
import type { Io } from "../io.ts";
import { openOperand } from "../one-source.ts";

/** `kong-lint convert FILE --to FORMAT`: what a Kong process gets from a file, in the syntax of another format. */
export const run: RunCommand = async (argv, io) => {
  const [operand, ...more] = argv.operands;
  if (operand === undefined || more.length > 0)
    throw new UserError("`kong-lint convert` expects one FILE (or `-`) and --to FORMAT");
  const target = await targetOf(argv);
  const reader = readerOf(argv, target);
  const output = await outputOf(argv, io.platform);
  const { opened, settings, source } = await open(operand, argv, io);
  const { linked } = opened.source;
  const unit = unitOf(linked.units, argv.value("unit"), source.shown);
  const keepsSecrets = argv.value("secrets") === "keep";
  const release = resolveRelease(unit, settings.lint.release);
  const conversion = convertUnit(linked, unit, { target, reader, keepsSecrets, release });
  if (conversion === undefined) throw new UserError(`${source.shown}: it sets nothing for Kong`);
  await give(conversion, output, io);
  if (keepsSecrets)
    io.stderr.say("secrets are written in plain text: keep the result out of logs and repositories");
  for (const note of conversionNotes(conversion, release)) io.stderr.say(note);
  return conversion.notConverted.length === 0 ? ExitCode.clean : ExitCode.findings;
};

const NAMES = TARGETS.map(({ name }) => name);

async function targetOf(argv: Arguments): Promise<TargetFormat> {
  const name = argv.value("to");
  if (name === undefined) throw new UserError(`add --to FORMAT, one of ${NAMES.join(", ")}`);
  const target = targetNamed(name);
  if (target === undefined) {
    const near = closestWord(name, NAMES);
    throw new UserError(
      `--to ${name}: ${near === undefined ? `not one of ${NAMES.join(", ")}` : `did you mean ${near}?`}`,
    );
  }
  const format = await target.load();
  if (!isTargetFormat(format)) throw new TypeError(`${name} is listed as a target and has no writer`);
  return format;
}

function readerOf(argv: Arguments, { unitWriter: { readers } }: TargetFormat): string | undefined {
  const reader = argv.value("reader");
  if (reader === undefined) return undefined;
  if (readers.length === 0)
    throw new UserError(`--reader ${reader}: --to ${argv.value("to")} has one reader; leave --reader out`);
  if (!readers.includes(reader)) throw new UserError(`--reader ${reader}: not one of ${readers.join(", ")}`);
  return reader;
}

/** Where the result goes, as the user wrote it. */
interface OutputFile {
  readonly path: string;
  readonly shown: string;
}

/** @throws UserError where the file cannot be written, or there is one and `--force` is not given */
async function outputOf(
  argv: Arguments,
  { files, workingFolder }: Platform,
): Promise<OutputFile | undefined> {
  const shown = argv.value("output");
  if (shown === undefined) {
    if (argv.has("force")) throw new UserError("--force belongs to --output FILE");
    return undefined;
  }
  const path = joinPath(workingFolder, shown.replaceAll("\\", "/"));
  const there = await files.facts(path);
  if (there !== undefined && there.kind !== "file")
    throw new UserError(`--output ${shown}: this is not a file`);
  if (there !== undefined && !argv.has("force"))
    throw new UserError(`--output ${shown}: the file exists; add --force to replace it`);
  await orUserError(shown, () => files.checkWritable(path));
  return { path, shown };
}

async function orUserError(shown: string, action: () => Promise<void>): Promise<void> {
  try {
    await action();
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    throw new UserError(`--output ${shown}: ${error.message}`);
  }
}

async function open(operand: string, argv: Arguments, io: Io) {
  const given = argv.value("given");
  const { givenSurroundings } = await import("../given-surroundings.ts");
  return openOperand(operand, argv, io, {
    asEnvironment: true,
    ...(given === undefined ? {} : { surroundings: await givenSurroundings(given, io.platform) }),
  });
}

/** @throws UserError where it is not clear which process is meant */
function unitOf(units: readonly ConfigUnit[], name: string | undefined, shown: string): ConfigUnit {
  const named = name === undefined ? units : units.filter((unit) => namesOf(unit).includes(name));
  const [first, second] = named;
  if (first !== undefined && second === undefined) return first;
  const all = units.map((unit) => unit.id || "the file itself").join(", ");
  if (name === undefined)
    throw new UserError(`${shown} describes ${units.length} Kong processes; add --unit, one of ${all}`);
  throw new UserError(
    `--unit ${name}: ${shown} describes ${first === undefined ? "no such process" : "several such processes"}; use one of ${all}`,
  );
}

/** A service goes by its own name as well: `kong` is `services.kong`. */
function namesOf({ id, name }: ConfigUnit): readonly string[] {
  return [id, id.slice(id.lastIndexOf(".") + 1), ...(name === undefined ? [] : [name])];
}

async function give({ text }: Conversion, output: OutputFile | undefined, io: Io): Promise<void> {
  const bytes = encodeText(text);
  if (output === undefined) io.stdout.pass(bytes);
  else await orUserError(output.shown, () => io.platform.files.write(output.path, bytes));
}
