import { optionTable } from "./option-table.ts";
import type { OptionShape } from "./tokenize-arguments.ts";

/** What the options of all commands look like: an option of one name has a value with every command, or with none. */
export function optionShapes(): readonly OptionShape[] {
  return optionTable.map(({ name, short, value }) => ({
    name,
    ...(short === undefined ? {} : { short }),
    acceptsValue: value !== undefined,
  }));
}
