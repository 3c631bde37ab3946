import { newestRelease } from "../../schemas/catalog.ts";
import { knownReleases } from "../../schemas/known-releases.ts";
import { formatRelease, versionLine } from "../../schemas/release.ts";
import { reporters } from "../report/reporters.ts";
import { rules } from "../rules/registry.ts";
import { commandNames, commandTable } from "./command-table.ts";
import { helpOf } from "./help.ts";
import { type CommandName, type OptionDefinition, optionsOf, optionTable } from "./option-table.ts";

export const SHELLS = ["bash", "zsh", "fish"] as const;

/** A script for one shell, made from the tables of commands and options. */
export function completionScript(shell: (typeof SHELLS)[number]): string {
  switch (shell) {
    case "bash":
      return bash();
    case "zsh":
      return zsh();
    case "fish":
      return fish();
  }
}

/** What may stand for the value of an option; undefined where a path may, or anything. */
function valuesOf(option: OptionDefinition): readonly string[] | undefined {
  if (option.choices !== undefined) return option.choices;
  switch (option.completes) {
    case "format":
      return Object.keys(reporters);
    case "release":
      return releaseNames();
    case "rule":
      return rules.map((rule) => `${rule.id}=`);
    default:
      return undefined;
  }
}

/** The lines of both editions, the newest first. */
function releaseNames(): readonly string[] {
  const names = knownReleases().map(({ edition, version }) =>
    formatRelease({ edition, version: versionLine(version) }),
  );
  return [...new Set([...names, formatRelease(newestRelease("oss"))])].reverse();
}

function operandWords(command: CommandName): readonly string[] {
  switch (commandTable[command].completes) {
    case "rule":
      return rules.map((rule) => rule.id);
    case "shell":
      return SHELLS;
    case "command":
      return commandNames;
    case "path":
    case "nothing":
      return [];
  }
}

function bash(): string {
  const valued = optionTable.filter((option) => option.value !== undefined);
  const values = valued.map((option) => {
    const spellings = [`--${option.name}`, ...(option.short === undefined ? [] : [`-${option.short}`])];
    const owners = option.commands === "all" ? ["*"] : option.commands;
    const names = owners.flatMap((owner) => spellings.map((each) => `${owner}:${each}`)).join("|");
    const words = valuesOf(option);
    // What follows the rule is its severity.
    const space = option.completes === "rule" ? "compopt -o nospace; " : "";
    if (words !== undefined)
      return `    ${names}) ${space}COMPREPLY=($(compgen -W "${words.join(" ")}" -- "$word")); return ;;`;
    return option.completes === "nothing"
      ? `    ${names}) return ;;`
      : `    ${names}) COMPREPLY=($(compgen -f -- "$word")); return ;;`;
  });
  const options = commandNames.map(
    (command) =>
      `    ${command}) options="${optionsOf(command)
        .map((option) => `--${option.name}`)
        .join(" ")}" operands="${operandWords(command).join(" ")}" ;;`,
  );
  return `# bash completion of kong-lint; source it or put it into a folder of completions
_kong_lint() {
  local word="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" command=lint each options operands
  for each in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "$each" in ${commandNames.join("|")}) command="$each"; break ;; esac
  done
  [[ "$previous" == "=" ]] && previous="\${COMP_WORDS[COMP_CWORD-2]}"
  case "$command:$previous" in
${values.join("\n")}
  esac
  case "$command" in
${options.join("\n")}
  esac
  if [[ "$word" == -* ]]; then
    COMPREPLY=($(compgen -W "$options" -- "$word"))
  else
    COMPREPLY=($(compgen -W "$operands" -- "$word"))
    [[ "$command" == lint && $COMP_CWORD -eq 1 ]] && COMPREPLY+=($(compgen -W "${commandNames.join(" ")}" -- "$word"))
    [[ -z "$operands" ]] && COMPREPLY+=($(compgen -f -- "$word"))
  fi
}
complete -o filenames -F _kong_lint kong-lint
`;
}

function zshAction(option: OptionDefinition, words: readonly string[] | undefined): string {
  if (words === undefined) return option.completes === "nothing" ? "" : "_files";
  // What follows the rule is its severity, without a blank.
  return option.completes === "rule" ? `{compadd -S "" -- ${words.join(" ")}}` : `(${words.join(" ")})`;
}

function zsh(): string {
  const quote = (text: string) => text.replace(/'/g, "'\\''");
  const describe = (option: OptionDefinition) => quote(helpOf(option).replace(/[[\]:\\]/g, "\\$&"));
  const spec = (option: OptionDefinition) => {
    const many = option.multiple === true ? "*" : "";
    const words = valuesOf(option);
    const action =
      option.value === undefined
        ? ""
        : `:${option.value.toLowerCase().replace(/[[\]:|]/g, " ")}:${zshAction(option, words)}`;
    return `    '${many}--${option.name}[${describe(option)}]${action}'`;
  };
  const cases = commandNames.map((command) => {
    const words = operandWords(command);
    const operands = words.length > 0 ? `'*:operand:(${words.join(" ")})'` : "'*:file:_files'";
    return `  ${command})\n    _arguments -s \\\n${optionsOf(command)
      .map((option) => `  ${spec(option)} \\`)
      .join("\n")}\n      ${operands} ;;`;
  });
  const commands = commandNames.map(
    (name) => `    '${name}:${quote(commandTable[name].summary.replace(/:/g, "\\:"))}'`,
  );
  return `#compdef kong-lint
# zsh completion of kong-lint
local command=lint each
for each in "\${(@)words[2,CURRENT-1]}"; do
  case "$each" in ${commandNames.join("|")}) command="$each"; break ;; esac
done
if (( CURRENT == 2 )) && [[ "\${words[2]}" != -* ]]; then
  local -a commands=(
${commands.join("\n")}
  )
  _describe command commands
fi
case "$command" in
${cases.join("\n")}
esac
`;
}

/** Where an option is offered: after its commands, or where no other command is named than those that take it. */
function fishCondition(option: OptionDefinition): string {
  const takes = (command: CommandName) => optionsOf(command).some((own) => own === option);
  const isLint = takes("lint");
  const named = commandNames.filter((command) => takes(command) !== isLint);
  if (named.length === 0) return "";
  return ` -n '${isLint ? "not " : ""}__fish_seen_subcommand_from ${named.join(" ")}'`;
}

function fish(): string {
  const quote = (text: string) => `'${text.replace(/[\\']/g, "\\$&")}'`;
  const lines = commandNames.map(
    (name) =>
      `complete -c kong-lint -n __fish_use_subcommand -a ${name} -d ${quote(commandTable[name].summary)}`,
  );
  for (const option of optionTable) {
    const words = option.value === undefined ? undefined : valuesOf(option);
    const value =
      option.value === undefined ? "" : words === undefined ? " -r" : ` -x -a ${quote(words.join(" "))}`;
    const short = option.short === undefined ? "" : ` -s ${option.short}`;
    lines.push(
      `complete -c kong-lint${fishCondition(option)} -l ${option.name}${short}${value} -d ${quote(option.help)}`,
    );
  }
  for (const command of commandNames) {
    const words = operandWords(command);
    if (words.length === 0) continue;
    const where = quote(`__fish_seen_subcommand_from ${command}`);
    lines.push(`complete -c kong-lint -f -n ${where} -a ${quote(words.join(" "))}`);
  }
  return `# fish completion of kong-lint\n${lines.join("\n")}\n`;
}
