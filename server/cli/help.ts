import { commandTable } from "./command-table.ts";
import { type CommandName, type OptionDefinition, optionsOf } from "./option-table.ts";

/** The help of one command; that of `lint` is the help of the program, and lists the other commands. */
export function helpText(command: CommandName, columns = 100): string {
  const { operands, summary, description } = commandTable[command];
  const name = command === "lint" ? "kong-lint" : `kong-lint ${command}`;
  const lines = [
    command === "lint"
      ? "kong-lint - reads kong.conf as Kong reads it, release by release"
      : `${name} - ${summary}`,
    "",
    `Usage: ${name} [options] ${operands}`,
  ];
  if (command === "lint") lines.push("       kong-lint COMMAND [options] …");
  lines.push("", ...wrap(description, columns, 0));
  if (command === "lint") lines.push("", "Commands:", ...commandLines(columns));
  const options = optionsOf(command);
  for (const group of new Set(options.map((option) => option.group))) {
    lines.push("", `${group}:`);
    for (const option of options.filter((each) => each.group === group)) {
      lines.push(...entry(optionSpelling(option, command), helpOf(option, command), columns));
    }
  }
  return `${lines.join("\n")}\n`;
}

/** An option as help and manual write it: `-f, --format FORMAT`; for one command where that is named. */
export function optionSpelling(option: OptionDefinition, command?: CommandName): string {
  const short = option.short === undefined ? "" : `-${option.short}, `;
  const value = (command === undefined ? undefined : option.valueFor?.[command]) ?? option.value;
  return `${short}--${option.name}${value === undefined ? "" : ` ${value}`}`;
}

/** What an option does, with the values it may have; for one command where that is named. */
export function helpOf(option: OptionDefinition, command?: CommandName): string {
  const help = (command === undefined ? undefined : option.helpFor?.[command]) ?? option.help;
  return option.choices === undefined ? help : `${help}; one of ${option.choices.join(", ")}`;
}

function commandLines(columns: number): readonly string[] {
  return Object.entries(commandTable).flatMap(([name, { operands, summary }]) =>
    entry(`${name} ${operands}`, summary, columns),
  );
}

const TEXT_COLUMN = 30;

function entry(term: string, text: string, columns: number): readonly string[] {
  const lines = wrap(text, columns, TEXT_COLUMN);
  const head = `  ${term}`;
  if (head.length + 2 > TEXT_COLUMN) return [head, ...lines];
  return [head.padEnd(TEXT_COLUMN) + (lines[0] ?? "").trimStart(), ...lines.slice(1)];
}

/** Breaks prose into lines of at most `columns` characters, each indented. */
export function wrap(text: string, columns: number, indent: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && indent + line.length + 1 + word.length > columns) {
      lines.push(" ".repeat(indent) + line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, " ".repeat(indent) + line];
}
