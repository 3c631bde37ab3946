import type { Surroundings } from "../../model/format.ts";
import { isKongCommand } from "../entrypoint/kong-command.ts";
import { type KongImage, readKongImage } from "../images/kong-image.ts";
import { isKongSetting } from "../shared/kong-setting-names.ts";
import type { ContainerRun } from "./container-run.ts";
import { expandWord, type Field } from "./expand.ts";
import { LONG_DASH, REFERENCE } from "./run-faults.ts";
import { readRunArguments } from "./run-options.ts";

/** Whether a `docker run` command runs Kong, also where the word that names its image was lost. */
export function isKongRun(run: ContainerRun, images: Surroundings["images"]): boolean {
  if (run.image?.isKong !== undefined) return run.image.isKong || isKongCommand(run.words);
  if (run.laterImage !== undefined) return true;
  const { image, args } = run.args;
  // A long dash begins no option: the options after it are arguments of an image that does not exist.
  if (image !== undefined && LONG_DASH.test(image.text))
    return args.some(({ text }) => /KONG_\w+=/.test(text));
  // Without an image, or with a word that can be none, words were lost, and those of Kong's name remain.
  if (image === undefined || !(image.isOpaque || REFERENCE.test(image.text))) {
    const lost = image === undefined ? lostImage(run, images) : undefined;
    if (lost?.isKong !== undefined) return lost.isKong;
    if (lost === undefined) return run.envs.some(({ split }) => split.name.includes("KONG_"));
  }
  return run.envs.some(({ split }) => isKongSetting(split.name)) || isKongCommand(run.words);
}

/** An image of Kong after a word that follows the value of `-e`: that word was meant to be part of the value. */
export function findLaterImage(
  { args: { image, args }, image: read, context, envs }: ContainerRun,
  isImage: (field: Field) => boolean,
): Field | undefined {
  if (image === undefined || image.isOpaque || read?.isKong === true) return undefined;
  const { words } = context.command;
  const before = words[words.indexOf(image.word) - 1];
  const follows = envs.some(
    ({ option, split }) =>
      split.name.includes("KONG_") && (option.field.word === before || option.field.word === image.word),
  );
  // A bare `kong` is a command as well; a reference with a path or a tag is none.
  return follows ? args.find((field) => /[:/]/.test(field.text) && isImage(field)) : undefined;
}

/** The image in the line after a command that ends too early: words of the command, which the shell reads as another one. */
function lostImage({ source, context }: ContainerRun, images: Surroundings["images"]): KongImage | undefined {
  const { command, next, expand } = context;
  const [first] = next?.words ?? [];
  if (next === undefined || first === undefined) return undefined;
  const { text } = source.document;
  const isAlone = next.words.length === 1 && /[:/]/.test(text.slice(first.span.start, first.span.end));
  if (command.end.sign !== "#" && text[first.span.start] !== "-" && !isAlone) return undefined;
  const fields = next.words.flatMap((word) => expandWord(word, expand));
  const { image } = readRunArguments(fields, () => false);
  if (image === undefined || image.isOpaque || !REFERENCE.test(image.text)) return undefined;
  return readKongImage(image.text, images);
}
