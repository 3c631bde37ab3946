import { append } from "../../../grammar/text/large-lists.ts";
import { type Span, sliceSpan, span } from "../../../grammar/text/span.ts";
import type { Assignment } from "../../model/assignment.ts";
import type { Absence, LinkedUnit, OtherVariable } from "../../model/config-unit.ts";
import type { FormatProblem, LinkContext, Linked } from "../../model/format.ts";
import { locate, type SourceId, type UnitId, unitId } from "../../model/location.ts";
import { opacityOf, type Value } from "../../model/value.ts";
import { environmentAssignment } from "../shared/environment-assignment.ts";
import { isKongSetting } from "../shared/kong-setting-names.ts";
import { layerOf } from "../shared/layers.ts";
import { indexedLinesOf } from "../shared/text-lines.ts";
import { opaqueAt } from "../shared/value-builder.ts";
import { plainText, type WrittenAssignment } from "./command-words.ts";
import { ContainerRun } from "./container-run.ts";
import {
  type CutValue,
  CutValues,
  cutExport,
  cutPrefix,
  kongAfterCut,
  type ShellText,
  unquotedSemicolons,
} from "./cut-values.ts";
import { expandWhole } from "./expand.ts";
import { valueSpans } from "./field-parts.ts";
import type { CommandContext, ExportedVariable } from "./link-shell.ts";
import { lateWorkload, readSetEnv, setEnvAssignments, workloadUnit } from "./set-env.ts";
import type { CommandReader, ShellSource } from "./shell-source.ts";

/** Subcommands that start Kong or read its configuration to change or check something. */
const KONG_COMMANDS: ReadonlySet<string> = new Set([
  "start",
  "restart",
  "reload",
  "prepare",
  "docker-start",
  "migrations",
  "check",
  "config",
  "runner",
]);
const CONTAINER_TOOLS: ReadonlySet<string> = new Set(["docker", "podman", "nerdctl"]);

/** Collects the units of a script. */
export class UnitBuilder {
  readonly #source: ShellSource;
  readonly #context: LinkContext;
  readonly #units: LinkedUnit[] = [];
  readonly #problems: FormatProblem[] = [];
  readonly #ids = new Map<string, number>();
  readonly #draws = new Set<SourceId>();
  /** Values that the shell ends too early, each with the processes that get it. */
  readonly #faults = new CutValues();
  readonly #lost: CutValue[] = [];
  #runsKong = false;
  #runsArguments: Span | undefined;

  constructor(source: ShellSource, context: LinkContext) {
    this.#source = source;
    this.#context = context;
  }

  get #shellText(): ShellText {
    return this.#source.document;
  }

  /** A source that a value of the script comes from. */
  draw(id: SourceId): void {
    this.#draws.add(id);
  }

  add(context: CommandContext): void {
    const { text } = this.#source.document;
    const { name, index } = context.invocation;
    const base = name?.slice(name.lastIndexOf("/") + 1) ?? "";
    const { words } = context.command;
    const cut = cutPrefix(context.command, context.invocation, this.#shellText);
    if (cut !== undefined) this.#cutCommand(cut, context);
    else if (CONTAINER_TOOLS.has(base)) this.#container(context);
    else if (base === "kong" && KONG_COMMANDS.has(plainText(words[index + 1], text) ?? ""))
      this.#kong(context);
    else if (base === "kubectl" || base === "oc") this.#setEnv(context);
    else if (/(?:^|\/)docker-entrypoint\.sh$/.test(name ?? "")) this.#runsArguments = words[index]?.span;
    for (const reader of this.#source.readers) if (reader.program === base) this.#tool(reader, context);
    if (words.some((word) => /^"?\$[@*]"?$/.test(text.slice(word.span.start, word.span.end))) && index > 0)
      this.#runsArguments = context.command.span;
  }

  /** An id of that kind that is still free, stable as long as the commands before it of that kind are the same. */
  #id(address: string): ReturnType<typeof unitId> {
    const count = (this.#ids.get(address) ?? 0) + 1;
    this.#ids.set(address, count);
    return unitId(count === 1 ? address : `${address}#${count}`);
  }

  /** A command that the shell does not run as it was meant: it begins in the value of a variable. */
  #cutCommand(cut: CutValue, context: CommandContext): void {
    const { command, invocation } = context;
    const index = kongAfterCut(command, invocation.index, this.#source.document.text);
    if (index < 0) {
      this.#lost.push(cut);
      return;
    }
    this.#kong({ ...context, invocation: { ...invocation, name: "kong", index } });
    this.#faults.add(cut, this.#units.at(-1)?.id);
  }

  #container(context: CommandContext): void {
    const run = ContainerRun.read(this.#source, this.#context, context);
    if (run === undefined || !run.isKong) return;
    const id = this.#id(run.address);
    this.#units.push(run.unit(id));
    for (const problem of run.problems(id)) this.#problems.push(problem);
  }

  #tool(reader: CommandReader, context: CommandContext): void {
    const { units, problems } = reader.read(this.#source, this.#context, context, (address) =>
      this.#id(address),
    );
    append(this.#units, units);
    append(this.#problems, problems);
  }

  #setEnv(context: CommandContext): void {
    const command = readSetEnv(this.#source, context);
    if (command === undefined) return;
    // Several commands set variables of one workload.
    const id = unitId(`kubectl set env ${command.workload}`);
    const found = this.#units.findIndex((unit) => unit.id === id);
    const unit = this.#units[found] ?? workloadUnit(this.#source, context, command, id);
    const { assignments, others } = setEnvAssignments(this.#source, command, id);
    const whole = {
      ...unit,
      assignments: [...unit.assignments, ...assignments],
      others: [...(unit.others ?? []), ...others],
    };
    const late = lateWorkload(this.#source, command, context);
    if (late !== undefined) this.#faults.add(late, id);
    if (found < 0) this.#units.push(whole);
    else this.#units[found] = whole;
  }

  #kong(context: CommandContext): void {
    const { text } = this.#source.document;
    const { command, invocation } = context;
    this.#runsKong = true;
    const nameWord = command.words[invocation.index];
    const verb = plainText(command.words[invocation.index + 1], text) ?? "";
    const id = this.#id(`kong ${verb}`);
    const anchor = nameWord?.span ?? command.span;
    const exported = invocation.inherits ? this.#exports(context.exported, context.assignedOnce, id) : EMPTY;
    const prefix = this.#collect(
      invocation.assignments.map((written) => ({
        written,
        value: { kind: "text", pieces: expandWhole(written.word, written.value, context.expand).pieces },
      })),
      layerOf("command", `before ${verb === "" ? "kong" : `kong ${verb}`}`),
      id,
    );
    this.#units.push({
      id,
      name: `kong ${verb}`,
      anchor: locate(this.#source.document.path, anchor),
      extent: locate(this.#source.document.path, command.span),
      assignments: [...exported.assignments, ...prefix.assignments],
      others: [...exported.others, ...prefix.others],
      release: undefined,
      absence: OPEN_SHELL,
      draws: [this.#source.document.path, ...this.#draws],
      deployment: undefined,
    });
  }

  #exports(
    exported: ReadonlyMap<string, ExportedVariable>,
    assignedOnce: (name: string) => boolean,
    unit: UnitId,
  ): Collected {
    const isAssigned = (name: string): boolean => exported.has(name) || assignedOnce(name);
    const certain = [...exported.values()].map(({ written, pieces, command }) => {
      const cut =
        unquotedSemicolons(written, command, this.#shellText) ??
        cutExport(written, command, this.#shellText, isAssigned);
      if (cut !== undefined) this.#faults.add(cut, unit);
      const sure = assignedOnce(written.name) || command.block.kind === "file";
      const unsure = opaqueAt(
        "shell-variable",
        locate(this.#source.document.path, written.word.span),
        sliceSpan(this.#source.document.text, written.word.span),
      );
      return { written, value: { kind: "text", pieces: sure ? pieces : [unsure] } satisfies Value };
    });
    return this.#collect(certain, layerOf("environment", "export"), unit);
  }

  #collect(
    written: readonly { readonly written: WrittenAssignment; readonly value: Value }[],
    layer: Assignment["layer"],
    unit: UnitId,
  ): Collected {
    const assignments: Assignment[] = [];
    const others: OtherVariable[] = [];
    const { text } = this.#source.document;
    for (const each of written) {
      const { name, nameSpan, word, valueStart } = each.written;
      const { span: valueSpan, inner } = valueSpans(word, valueStart - 1, text);
      const made = environmentAssignment({
        source: this.#source.document.path,
        text,
        layer,
        origin: { kind: "written", address: `${unit}.${name}` },
        writtenName: name,
        variable: name,
        nameSpan,
        valueSpan,
        innerSpan: inner,
        lineSpan: indexedLinesOf(this.#source.document, word.span),
        value: each.value,
      });
      if (made !== undefined) assignments.push(made);
      else
        others.push({ variable: name, value: each.value, at: locate(this.#source.document.path, word.span) });
    }
    return { assignments, others };
  }

  /** The units, with that of a script which only exports settings for what it runs last, or for the shell that reads it in. */
  finish(exported: ReadonlyMap<string, ExportedVariable>, assignedOnce: (name: string) => boolean): Linked {
    const settings = [...exported.keys()].some(isKongSetting);
    // What a script exports does not reach the containers that it starts.
    const isForOthers = this.#units.length === 0 || this.#runsArguments !== undefined;
    if (settings && !this.#runsKong && isForOthers) {
      const id = this.#id("export");
      const { assignments, others } = this.#exports(exported, assignedOnce, id);
      const first = assignments.find(({ value }) => opacityOf(value) === undefined) ?? assignments[0];
      if (first !== undefined)
        this.#units.push({
          id,
          name: this.#runsArguments === undefined ? "exported variables" : "entrypoint",
          anchor:
            this.#runsArguments === undefined
              ? first.nameSpan
              : locate(this.#source.document.path, this.#runsArguments),
          extent: locate(this.#source.document.path, span(0, this.#source.document.text.length)),
          assignments,
          others,
          release: undefined,
          absence: OPEN_SHELL,
          draws: [this.#source.document.path, ...this.#draws],
          deployment: undefined,
        });
    }
    // A variable that is set for a command only is missing in whatever gets the others.
    for (const cut of this.#lost) for (const { id } of this.#units) this.#faults.add(cut, id);
    return { units: this.#units, problems: [...this.#problems, ...this.#faults.list()] };
  }
}

interface Collected {
  readonly assignments: readonly Assignment[];
  readonly others: readonly OtherVariable[];
}

const EMPTY: Collected = { assignments: [], others: [] };

const OPEN_SHELL: Absence = {
  kind: "open",
  because: [{ what: "the shell that runs the script, and kong.conf, may set more", at: undefined }],
};
