import type { Location } from "../../model/location.ts";
import type { Draft } from "./problems.ts";

/**
 * A variable whose name is one of Kong's but for blanks or a word before it: the process gets it as it is written, and Kong does not look
 * it up.
 * @param tool as the subject of a sentence
 */
export function misnamedVariable(
  tool: string,
  { name, at, text }: { readonly name: string; readonly at: Location; readonly text: string },
  meant: string,
): Draft {
  const space = /\s/.test(name) ? ", with the space" : "";
  // Only a name that is written as it is can be replaced.
  const isPlain = text.slice(at.start, at.end) === name;
  return {
    kind: "name-changed",
    at,
    name: meant,
    before: meant,
    after: name,
    detail: `${tool} makes a variable named \`${name}\`${space}, which Kong does not read`,
    ...(isPlain ? { correction: { title: `Change to \`${meant}\``, at, text: meant } } : {}),
  };
}
