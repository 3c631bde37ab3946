import type { Span } from "../../../grammar/text/span.ts";
import type { Assignment } from "../../model/assignment.ts";
import type { LinkedUnit, ToldRelease } from "../../model/config-unit.ts";
import type { FormatProblem, LinkContext, Reader } from "../../model/format.ts";
import { type Location, locate, type SourceId, type UnitId } from "../../model/location.ts";
import type { Value } from "../../model/value.ts";
import { READER_NAMES } from "../env-file/readers.ts";
import { type KongImage, readKongImage, toldByImage } from "../images/kong-image.ts";
import { isEmbedded } from "../shared/embedded-path.ts";
import { resolveFromRun } from "../shared/run-folder.ts";
import { slicePieces } from "../shared/value-builder.ts";
import { ClientVariables } from "./client-variables.ts";
import { absenceOf, deploymentOf } from "./container-deployment.ts";
import {
  type EnvFile,
  type EnvOption,
  fileVariables,
  imageVariables,
  optionVariable,
  type RunVariable,
} from "./container-variables.ts";
import { subcommandEnd } from "./docker-subcommand.ts";
import { expandWord, type Field } from "./expand.ts";
import { splitField } from "./field-parts.ts";
import type { CommandContext } from "./link-shell.ts";
import { runFaults } from "./run-faults.ts";
import { findLaterImage, isKongRun } from "./run-image.ts";
import { type RunArguments, type RunOption, readRunArguments } from "./run-options.ts";
import type { ShellSource } from "./shell-source.ts";

/** The reader of files that `docker run --env-file` names. */
export const DOCKER_RUN = "docker-run" as Reader;

/** A word of a page for what it leaves out. */
const ELISION = /^[[(<{]?(?:\.{3,}|…)[\])>}]?$/;

/** A `docker run` command. */
export class ContainerRun {
  readonly source: ShellSource;
  readonly context: CommandContext;
  readonly args: RunArguments;
  readonly envs: readonly EnvOption[];
  readonly image: KongImage | undefined;
  /** An image of Kong that is named further on: words before it were lost. */
  readonly laterImage: Field | undefined;
  readonly #files: readonly EnvFile[];
  /** Files of variables that were not read. */
  readonly unread: readonly { readonly what: string; readonly at: Location }[];
  readonly #link: LinkContext;
  readonly #client: ClientVariables;

  /** @returns undefined where the command runs no container */
  static read(source: ShellSource, link: LinkContext, context: CommandContext): ContainerRun | undefined {
    const first = subcommandEnd(context, source.document.text);
    if (first === undefined) return undefined;
    const fields = context.command.words.slice(first).flatMap((word) => expandWord(word, context.expand));
    return new ContainerRun(source, link, context, fields);
  }

  private constructor(
    source: ShellSource,
    link: LinkContext,
    context: CommandContext,
    fields: readonly Field[],
  ) {
    this.source = source;
    this.context = context;
    this.#link = link;
    this.#client = new ClientVariables(context, link.surroundings.shell !== undefined);
    const { images } = link.surroundings;
    const isImage = (field: Field): boolean =>
      field.text !== "" && readKongImage(field.text, images).isKong === true;
    // A page leaves words out that are of no matter to it.
    const isLeftOut = isEmbedded(source.document.path)
      ? ({ text }: Field) => ELISION.test(text)
      : () => false;
    const args = readRunArguments(
      fields.filter((field) => !isLeftOut(field)),
      isImage,
    );
    this.args = { ...args, unknown: [...args.unknown, ...fields.filter(isLeftOut)] };
    this.envs = this.args.options.flatMap((option) => (option.name === "env" ? this.#env(option) : []));
    const { image } = this.args;
    this.image = image === undefined ? undefined : readKongImage(image.text, images);
    this.laterImage = findLaterImage(this, isImage);
    const files = this.#readFiles();
    this.#files = files.read;
    this.unread = files.unread;
  }

  get isKong(): boolean {
    return isKongRun(this, this.#link.surroundings.images);
  }

  /** The words after the image. */
  get words(): readonly string[] {
    return this.args.args.map(({ text }) => text);
  }

  get knowsImageVariables(): boolean {
    return this.image?.environment !== undefined || this.#link.surroundings.imageEnvironment !== undefined;
  }

  /** What names the unit: the name of the container. */
  get address(): string {
    const name = this.args.options.findLast((option) => option.name === "name");
    const text = name?.field.text.slice(name.from);
    return name === undefined || name.field.isOpaque || text === "" ? "run" : `run.${text}`;
  }

  #env(option: RunOption): EnvOption[] {
    const split = splitField(option.field, option.from, this.source.document.text);
    if (split === undefined) return [];
    const value: Value =
      split.value === undefined
        ? this.#client.passedOn(split.name, locate(this.source.document.path, split.nameSpan))
        : { kind: "text", pieces: slicePieces(option.field.pieces, split.value.from) };
    return [{ option, split, value }];
  }

  #readFiles(): { read: EnvFile[]; unread: { what: string; at: Location }[] } {
    const read: EnvFile[] = [];
    const unread: { what: string; at: Location }[] = [];
    for (const option of this.args.options.filter(({ name }) => name === "env-file")) {
      const at = locate(this.source.document.path, option.field.word.span);
      const path = option.field.text.slice(option.from);
      if (option.field.isOpaque || path === "") {
        unread.push({ what: "the name of an --env-file is known at run time only", at });
        continue;
      }
      const reference = { role: "layer", path, reader: DOCKER_RUN, optional: false, at } as const;
      const { resolved: found } = resolveFromRun(this.#link, reference, this.source);
      if (found.kind === "source")
        read.push({ source: found.source, path, reading: this.#client.readFile(found.source) });
      else unread.push({ what: `--env-file ${path} was not read`, at });
    }
    return { read, unread };
  }

  /** The process of the command. */
  unit(id: UnitId): LinkedUnit {
    const variables = [
      ...this.#imageVariables(),
      ...this.#files.flatMap((file) => fileVariables(file, id)),
      ...this.envs.map((env) => optionVariable(env, id, this.source.document)),
    ];
    const assignments = variables.flatMap(({ assignment }) => assignment ?? []);
    const others = variables.flatMap(({ assignment, other }) => (assignment === undefined ? other : []));
    const { command } = this.context;
    return {
      id,
      name: id === "run" ? undefined : `container ${id.replace(/^run\.?/, "")}`,
      anchor: locate(this.source.document.path, this.#anchor),
      extent: locate(this.source.document.path, command.span),
      assignments,
      others,
      release: this.#release,
      absence: absenceOf(this),
      draws: [
        this.source.document.path,
        ...this.#files.map(({ source }) => source.document.path),
        ...this.#foreignSources(assignments),
      ],
      deployment: deploymentOf(this),
    };
  }

  /** What Docker and the shell drop, change or refuse in the command. */
  problems(id: UnitId): readonly FormatProblem[] {
    const read = this.#files.flatMap(({ source, reading }) =>
      reading.notes.map((note): FormatProblem => {
        const { at, detail, ...rest } = note;
        return {
          ...rest,
          at: locate(source.document.path, at),
          units: [id],
          detail: `${READER_NAMES["docker-run"]} ${detail}`,
        };
      }),
    );
    return [...read, ...runFaults(this, id)];
  }

  get #anchor(): Span {
    const name = this.args.options.findLast((option) => option.name === "name");
    const { command, invocation } = this.context;
    return (
      (name?.field ?? this.args.image)?.word.span ?? command.words[invocation.index]?.span ?? command.span
    );
  }

  get #release(): ToldRelease | undefined {
    const field = this.laterImage ?? this.args.image;
    const image =
      this.laterImage === undefined
        ? this.image
        : readKongImage(this.laterImage.text, this.#link.surroundings.images);
    if (field === undefined || image?.release === undefined || field.isOpaque) return undefined;
    const at = locate(this.source.document.path, field.word.span);
    return toldByImage(image, at, field.guessed ? "guessed" : "said");
  }

  #imageVariables(): readonly RunVariable[] {
    const given = this.#link.surroundings.imageEnvironment ?? this.image?.environment ?? [];
    const reference = this.args.image;
    const at = locate(this.source.document.path, reference?.word.span ?? this.context.command.span);
    return imageVariables(given, reference?.text ?? "", at);
  }

  #foreignSources(assignments: readonly Assignment[]): readonly SourceId[] {
    const known = new Set<SourceId>([
      this.source.document.path,
      ...this.#files.map(({ source }) => source.document.path),
    ]);
    const found = new Set<SourceId>();
    for (const { value } of assignments)
      if (value.kind === "text")
        for (const { at } of value.pieces)
          if (at !== undefined && !known.has(at.source)) found.add(at.source);
    return [...found];
  }
}
