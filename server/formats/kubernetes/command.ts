import type { Placed } from "../../model/deployment.ts";
import { type Location, locate } from "../../model/location.ts";
import { textOfPieces } from "../shared/cooked.ts";
import { itemsOf } from "../yaml/fields.ts";
import { expand, type Known } from "./expand.ts";
import type { Container } from "./pods.ts";
import { readText } from "./scalars.ts";

/** How a container is started. */
export interface ContainerCommand {
  /** `command`: instead of the entrypoint of the image. */
  readonly entrypoint: Placed<readonly string[]> | undefined;
  /** `args`: instead of the command of the image. */
  readonly command: Placed<readonly string[]> | undefined;
  readonly isUnknown: boolean;
}

/** Reads `command` and `args`, in which `$(NAME)` is filled in. */
export function commandOf(container: Container, lookup: (name: string) => Known): ContainerCommand {
  const entrypoint = wordsOf(container, "command", lookup);
  const command = wordsOf(container, "args", lookup);
  return {
    entrypoint: entrypoint === "unknown" ? undefined : entrypoint,
    command: command === "unknown" ? undefined : command,
    isUnknown: entrypoint === "unknown" || command === "unknown",
  };
}

function wordsOf(
  { fields, pod }: Container,
  field: "command" | "args",
  lookup: (name: string) => Known,
): Placed<readonly string[]> | "unknown" | undefined {
  const found = fields.get(field);
  if (found === undefined || found.node.kind !== "sequence") return undefined;
  const { source } = pod.owner;
  const words = itemsOf(found.node).map((item) => {
    const read = readText(source, item);
    return read.kind === "text" ? textOfPieces(expand(read.cooked, lookup).pieces) : "";
  });
  const known = words.filter((word) => word !== undefined);
  const at: Location = locate(source.document.path, found.node.span);
  return known.length < words.length ? "unknown" : { value: known, at };
}

/** The kong.conf that a command names, and whether it sets variables by itself. */
export function confOfCommand({ entrypoint, command }: ContainerCommand): {
  readonly file: string | undefined;
  readonly exports: boolean;
  readonly at: Location | undefined;
} {
  const words = [...(entrypoint?.value ?? []), ...(command?.value ?? [])];
  const isShell = /(?:^|\/)(?:ba|da|a|z)?sh$/.test(words[0] ?? "");
  const flag = words.findIndex((word) => word === "-c" || word === "--conf");
  const text = words.join(" ");
  return {
    file: flag > 0 && !isShell ? words[flag + 1] : undefined,
    exports: /\bKONG_[A-Z0-9_]+=/.test(text) || (isShell && /(?:\s-c\s|--conf\s)\S*kong\.conf/.test(text)),
    at: entrypoint?.at ?? command?.at,
  };
}

/** `$NAME` in the words of a container that no shell reads, where the container has a variable of that name. */
export function shellVariables(
  { fields, pod }: Container,
  { entrypoint, command }: ContainerCommand,
  isSet: (name: string) => boolean,
): readonly { readonly name: string; readonly at: Location }[] {
  const words = [...(entrypoint?.value ?? []), ...(command?.value ?? [])];
  // A script may be the program, or hand its arguments to one.
  if (entrypoint === undefined || words.some((word) => /(?:^|\/)(?:ba|da|a|z)?sh$|\.sh$/.test(word)))
    return [];
  const { source } = pod.owner;
  return (["command", "args"] as const).flatMap((field) =>
    itemsOf(fields.get(field)?.node).flatMap((item) => {
      const read = readText(source, item);
      const match = read.kind === "text" ? /\$\{?([A-Za-z_]\w*)\}?/.exec(read.cooked.text) : null;
      const name = match?.[1];
      if (read.kind !== "text" || match === null || name === undefined || !isSet(name)) return [];
      const range = { start: match.index, end: match.index + match[0].length };
      return [{ name, at: locate(source.document.path, read.cooked.map.spanToSource(range)) }];
    }),
  );
}
