import { type Span, span } from "../../../grammar/text/span.ts";
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
import { absolutePath, commandLineOf, copiedPaths, copyWords } from "./build-steps.ts";
import { type ExpandedWord, expandWord, splitWords, type WordContext } from "./expand-word.ts";
import { commandOf, healthcheckOf, signIn } from "./instruction-words.ts";
import type { DockerfileSyntax, Instruction } from "./parse-dockerfile.ts";
import { readEnv } from "./read-env.ts";

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
  /** What `WORKDIR` says; undefined: that of the base image. */
  folder: string | undefined;
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
      case "WORKDIR":
        if (stage !== undefined) this.#workdir(instruction, stage);
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
      folder: base?.folder,
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
      stage.steps.push({ kind: "run", user: stage.user, text: commandLineOf(instruction), at });
      return;
    }
    if (keyword !== "USER") {
      this.#copy(instruction, stage, at);
      return;
    }
    const [word] = splitWords(args.text, this.#syntax.escapeSign);
    if (word === undefined) return;
    const name = this.#expanded(instruction, stage, word);
    stage.user = { name, at };
    stage.steps.push({ kind: "user", user: stage.user, text: name ?? "", at });
  }

  #copy(instruction: Instruction, stage: OpenStage, at: Span): void {
    const words = copyWords(instruction.args.text, this.#syntax.escapeSign);
    const last = words.at(-1);
    if (last === undefined) return;
    const target = this.#expanded(instruction, stage, last);
    const sources = words.slice(0, -1);
    // What is known at run time only may be anywhere.
    const names = sources.map((word) => this.#expanded(instruction, stage, word) ?? "");
    const paths = target === undefined ? [[""]] : copiedPaths(names, target, stage.folder);
    for (const [index, each] of paths.entries()) {
      const source = sources[index];
      const place =
        sources.length > 1 && source !== undefined ? instruction.args.spanOf(source.start, source.end) : at;
      for (const text of each) stage.steps.push({ kind: "copy", user: stage.user, text, at: place });
    }
  }

  #workdir(instruction: Instruction, stage: OpenStage): void {
    const { text } = instruction.args;
    const path = this.#expanded(instruction, stage, span(0, text.length));
    stage.folder = path === undefined ? undefined : absolutePath(stage.folder, path);
  }

  /** A word with its variables filled in; undefined where one of them is not known. */
  #expanded({ args }: Instruction, stage: OpenStage, { start, end }: Span): string | undefined {
    const { value } = expandWord(args, start, end, this.#context(this.#lookupIn(stage)));
    return textOfVariable({ kind: "text", pieces: value.pieces() });
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
    const pairs = readEnv(instruction, words, {
      word: this.#context(this.#lookupIn(stage)),
      fault: (fault) => this.#fault(fault),
      isDeclared: (name) => stage.declared.has(name),
      isGlobal: (name) => this.#globals.has(name),
    });
    for (const pair of pairs) {
      stage.pairs.push(pair);
      stage.fromEnv.add(pair.name);
      stage.variables.set(
        pair.name,
        pair.value.kind === "text" ? { kind: "text", pieces: pair.value.pieces } : { kind: "unset" },
      );
    }
  }
}
