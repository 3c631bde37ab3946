import { type Span, span } from "../../../grammar/text/span.ts";
import type { Value } from "../../model/value.ts";
import {
  Budget,
  givenVariable,
  type Lookup,
  textOfVariable,
  type Variable,
} from "../shared/script-variables.ts";
import type {
  Build,
  BuildFault,
  BuildInput,
  EnvPair,
  Stage,
  StageCommand,
  StageStep,
  StageUser,
} from "./build.ts";
import { type ExpandedWord, expandWord, splitWords, type WordContext } from "./expand-word.ts";
import type { JoinedText } from "./joined-text.ts";
import type { DockerfileSyntax, Instruction } from "./parse-dockerfile.ts";

/** Variables that images set and no one counts on being unset. */
const COMMON = new Set([
  "PATH",
  "HOME",
  "HOSTNAME",
  "LANG",
  "KONG_VERSION",
  "ASSET",
  "EE_PORTS",
  "KONG_PREFIX",
]);
/** Arguments that BuildKit fills in itself once they are declared; the proxies need no declaration. */
const PREDEFINED = /^(?:TARGET|BUILD)(?:PLATFORM|OS|ARCH|VARIANT)$/;
const KNOWN = new Set(
  "ADD ARG CMD COPY ENTRYPOINT ENV EXPOSE FROM HEALTHCHECK LABEL MAINTAINER ONBUILD RUN SHELL STOPSIGNAL USER VOLUME WORKDIR".split(
    " ",
  ),
);

interface OpenStage {
  readonly index: number;
  name: string | undefined;
  from: Instruction;
  image: Stage["image"];
  base: Stage | undefined;
  pairs: EnvPair[];
  command: StageCommand | undefined;
  entrypoint: StageCommand | undefined;
  steps: StageStep[];
  user: StageUser | undefined;
  healthcheck: Stage["healthcheck"];
  arguments: { name: string; at: Span; used: boolean }[];
  declared: Map<string, { used: boolean }>;
  /** Later entries win; what a base stage has comes first. */
  variables: Map<string, Variable>;
  fromEnv: Set<string>;
  imageVariables: ReadonlyMap<string, string> | undefined;
}

/** Runs the instructions of a Dockerfile as far as they make variables. Any text gets an answer, in linear time. */
export function runBuild(syntax: DockerfileSyntax, input: BuildInput): Build {
  return new Builder(syntax, input).run();
}

class Builder {
  readonly #syntax: DockerfileSyntax;
  readonly #input: BuildInput;
  readonly #budget = new Budget();
  readonly #globals = new Map<string, Variable>();
  readonly #guessed = new Set<string>();
  readonly #stages: OpenStage[] = [];
  readonly #byName = new Map<string, OpenStage>();
  readonly #faults: BuildFault[] = [];
  #stopped = false;

  constructor(syntax: DockerfileSyntax, input: BuildInput) {
    this.#syntax = syntax;
    this.#input = input;
  }

  run(): Build {
    for (const instruction of this.#syntax.instructions) this.#step(instruction);
    return { stages: this.#stages, faults: this.#syntax.isTemplate ? [] : this.#faults };
  }

  get #stage(): OpenStage | undefined {
    return this.#stages.at(-1);
  }

  #step(instruction: Instruction): void {
    const stage = this.#stage;
    switch (instruction.keyword) {
      case "FROM":
        this.#from(instruction);
        break;
      case "ARG":
        this.#argument(instruction);
        break;
      case "ENV":
        if (stage === undefined) this.#beforeFrom(instruction);
        else this.#env(instruction, stage);
        break;
      case "CMD":
        if (stage !== undefined) stage.command = commandOf(instruction);
        break;
      case "ENTRYPOINT":
        if (stage !== undefined) {
          stage.entrypoint = commandOf(instruction);
          // The builder forgets a command that it inherited, for it belonged to the other entrypoint.
          if (stage.command === stage.base?.command) stage.command = undefined;
        }
        break;
      case "USER":
      case "RUN":
      case "COPY":
      case "ADD":
        if (stage !== undefined) this.#change(instruction, stage);
        break;
      case "HEALTHCHECK":
        if (stage !== undefined) stage.healthcheck = healthcheckOf(instruction);
        break;
      default:
        if (!KNOWN.has(instruction.keyword)) this.#unknown(instruction);
    }
  }

  #unknown(instruction: Instruction): void {
    // The build stops at the first one.
    if (this.#stopped) return;
    this.#stopped = true;
    const { start, end } = instruction.keywordSpan;
    const word = this.#input.text.slice(start, end);
    this.#fault({
      kind: /^KONG_\w+=?/.test(word) ? "missing-continuation" : "unknown-instruction",
      at: instruction.keywordSpan,
      name: /^KONG_\w+/.exec(word)?.[0],
      refuses: true,
      before: word,
      after: undefined,
      detail: `the builder does not support an instruction \`${word.slice(0, 40)}\`, and the build stops`,
    });
  }

  #beforeFrom(instruction: Instruction): void {
    this.#fault({
      kind: "syntax",
      at: instruction.keywordSpan,
      name: undefined,
      refuses: true,
      before: instruction.keyword,
      after: undefined,
      detail: "only `ARG` may come before the first `FROM`, and the build stops",
    });
  }

  #fault(fault: Omit<BuildFault, "stage">): void {
    this.#faults.push({ ...fault, stage: this.#stages.length > 0 ? this.#stages.length - 1 : undefined });
  }

  #context(lookup: Lookup): WordContext {
    const { source, text } = this.#input;
    return { source, text, escapeSign: this.#syntax.escapeSign, lookup, budget: this.#budget };
  }

  #from(instruction: Instruction): void {
    const { args } = instruction;
    let used = false;
    const lookup: Lookup = (name) => {
      used ||= this.#guessed.has(name);
      return this.#globals.get(name) ?? { kind: "unset" };
    };
    const words = splitWords(args.text, this.#syntax.escapeSign).filter(
      ({ start }) => !args.text.startsWith("--", start),
    );
    const word = words[0] ?? span(0, 0);
    const value = expandWord(args, word.start, word.end, this.#context(lookup)).value.build();
    const asName = words[2] === undefined ? undefined : args.text.slice(words[2].start, words[2].end);
    const named = /^as$/i.test(args.text.slice(words[1]?.start ?? 0, words[1]?.end ?? 0))
      ? asName
      : undefined;
    const reference = textOfVariable({ kind: "text", pieces: value.kind === "text" ? value.pieces : [] });
    const base = reference === undefined ? undefined : this.#byName.get(reference.toLowerCase());
    // Each stage has the variables of its base; a chain of many stages must not copy them without end.
    const inherits = base !== undefined && this.#budget.take(base.variables.size);
    const stage: OpenStage = {
      index: this.#stages.length,
      name: named,
      from: instruction,
      image: { value, at: args.spanOf(word.start, word.end), guessed: used },
      base,
      pairs: [],
      command: base?.command,
      entrypoint: base?.entrypoint,
      steps: base !== undefined && this.#budget.take(base.steps.length) ? [...base.steps] : [],
      user: base?.user,
      healthcheck: base?.healthcheck,
      arguments: [],
      declared: new Map(),
      variables: new Map(inherits ? base.variables : []),
      fromEnv: new Set(inherits ? base.fromEnv : []),
      imageVariables: this.#imageVariables(reference, base, inherits),
    };
    this.#stages.push(stage);
    if (named !== undefined) this.#byName.set(named.toLowerCase(), stage);
  }

  /** A step that changes files, or the user that the next ones run as. */
  #change(instruction: Instruction, stage: OpenStage): void {
    const { args, keyword } = instruction;
    const at = args.text === "" ? instruction.keywordSpan : args.spanOf(0, args.text.length);
    if (keyword === "RUN") {
      stage.steps.push({ kind: "run", user: stage.user, text: args.text, at });
      return;
    }
    const word = keyword === "USER" ? splitWords(args.text, this.#syntax.escapeSign)[0] : targetOf(args.text);
    if (word === undefined) return;
    const expanded = expandWord(args, word.start, word.end, this.#context(this.#lookupIn(stage)));
    const text = textOfVariable({ kind: "text", pieces: expanded.value.pieces() });
    if (keyword === "USER") stage.user = { name: text, at };
    const kind = keyword === "USER" ? "user" : "copy";
    stage.steps.push({ kind, user: stage.user, text: text ?? "", at });
  }

  #imageVariables(
    reference: string | undefined,
    base: OpenStage | undefined,
    inherits: boolean,
  ): ReadonlyMap<string, string> | undefined {
    if (base === undefined) return this.#input.imageEnvironment(reference);
    return inherits ? base.imageVariables : undefined;
  }

  #lookupIn(stage: OpenStage): Lookup {
    return (name) => {
      const argument = stage.declared.get(name);
      if (argument !== undefined) argument.used = true;
      const known = stage.variables.get(name);
      if (known !== undefined) return known;
      const ofImage = stage.imageVariables?.get(name);
      if (ofImage !== undefined) return givenVariable(ofImage);
      if (stage.imageVariables === undefined || (stage.imageVariables.size === 0 && COMMON.has(name)))
        return { kind: "opaque", why: "shell-variable" };
      return { kind: "unset" };
    };
  }

  #argument(instruction: Instruction): void {
    const { args } = instruction;
    const stage = this.#stage;
    const lookup: Lookup =
      stage === undefined ? (name) => this.#globals.get(name) ?? { kind: "unset" } : this.#lookupIn(stage);
    for (const word of splitWords(args.text, this.#syntax.escapeSign)) {
      const sign = signIn(args.text, word);
      const hasDefault = sign >= 0;
      const name = args.text.slice(word.start, hasDefault ? sign : word.end);
      const given = this.#input.buildArguments?.get(name);
      const written = hasDefault ? expandWord(args, sign + 1, word.end, this.#context(lookup)) : undefined;
      const variable = this.#argumentValue(name, given, written, stage);
      if (written !== undefined && given === undefined && this.#input.buildArguments === undefined)
        this.#guessed.add(name);
      if (stage === undefined) {
        this.#globals.set(name, variable);
        continue;
      }
      const declared = { name, at: args.spanOf(word.start, word.end), used: false };
      stage.arguments.push(declared);
      stage.declared.set(name, declared);
      const silent = variable.kind === "unset" || variable.kind === "unknown";
      const shadowed = stage.variables.has(name) || stage.imageVariables?.has(name) === true;
      if (shadowed && silent) continue;
      if (this.#input.legacyBuilder && (stage.fromEnv.has(name) || stage.imageVariables?.has(name) === true))
        continue;
      stage.variables.set(name, variable);
    }
  }

  #argumentValue(
    name: string,
    given: string | undefined,
    written: ExpandedWord | undefined,
    stage: OpenStage | undefined,
  ): Variable {
    if (given !== undefined) return givenVariable(given);
    if (written !== undefined) return { kind: "text", pieces: written.value.pieces() };
    const outer = stage === undefined ? undefined : this.#globals.get(name);
    if (outer !== undefined) return outer;
    if (PREDEFINED.test(name)) return { kind: "opaque", why: "shell-variable" };
    return this.#input.buildArguments === undefined ? { kind: "unknown" } : { kind: "unset" };
  }

  #env(instruction: Instruction, stage: OpenStage): void {
    const { args } = instruction;
    const words = splitWords(args.text, this.#syntax.escapeSign);
    const [first] = words;
    if (first === undefined) return;
    const lookup = this.#lookupIn(stage);
    const pairs = args.text.slice(first.start, first.end).includes("=")
      ? this.#readPairs(instruction, words, lookup)
      : this.#readRest(instruction, first, lookup);
    for (const pair of pairs) {
      stage.pairs.push(pair);
      stage.fromEnv.add(pair.name);
      stage.variables.set(
        pair.name,
        pair.value.kind === "text" ? { kind: "text", pieces: pair.value.pieces } : { kind: "unset" },
      );
    }
  }

  #readPairs(instruction: Instruction, words: readonly Span[], lookup: Lookup): EnvPair[] {
    const { args } = instruction;
    const pairs: EnvPair[] = [];
    const siblings = words.map(({ start, end }) => args.spanOf(start, end));
    let lost = false;
    for (const word of words) {
      const sign = signIn(args.text, word);
      if (sign >= 0) {
        pairs.push(
          this.#pair(
            instruction,
            { name: word.start, sign, value: sign + 1, end: word.end },
            "pairs",
            siblings,
            lookup,
          ),
        );
        continue;
      }
      if (!lost) this.#lostWord(args, word, pairs.at(-1));
      lost = true;
    }
    return pairs;
  }

  #lostWord(args: JoinedText, word: Span, before: EnvPair | undefined): void {
    const text = args.text.slice(word.start, word.end);
    this.#fault({
      kind: "unquoted-blank",
      at: args.spanOf(word.start, word.end),
      name: before?.name,
      refuses: true,
      before: text,
      after: undefined,
      detail: `\`ENV\` splits at spaces outside quotes; the builder finds no \`=\` in \`${text.slice(0, 40)}\`, and the build stops`,
    });
  }

  #readRest(instruction: Instruction, first: Span, lookup: Lookup): EnvPair[] {
    const { args } = instruction;
    const rest = /^\s*/.exec(args.text.slice(first.end))?.[0].length ?? 0;
    const name = args.text.slice(first.start, first.end);
    if (first.end + rest >= args.text.length) {
      this.#fault({
        kind: "syntax",
        at: args.spanOf(first.start, first.end),
        name,
        refuses: true,
        before: name,
        after: undefined,
        detail: "`ENV` needs a name and a value; the builder finds only a name, and the build stops",
      });
      return [];
    }
    const start = first.end + rest;
    const whole = args.spanOf(first.start, args.text.length);
    const pair = this.#pair(
      instruction,
      { name: first.start, sign: first.end, value: start, end: args.text.length },
      "rest",
      [whole],
      lookup,
    );
    this.#checkRest(args, first, start, pair);
    return [pair];
  }

  /** The old form takes what a person meant as a sign, or as another keyword, for a part of name or value. */
  #checkRest(args: JoinedText, first: Span, start: number, pair: EnvPair): void {
    const rest = args.text.slice(start);
    const name = args.text.slice(first.start, first.end);
    if (/^=\s/.test(rest))
      this.#fault({
        kind: "sign-kept",
        at: args.spanOf(start, start + 1),
        name,
        refuses: false,
        before: `${name} ${rest}`,
        after: rest,
        detail: `a space before \`=\` makes the old form of \`ENV\`: the value is \`${rest.slice(0, 40)}\`, with the sign`,
      });
    else if (name === "export" || name.endsWith(":"))
      this.#fault({
        kind: "name-changed",
        at: pair.nameSpan,
        name: /KONG_\w+/.exec(args.text)?.[0],
        refuses: false,
        before: args.text,
        after: name,
        detail: `the builder sets a variable named \`${name.slice(0, 60)}\``,
      });
  }

  #pair(
    instruction: Instruction,
    at: { name: number; sign: number; value: number; end: number },
    form: EnvPair["form"],
    siblings: readonly Span[],
    lookup: Lookup,
  ): EnvPair {
    const { args } = instruction;
    const context = this.#context(lookup);
    const expandedName = expandWord(args, at.name, at.sign, context);
    const expanded = expandWord(args, at.value, at.end, context);
    const nameSpan = args.spanOf(at.name, at.sign);
    const name =
      textOfVariable({ kind: "text", pieces: expandedName.value.pieces() }) ??
      args.text.slice(at.name, at.sign);
    const valueSpan = args.spanOf(at.value, at.end);
    const fault = expandedName.fault ?? expanded.fault;
    if (name === "")
      this.#fault({
        kind: "syntax",
        at: args.spanOf(at.name, at.end),
        name: undefined,
        refuses: true,
        before: args.text.slice(at.name, at.end),
        after: undefined,
        detail: "the builder finds no name before `=`, and the build stops",
      });
    const written = args.text.slice(at.value, at.end);
    if (fault !== undefined)
      this.#fault({
        kind: fault.kind,
        at: fault.span,
        name,
        refuses: true,
        before: written,
        after: undefined,
        detail: fault.detail,
      });
    const value: Value = fault === undefined ? expanded.value.build() : { kind: "refused" };
    for (const vanished of expanded.vanished) {
      // A declared argument may be empty on purpose.
      if (this.#stage?.declared.has(vanished.name) === true) continue;
      const global = this.#globals.has(vanished.name);
      this.#fault({
        kind: global ? "argument-out-of-scope" : "dollar-eaten",
        at: vanished.span,
        name,
        refuses: false,
        before: written,
        after: textOfVariable({ kind: "text", pieces: expanded.value.pieces() }),
        detail: global
          ? `\`ARG ${vanished.name}\` before the first \`FROM\` applies in \`FROM\` only, until the stage declares it again`
          : `no variable \`${vanished.name}\` is set here, so the builder puts nothing in place of \`$${vanished.name}\``,
      });
    }
    return {
      name,
      value,
      nameSpan,
      valueSpan,
      wordSpan: args.spanOf(at.name, at.end),
      form,
      instruction,
      siblings,
    };
  }
}

/** The offset of the first `=` of a word; -1 without one. */
function signIn(text: string, word: Span): number {
  const at = text.slice(word.start, word.end).indexOf("=");
  return at < 0 ? at : word.start + at;
}

/** The last word of `COPY` or `ADD`, in both of their forms. */
function targetOf(text: string): Span | undefined {
  const list = /"([^"]*)"\s*\]$/.exec(text);
  if (list !== null) return span(list.index + 1, list.index + 1 + (list[1] ?? "").length);
  const last = /\S+$/.exec(text.slice(-4000));
  return last === null ? undefined : span(text.length - last[0].length, text.length);
}

/** The command of `HEALTHCHECK`, after its options. */
function healthcheckOf({ args, keywordSpan }: Instruction): Stage["healthcheck"] {
  if (/^(?:--\S+\s+)*NONE$/i.test(args.text)) return "none";
  const start = /^(?:--\S+\s+)*CMD\s+/i.exec(args.text)?.[0].length;
  if (start === undefined) return undefined;
  const at = start < args.text.length ? args.spanOf(start, args.text.length) : keywordSpan;
  return { words: wordsOf(args.text.slice(start)), at };
}

/** The words of `CMD` or `ENTRYPOINT`: a JSON list, or a line for the shell. */
function commandOf({ args, keywordSpan }: Instruction): StageCommand {
  const at = args.text === "" ? keywordSpan : args.spanOf(0, args.text.length);
  return { words: wordsOf(args.text), at };
}

function wordsOf(text: string): readonly string[] {
  if (text.startsWith("[")) {
    try {
      const words: unknown = JSON.parse(text);
      if (Array.isArray(words) && words.every((word): word is string => typeof word === "string"))
        return words;
    } catch {
      // What is no JSON is a line for the shell, as for the builder.
    }
  }
  return ["/bin/sh", "-c", text];
}
