import { check } from "../checks.ts";
import { emptyFolder, put, root, run } from "./scratch.ts";

/** Lines as they are typed, and the word that each shell must offer or write for the last one; none where that is empty. */
const TYPED: readonly (readonly [line: string, word: string])[] = [
  ["kong-lint ex", "explain"],
  ["kong-lint --fail-o", "--fail-on"],
  ["kong-lint --fail-on w", "warning"],
  ["kong-lint --format sar", "sarif"],
  ["kong-lint --rule schema/unknown-p", "schema/unknown-property="],
  ["kong-lint explain schema/unknown-p", "schema/unknown-property"],
  ["kong-lint rules --for", "--format"],
  ["kong-lint upgrade --wri", "--write"],
  ["kong-lint completion zs", "zsh"],
  ["kong-lint own.con", "own.conf"],
  ["kong-lint rules --max-w", ""],
];

/** The completion scripts in the shells that they are for, and the manual page under `man`. */
export function testShells(): void {
  const folder = emptyFolder("shells");
  put(folder, "own.conf", "");
  for (const shell of ["bash", "zsh", "fish"] as const) {
    const script = run(root, "node", ["dist/kong-lint.cjs", "completion", shell]);
    put(folder, shell === "zsh" ? "_kong-lint" : `kong-lint.${shell}`, script.text);
    if (!isThere(shell)) continue;
    for (const [line, word] of TYPED) {
      const got = completions[shell](line, folder);
      const words = got.split("\n").map((each) => each.trim());
      check(
        `${shell}: ${line}⇥ ${word === "" ? "offers nothing" : word}`,
        word === "" ? got.trim() === "" : words.includes(word),
        got,
      );
    }
  }
  if (!isThere("man", "man-db")) return;
  const page = run(root, "man", ["--warnings", "-l", "docs/kong-lint.1"], {
    MANWIDTH: "80",
    LC_ALL: "C.UTF-8",
  });
  check("man reads the page and has no warnings", page.code === 0 && !/\d: warning:/.test(page.text));
  check(
    "the page has its sections",
    /^EXIT STATUS$[\s\S]*^ENVIRONMENT$[\s\S]*^FILES$/m.test(page.text),
    page.text,
  );
}

/** Whether a program is installed, or can be. */
function isThere(program: string, debianPackage = program): boolean {
  const found = () => run(root, "sh", ["-c", `command -v ${program}`]).code === 0;
  if (!found() && process.getuid?.() === 0)
    run(root, "apt-get", ["install", "-y", "--no-install-recommends", debianPackage]);
  if (found()) return true;
  console.log(`skipped: ${program} (it is not installed)`);
  return false;
}

/** What each shell makes of a line and the tabulator: words, one a line. */
const completions = {
  bash(line: string, folder: string): string {
    const words = line.split(" ").map((word) => `'${word}'`);
    const script = `source kong-lint.bash; compopt() { :; }
      COMP_WORDS=(${words.join(" ")}); COMP_CWORD=${words.length - 1}; _kong_lint
      printf '%s\\n' "\${COMPREPLY[@]}"`;
    return run(folder, "bash", ["--norc", "-c", script]).text;
  },
  fish(line: string, folder: string): string {
    const script = `source kong-lint.fish; complete -C '${line}' | string replace -r '\\t.*' ''`;
    return run(folder, "fish", ["--no-config", "-c", script], { HOME: folder }).text;
  },
  /** A shell in a terminal of its own: what it makes of the line is read back from its editor by a key. */
  zsh(line: string, folder: string): string {
    const script = `zmodload zsh/zpty; export TERM=dumb
      zpty shell zsh -f -i
      zpty -w shell 'PS1=; fpath=($PWD $fpath); autoload -Uz compinit; compinit -u -D; LISTMAX=9999'
      zpty -w shell 'say() { print -r -- "<<\${LBUFFER% }>>"; }; zle -N say; bindkey "^X" say'
      zpty -w shell 'print REA""DY'; zpty -r shell seen '*READY*'
      zpty -w -n shell $'${line}\\t\\x18'
      zpty -r shell seen '*<<*>>*'
      print -r -- "$seen"; zpty -d shell`;
    const { text } = run(folder, "timeout", ["20", "zsh", "-f", "-c", script], { HOME: folder });
    const [, typed = ""] = /<<([^>]*)>>/.exec(text) ?? [];
    return typed === line || typed === "" ? "" : (typed.split(" ").at(-1) ?? "");
  },
} as const;
