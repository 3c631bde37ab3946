import { commandTable } from "./command-table.ts";
import { type CommandName, type OptionDefinition, optionsOf } from "./option-table.ts";

/** The help of one command; that of `lint` is the help of the program, and lists the other commands. */
export function helpText(command: CommandName, columns = 100): string {
  const { operands, summary, description } = commandTable[command];
  const name = command === "lint" ? "kong-lint" : `kong-lint ${command}`;
  const what =
    command === "lint" ? "A linter for Kong Gateway configuration (kong.conf and KONG_* variables)" : summary;
  const lines = [...wrap(`${name} - ${what}`, columns, 0), "", `Usage: ${name} [options] ${operands}`];
  if (command === "lint") lines.push("       kong-lint COMMAND [options] …", "       kong-lint help COMMAND");
  lines.push("", ...wrap(description, columns, 0));
  if (command === "lint") lines.push("", "Commands:", ...commandLines(columns));
  const options = optionsOf(command);
  for (const group of new Set(options.map((option) => option.group))) {
    lines.push("", `${group}:`);
    for (const option of options.filter((each) => each.group === group)) {
      lines.push(...entry(optionSpelling(option), helpOf(option), columns));
    }
  }
  return `${lines.join("\n")}\n`;
}

/** An option as help and manual write it: `-f, --format FORMAT`. */
export function optionSpelling(option: OptionDefinition): string {
  const short = option.short === undefined ? "" : `-${option.short}, `;
  return `${short}--${option.name}${option.value === undefined ? "" : ` ${option.value}`}`;
}

/** What an option does, with the values it may have. */
export function helpOf({ help, choices }: OptionDefinition): string {
  return choices === undefined ? help : `${help}; one of ${choices.join(", ")}`;
}

/** How wide help is: as wide as the terminal, and no wider than is easy to read. */
export function helpWidth(columns: number | undefined): number {
  return Math.min(columns ?? 100, 120);
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
