import { type Span, sliceSpan, span } from "../../../grammar/text/span.ts";
import type { LinkContext, Linked } from "../../model/format.ts";
import { locate } from "../../model/location.ts";
import type { Piece } from "../../model/value.ts";
import { resolveFromRun } from "../shared/run-folder.ts";
import { Budget, type Variable } from "../shared/script-variables.ts";
import { opaqueAt } from "../shared/value-builder.ts";
import {
  assignmentIn,
  type Invocation,
  invocationOf,
  plainText,
  type WrittenAssignment,
} from "./command-words.ts";
import { type ExpandContext, expandWhole } from "./expand.ts";
import type { ShellSource } from "./shell-source.ts";
import { ShellVariables } from "./shell-variables.ts";
import type { Block, Command, Part } from "./syntax.ts";
import { UnitBuilder } from "./unit-builder.ts";

/** A variable that the script exports, with the place where it is written. */
export interface ExportedVariable {
  readonly written: WrittenAssignment;
  readonly pieces: readonly Piece[];
  readonly command: Command;
}

/** What a command finds around it. */
export interface CommandContext {
  readonly command: Command;
  readonly invocation: Invocation;
  readonly order: number;
  readonly expand: ExpandContext;
  readonly variables: ShellVariables;
  readonly exported: ReadonlyMap<string, ExportedVariable>;
  /** Names that the text assigns in several places, so that none of them is certain. */
  assignedOnce(name: string): boolean;
  /** The command after it, where the shell goes on after a fault. */
  readonly next: Command | undefined;
}

const DECLARING: ReadonlySet<string> = new Set(["export", "declare", "typeset", "readonly", "local"]);

/** The Kong processes that a script starts: `docker run` of an image of Kong, and `kong` itself. */
export function linkShell(source: ShellSource, context: LinkContext): Linked {
  return new Walker(source, context).walk();
}

type Place = { readonly order: number; readonly block: Block };

class Walker {
  readonly #source: ShellSource;
  readonly #text: string;
  readonly #context: LinkContext;
  readonly #invocations: readonly Invocation[];
  readonly #places: ReadonlyMap<string, readonly Place[]>;
  readonly #variables: ShellVariables;
  readonly #exported = new Map<string, ExportedVariable>();
  readonly #budget = new Budget();
  readonly #units: UnitBuilder;
  #exportsAll = false;

  constructor(source: ShellSource, context: LinkContext) {
    this.#source = source;
    this.#text = source.document.text;
    this.#context = context;
    const { commands } = source.syntax;
    this.#invocations = commands.map((command) => invocationOf(command, this.#text));
    this.#places = placesOf(commands, this.#invocations, this.#text);
    this.#variables = new ShellVariables(context.surroundings.shell, this.#places);
    this.#units = new UnitBuilder(source, context);
  }

  walk(): Linked {
    const { commands } = this.#source.syntax;
    for (const [order, command] of commands.entries()) this.#step(command, order);
    return this.#units.finish(this.#exported, (name) => this.#assignedOnce(name));
  }

  #assignedOnce(name: string): boolean {
    return (this.#places.get(name) ?? []).length === 1;
  }

  #expandContext(order: number, block: Block, substitutes: boolean): ExpandContext {
    return {
      source: this.#source.document.path,
      text: this.#text,
      budget: this.#budget,
      lookup: (name) => this.#variables.lookup(name, order, block),
      substitute: (part) => (substitutes ? this.#substitute(part) : undefined),
    };
  }

  #step(command: Command, order: number): void {
    const invocation = this.#invocations[order];
    const { words } = command;
    if (invocation === undefined || words.length === 0) return;
    const { name } = invocation;
    if (command.isHead) {
      const loop = plainText(words[1], this.#text);
      if (loop !== undefined) this.#assign(loop, { kind: "opaque", why: "shell-variable" }, order, command);
      return;
    }
    if (name === undefined && invocation.index >= words.length) {
      for (const written of invocation.assignments)
        this.#assignWritten(written, order, command, this.#exportsAll);
      return;
    }
    if (name === undefined) return;
    if (DECLARING.has(name)) this.#declare(name, command, order);
    else if (name === "unset") this.#unset(command, order);
    else if (name === "." || name === "source" || name === "eval") this.#variables.forget(order);
    else if (name === "set") this.#set(command);
    else if (name === "read" || name === "mapfile" || name === "getopts") this.#read(command, order);
    else
      this.#units.add({
        command,
        invocation,
        order,
        expand: this.#expandContext(order, command.block, true),
        variables: this.#variables,
        exported: this.#exported,
        assignedOnce: (each) => this.#assignedOnce(each),
        next: this.#source.syntax.commands[order + 1],
      });
  }

  #assign(name: string, variable: Variable, order: number, command: Command): void {
    this.#variables.assign(name, variable, order, command.block, command.dependent);
  }

  #assignWritten(written: WrittenAssignment, order: number, command: Command, exports: boolean): void {
    const expand = this.#expandContext(order, command.block, exports);
    const { pieces, guessed } = expandWhole(written.word, written.value, expand);
    const at = locate(this.#source.document.path, written.word.span);
    const isList = command.end.sign === "(" && command.end.span.start === written.word.span.end;
    const variable: Variable =
      written.appends || isList
        ? { kind: "opaque", why: "shell-variable" }
        : { kind: "text", pieces, guessed };
    this.#assign(written.name, variable, order, command);
    if (exports) this.#variables.export(written.name);
    if (exports || this.#exported.has(written.name) || this.#variables.isExported(written.name))
      this.#exported.set(written.name, {
        written,
        pieces: written.appends
          ? [opaqueAt("shell-variable", at, sliceSpan(this.#source.document.text, at))]
          : pieces,
        command,
      });
    this.#writtenLast.set(written.name, { written, pieces, command });
  }

  readonly #writtenLast = new Map<string, ExportedVariable>();

  #declare(keyword: string, command: Command, order: number): void {
    let exports = keyword === "export";
    for (const word of command.words.slice(1)) {
      const plain = plainText(word, this.#text);
      if (plain?.startsWith("-") === true) {
        if (plain.includes("x")) exports = true;
        continue;
      }
      const written = assignmentIn(word, this.#text);
      if (written !== undefined) this.#assignWritten(written, order, command, exports || this.#exportsAll);
      else if (exports && plain !== undefined) {
        this.#variables.export(plain);
        const before = this.#writtenLast.get(plain);
        if (before !== undefined) this.#exported.set(plain, before);
      }
    }
  }

  #unset(command: Command, order: number): void {
    for (const word of command.words.slice(1)) {
      const name = plainText(word, this.#text);
      if (name === undefined || name.startsWith("-")) continue;
      this.#assign(name, { kind: "unset" }, order, command);
      this.#exported.delete(name);
      this.#writtenLast.delete(name);
    }
  }

  #set(command: Command): void {
    for (const word of command.words.slice(1)) {
      const option = plainText(word, this.#text) ?? "";
      if (/^-[a-z]*a/.test(option) || option === "allexport") this.#exportsAll = true;
      if (/^\+[a-z]*a/.test(option)) this.#exportsAll = false;
    }
  }

  #read(command: Command, order: number): void {
    for (const word of command.words.slice(1)) {
      const name = plainText(word, this.#text);
      if (name !== undefined && /^[A-Za-z_]\w*$/.test(name))
        this.#assign(name, { kind: "opaque", why: "shell-variable" }, order, command);
    }
  }

  /** What `$(echo …)` and `$(cat FILE)` print; other commands are unknown. */
  #substitute(part: Extract<Part, { kind: "unknown" }>): Variable | undefined {
    const [from, to] = part.commands ?? [0, 0];
    const command = this.#source.syntax.commands[from];
    if (this.#text[part.span.start] === "`") return this.#echoed(part.span);
    if (to - from !== 1 || command === undefined || command.end.sign !== ")") return undefined;
    const words = command.words.map((word) => plainText(word, this.#text));
    const [name, ...args] = words;
    if (args.some((word) => word === undefined || word.startsWith("-"))) return undefined;
    if (name === "echo" && !args.some((word) => word?.includes("\\")))
      return {
        kind: "text",
        pieces: [{ kind: "text", text: args.join(" "), at: undefined, map: undefined }],
      };
    const [path] = args;
    return name === "cat" && args.length === 1 && path !== undefined
      ? this.#fileContent(path, command.words[1]?.span ?? part.span)
      : undefined;
  }

  /** The text between backquotes that a plain `echo` prints. */
  #echoed({ start, end }: Span): Variable | undefined {
    const inner = /^`[ \t]*echo[ \t]+([\w.:/@%+,=-]+)[ \t]*`$/.exec(
      this.#text.slice(start, Math.min(end, start + 1000)),
    );
    if (inner === null) return undefined;
    const at = locate(this.#source.document.path, span(start, end));
    return { kind: "text", pieces: [{ kind: "text", text: inner[1] ?? "", at, map: undefined }] };
  }

  #fileContent(path: string, at: Span): Variable | undefined {
    const { path: own } = this.#source.document;
    const reference = {
      role: "file-channel",
      path,
      reader: undefined,
      optional: false,
      at: locate(own, at),
    } as const;
    const { resolved: found } = resolveFromRun(this.#context, reference, this.#source);
    if (found.kind !== "source") return undefined;
    this.#units.draw(found.source.document.path);
    // The shell cuts the line breaks at the end and drops NUL.
    const text = found.source.document.text.replace(/\n+$/, "");
    if (text.includes("\0")) return undefined;
    return {
      kind: "text",
      pieces: [
        { kind: "text", text, at: locate(found.source.document.path, span(0, text.length)), map: undefined },
      ],
    };
  }
}

/** Where the whole text assigns each name. */
function placesOf(
  commands: readonly Command[],
  invocations: readonly Invocation[],
  text: string,
): ReadonlyMap<string, readonly Place[]> {
  const places = new Map<string, Place[]>();
  const add = (name: string, order: number, block: Block): void => {
    const known = places.get(name);
    if (known === undefined) places.set(name, [{ order, block }]);
    else known.push({ order, block });
  };
  for (const [order, command] of commands.entries()) {
    const { block, words } = command;
    const invocation = invocations[order];
    const name = invocation?.name;
    if (invocation !== undefined && name === undefined && invocation.index >= words.length)
      for (const written of invocation.assignments) add(written.name, order, block);
    else if (name !== undefined && DECLARING.has(name) && name !== "local")
      for (const word of words.slice(1)) {
        const written = assignmentIn(word, text);
        if (written !== undefined) add(written.name, order, block);
      }
    else if (name === "read" || name === "unset" || name === "getopts" || command.isHead)
      for (const word of words.slice(1)) {
        const plain = plainText(word, text);
        if (plain !== undefined && /^[A-Za-z_]\w*$/.test(plain)) add(plain, order, block);
      }
  }
  return places;
}
