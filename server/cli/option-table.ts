import { INPUT_OPTIONS } from "./options/input-options.ts";
import type { CommandName, OptionDefinition } from "./options/option-definition.ts";
import { REPORT_OPTIONS } from "./options/report-options.ts";
import { REVIEW_OPTIONS } from "./options/review-options.ts";
import { RUN_OPTIONS } from "./options/run-options.ts";

export type { CommandName, OptionDefinition } from "./options/option-definition.ts";

/** In the order of the help. */
const table = [...INPUT_OPTIONS, ...REPORT_OPTIONS, ...REVIEW_OPTIONS, ...RUN_OPTIONS];

/** The name of an option, as the code asks for it. */
export type OptionName = (typeof table)[number]["name"];

/** Every option of the program. */
export const optionTable: readonly (OptionDefinition & { readonly name: OptionName })[] = table;

/** The options that a command takes, in the order of the table. */
export function optionsOf(
  command: CommandName,
): readonly (OptionDefinition & { readonly name: OptionName })[] {
  return optionTable.filter((option) => option.commands === "all" || option.commands.includes(command));
}
