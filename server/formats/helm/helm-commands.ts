import { versionOfRange } from "../../../schemas/charts/kong-chart.ts";
import type { LinkedUnit } from "../../model/config-unit.ts";
import type { LinkContext, Linked } from "../../model/format.ts";
import { locate, type SourceId, type UnitId } from "../../model/location.ts";
import { Problems } from "../shared/problems.ts";
import { expandWord, type Field } from "../shell/expand.ts";
import type { CommandContext } from "../shell/link-shell.ts";
import type { CommandReader, ShellSource } from "../shell/shell-source.ts";
import { yamlFact } from "../yaml/update-yaml.ts";
import { type ChartFile, chartFileAt, readFromRun } from "./chart-file.ts";
import { findCharts, type GivenValues } from "./find-charts.ts";
import { isHelm } from "./helm-source.ts";
import {
  type HelmArguments,
  type HelmOption,
  mayBeFolder,
  namedChart,
  readHelmArguments,
} from "./install-arguments.ts";
import { installChart } from "./install-chart.ts";
import { overlayValues } from "./merge-values.ts";
import { applySet, markUnknown, UNKNOWN_SIGN } from "./set-values.ts";
import { EMPTY_VALUES, type HelmMap, valuesOfYaml } from "./values.ts";
import { type HelmWord, helmWord } from "./word-places.ts";

/** `helm install`, `helm upgrade` and `helm template` in scripts: the charts of Kong that they install. */
export const helmCommands: CommandReader = {
  program: "helm",
  read: (source, link, command, freeId) => new HelmCommand(source, link, command).units(freeId),
};

const NOTHING: Linked = { units: [], problems: [] };
const KEY_UNKNOWN = new RegExp(`(?:^|,)[^=,]*${UNKNOWN_SIGN}[^=,]*=`);

class HelmCommand {
  readonly #source: ShellSource;
  readonly #link: LinkContext;
  readonly #command: CommandContext;
  readonly #fields: readonly Field[];
  readonly #words: readonly HelmWord[];
  readonly #problems = new Problems();
  readonly #draws: SourceId[] = [];
  readonly #open: { readonly what: string; readonly at: ReturnType<typeof locate> }[] = [];

  constructor(source: ShellSource, link: LinkContext, command: CommandContext) {
    this.#source = source;
    this.#link = link;
    this.#command = command;
    const words = command.command.words.slice(command.invocation.index + 1);
    this.#fields = words.flatMap((word) => expandWord(word, command.expand));
    this.#words = this.#fields.map(helmWord);
  }

  units(freeId: (address: string) => UnitId): Linked {
    const args = readHelmArguments(this.#words.map(({ text }) => text));
    if (args === undefined || args.isPlugin) return NOTHING;
    const reference = this.#textAt(args.chart);
    const name = namedChart(reference, this.#optionText(args, "repo"));
    const file = name === undefined ? this.#chartFile(reference) : undefined;
    if (name === undefined && (file === undefined || !concernsKong(file))) return NOTHING;
    const values = this.#values(args, reference);
    if (args.reusesValues)
      this.#open.push({ what: "values of an earlier call of Helm", at: this.#at(args.chart) });
    const version = versionOfRange(this.#optionText(args, "version"));
    const release = this.#textAt(args.release) || (name ?? file?.name ?? "");
    const given: GivenValues = {
      values,
      path: freeId(`helm.${release.replace(UNKNOWN_SIGN, "release")}`),
      chart: name === undefined ? undefined : { name, version },
      file,
      anchor: this.#at(args.release ?? args.chart),
      extent: locate(this.#source.document.path, this.#command.command.span),
      open: this.#open,
      draws: [...this.#draws, ...(file?.draws ?? [])],
    };
    const units = findCharts(given, this.#link).flatMap((chart): LinkedUnit[] => {
      const unit = installChart(
        { ...chart, anchor: given.anchor, extent: given.extent },
        this.#source.document.path,
        this.#link,
        this.#problems,
      );
      const label = [`Helm release ${release}`, chart.name].filter((part) => part !== undefined).join(", ");
      return unit === undefined ? [] : [{ ...unit, name: label.replace(UNKNOWN_SIGN, "") }];
    });
    return { units, problems: this.#problems.list(units.map(({ id }) => id)) };
  }

  #textAt(index: number | undefined): string {
    return this.#words[index ?? -1]?.text ?? "";
  }

  #at(index: number | undefined) {
    const span = this.#fields[index ?? -1]?.word.span ?? this.#command.command.span;
    return locate(this.#source.document.path, span);
  }

  #optionText({ options }: HelmArguments, wanted: "version" | "repo"): string {
    const option = options.findLast(({ name }) => name === wanted);
    return option === undefined ? "" : this.#textAt(option.index).slice(option.from);
  }

  #chartFile(reference: string): ChartFile | undefined {
    if (!mayBeFolder(reference) || reference.includes(UNKNOWN_SIGN)) return undefined;
    const chart = `${reference.replace(/\/+$/, "")}/Chart.yaml`;
    const found = readFromRun(this.#source, chart, this.#link);
    return found === undefined
      ? undefined
      : chartFileAt(this.#source, found.path.slice(0, -"Chart.yaml".length), this.#link);
  }

  /** The files in order, then `--set`, `--set-string`, and the content of files, as Helm merges them. */
  #values(args: HelmArguments, reference: string): HelmMap {
    let values: HelmMap = mayBeFolder(reference)
      ? (this.#file(`${reference.replace(/\/$/, "")}/values.yaml`) ?? EMPTY_VALUES)
      : EMPTY_VALUES;
    for (const option of args.options.filter(({ name }) => name === "values"))
      for (const path of this.#textAt(option.index).slice(option.from).split(",")) {
        const file = this.#file(path);
        if (file !== undefined) values = overlayValues(values, file);
        else
          this.#open.push({
            what: path.includes(UNKNOWN_SIGN)
              ? "the name of a file of values is known at run time only"
              : `the values of ${path} were not read`,
            at: this.#at(option.index),
          });
      }
    for (const option of args.options.filter(({ name }) => name === "set"))
      values = this.#set(values, option, "typed");
    for (const option of args.options.filter(({ name }) => name === "set-string"))
      values = this.#set(values, option, "text");
    // Of `--set-file license=PATH` the content counts.
    for (const option of args.options.filter(({ name }) => name === "set-file"))
      values = overlayValues(
        values,
        markUnknown(this.#set(EMPTY_VALUES, option, "text"), "other-file", () => true),
      );
    const rest = args.options.filter(({ name }) => name === "set-json" || name === "set-literal");
    for (const option of rest)
      this.#open.push({ what: `values of \`--${option.name}\``, at: this.#at(option.index) });
    return markUnknown(values, "shell-variable");
  }

  #set(values: HelmMap, { index, from }: HelmOption, kind: "typed" | "text"): HelmMap {
    const word = this.#words[index];
    const { document } = this.#source;
    if (word === undefined) return values;
    const result = applySet(values, word.text.slice(from), kind, (name, value) =>
      word.place(document, from, name, value),
    );
    if (result.refused !== undefined && !word.text.includes(UNKNOWN_SIGN))
      this.#problems.add(undefined, {
        kind: "refused",
        at: this.#at(index),
        refuses: true,
        before: word.text.slice(from),
        detail: refusalText(result.refused),
      });
    // A key that only exists at run time may be any.
    if (KEY_UNKNOWN.test(word.text.slice(from)))
      this.#open.push({ what: "a key of `--set` is known at run time only", at: this.#at(index) });
    return result.values;
  }

  #file(path: string): HelmMap | undefined {
    if (path === "" || path === "-" || path.includes(UNKNOWN_SIGN) || path.includes("://")) return undefined;
    const source = readFromRun(this.#source, path, this.#link)?.source;
    if (source === undefined) return undefined;
    const { root } = (isHelm(source) ? source.yaml : source.document.fact(yamlFact)).documents[0] ?? {};
    const values = root === undefined ? EMPTY_VALUES : valuesOfYaml(source.document, root);
    this.#draws.push(source.document.path);
    return values.kind === "map" ? values : EMPTY_VALUES;
  }
}

/** Whether a chart of somebody's own is one of Kong's, or has one inside. */
function concernsKong({ isKongs, dependencies }: ChartFile): boolean {
  return isKongs || dependencies.some(({ chart }) => chart !== "bitnami");
}

/** A comma ends a value, so one that belongs to it is what people most often meant. */
function refusalText(reason: string): string {
  const advice = reason.endsWith("has no value")
    ? ". In quotes, write `\\,` for a comma that is part of a value"
    : "";
  return `Helm rejects the command, because ${reason}${advice}`;
}
