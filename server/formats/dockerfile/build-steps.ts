import { type Span, span } from "../../../grammar/text/span.ts";
import { splitWords } from "./expand-word.ts";
import { wordsOf } from "./instruction-words.ts";
import type { Instruction } from "./parse-dockerfile.ts";

/** Options of the builder before the words of an instruction: `--mount=type=cache,target=/x`. */
const OPTIONS = /^(?:--[a-z-]+(?:=\S*)?\s+)*/;

/** The command line of `RUN`: without the options of the builder, the script of a shell, the words of a list. */
export function commandLineOf({ args }: Instruction): string {
  const line = args.text.replace(OPTIONS, "");
  if (!line.startsWith("[")) return line;
  const words = wordsOf(line);
  const [shell = "", flag, script] = words;
  return /(?:^|\/)(?:ba|da|a)?sh$/.test(shell) && flag === "-c" ? (script ?? "") : words.join(" ");
}

/** The words of `COPY` and `ADD` in both of their forms, the last of which is the target. */
export function copyWords(text: string, escapeSign: string): readonly Span[] {
  const start = OPTIONS.exec(text)?.[0].length ?? 0;
  const rest = text.slice(start);
  if (rest.startsWith("["))
    return [...rest.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(({ index, 1: word = "" }) =>
      span(start + index + 1, start + index + 1 + word.length),
    );
  return splitWords(text, escapeSign).filter((word) => word.start >= start);
}

/** A path as `WORKDIR` makes it absolute; undefined where the folder is not known. */
export function absolutePath(folder: string | undefined, path: string): string | undefined {
  if (!path.startsWith("/") && folder === undefined) return undefined;
  const parts: string[] = [];
  for (const part of (path.startsWith("/") ? path : `${folder}/${path}`).split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  return `/${parts.join("/")}`;
}

/**
 * Where a copy puts each of its sources, in their order. A target with a slash at its end, or of several sources, is a folder; one
 * without may be a folder that the image has.
 */
export function copiedPaths(
  sources: readonly string[],
  target: string,
  folder: string | undefined,
): readonly (readonly string[])[] {
  const path = absolutePath(folder, target);
  if (path === undefined) return sources.map(() => [target]);
  const isFolder = sources.length > 1 || /(?:^|\/)\.{0,2}$/.test(target);
  return sources.map((source) => {
    const name = source.replace(/\/+$/, "").replace(/^.*\//s, "");
    const inside = `${path === "/" ? "" : path}/${name}`;
    if (isFolder) return [inside];
    return /\.[^/]*$/.test(path) ? [path] : [path, inside];
  });
}
