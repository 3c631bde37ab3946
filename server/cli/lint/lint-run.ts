import { encodeText } from "../../../grammar/text/decode-text.ts";
import { type FileReport, summarize } from "../../engine/report.ts";
import { mayHoldKong } from "../../formats/detect.ts";
import { formatName } from "../../model/format-id.ts";
import { FileError } from "../../platform/file-error.ts";
import { codeKeeper } from "../../platform/node/code-keeper.ts";
import type { LintRun } from "../../report/reporter.ts";
import { isSettingsPath } from "../../settings/discover-settings.ts";
import type { ResolvedSettings } from "../../settings/resolved-settings.ts";
import type { FileSettings } from "../../workspace/file-settings.ts";
import type { ResolvedSource } from "../../workspace/link-references.ts";
import { type LintedSource, type LintedText, lintSource } from "../../workspace/lint-source.ts";
import type { OpenedSource } from "../../workspace/open-source.ts";
import { type SourcePath, shownPath } from "../../workspace/source-path.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import type { Io } from "../io.ts";
import { ChangeFilter } from "./change-filter.ts";
import type { ChangedSources } from "./changed-sources.ts";
import type { LintOptions } from "./lint-options.ts";
import { Notices } from "./notices.ts";
import type { Progress } from "./progress.ts";
import { RunReports } from "./run-reports.ts";
import { withoutBelow } from "./severity-order.ts";
import type { Stopwatch } from "./stopwatch.ts";

/** What linting stands on. */
export interface LintContext {
  readonly io: Io;
  readonly options: LintOptions;
  readonly workspace: Workspace;
  /** @throws UserError for a settings file that is wrong */
  checkSettings(file: string): Promise<void>;
  /** Has the baseline of these settings note what was found in a file. `path` is the absolute one. */
  note(settings: ResolvedSettings, report: FileReport, path: string): Promise<void>;
  readonly changed: ChangedSources | undefined;
  readonly stopwatch: Stopwatch | undefined;
  readonly progress: Progress;
}

/** What linting some sources came to. */
export interface LintOutcome {
  readonly run: LintRun;
  /** The reports that decide about the exit code: nothing that is found is left out, even where it is not shown. */
  readonly judged: readonly FileReport[];
  /** Texts that fixing changed: as they were first, and as they are in the end. */
  readonly fixed: readonly FixedFile[];
  readonly hadProblems: boolean;
  /** Standard input after fixing, and as it came where it was not linted; undefined where there is none. */
  readonly stdinBytes: Uint8Array | undefined;
}

/** A text that fixing changed. */
export interface FixedFile extends Pick<LintedText, "text" | "textBefore" | "redactors"> {
  readonly shown: string;
}

/** From here on a run is about many sources. */
const MANY = 100;
/** Up to here a run ends before code that was optimized pays. */
const FEW = 5;

/** Lints sources one after the other. What cannot be read is said on standard error, and the others go on. */
export async function lintAll(
  sources: readonly SourcePath[],
  stdin: SourcePath | undefined,
  context: LintContext,
): Promise<LintOutcome> {
  if (sources.length >= MANY) await context.io.platform.expectMany(sources.length);
  else if (sources.length <= FEW && sources.some(({ absolute }) => mayHoldKong(absolute)))
    await context.io.platform.expectFew();
  if (context.options.fixing === "write") await tidy(sources, context.io);
  const run = new Run(stdin, context);
  const all = stdin === undefined ? sources : [stdin, ...sources];
  for (const [index, source] of all.entries()) {
    context.progress.step(() => `kong-lint: checked ${index} of ${all.length} files`);
    await run.lint(source);
  }
  return run.finish();
}

/** Ends what a run began that was killed while it wrote. */
async function tidy(sources: readonly SourcePath[], io: Io): Promise<void> {
  for (const { of, copy } of await io.platform.files.tidy(sources.map(({ absolute }) => absolute))) {
    io.stderr.say(
      `${of} changed after an earlier run was stopped while writing it; what it held before that run is in ${copy}`,
    );
  }
}

/** A source that was linted, to be linted again where a text on which it draws has changed since. */
interface Linted {
  readonly source: SourcePath;
  readonly settings: FileSettings;
  /** The absolute paths of what it refers to. */
  readonly references: ReadonlySet<string>;
}

class Run {
  readonly #context: LintContext;
  readonly #stdin: SourcePath | undefined;
  readonly #reports = new RunReports();
  readonly #fixed = new Map<string, FixedFile>();
  readonly #linted: Linted[] = [];
  readonly #stale = new Set<Linted>();
  readonly #skipped: Notices;
  readonly #problems: Notices;
  readonly #outside: Notices;
  readonly #seenOutside = new Set<string>();
  /** With the texts as fixing has left them. */
  #workspace: Workspace;
  #stdinBytes: Uint8Array | undefined;
  #applied = 0;
  #hadProblems = false;

  constructor(stdin: SourcePath | undefined, context: LintContext) {
    const { stderr } = context.io;
    this.#context = context;
    this.#stdin = stdin;
    this.#workspace = context.workspace;
    const { quiet } = context.options;
    this.#skipped = new Notices(stderr, "more files skipped; see --list-files", quiet);
    this.#problems = new Notices(stderr, "more files cannot be linted; see --list-files");
    this.#outside = new Notices(stderr, "more references lead out of the repository", quiet);
  }

  async lint(source: SourcePath): Promise<void> {
    const { changed, checkSettings } = this.#context;
    const isStdin = source === this.#stdin;
    const isUnchanged = !isStdin && changed?.includes(source.absolute) === false;
    // Only what refers to other files can be read otherwise although it did not change itself.
    if (isUnchanged && !mayHoldKong(source.absolute)) return;
    if (source.named && !isStdin && isSettingsPath(source.absolute)) {
      await checkSettings(source.absolute);
      this.#skipped.say(`${source.shown} is a settings file of kong-lint, not of Kong, and it is valid`);
      return;
    }
    const settings = await this.#workspace.settingsOf(source.absolute);
    const isIgnored = settings.resolved.ignored !== undefined;
    if (isIgnored && !isStdin) return;
    const opened = isStdin
      ? await this.#openStdin(source, settings)
      : ((await this.#refusal(source)) ?? (await this.#workspace.openWith(source, settings)));
    if (isUnchanged && !drawsOn(changed, opened)) return;
    if (opened.kind === "opened" && !isIgnored)
      await this.#lintOpened({ source, settings, references: opened.source.references }, opened);
    else if (opened.kind === "problem") {
      this.#hadProblems = true;
      this.#problems.say(`${source.shown}: ${opened.reason}`);
    } else if (opened.kind === "left-alone" && source.named) {
      this.#skipped.say(`${source.shown} is skipped: ${opened.reason}`);
    }
  }

  /** Standard input is read whatever becomes of it, for a filter gives it back. */
  async #openStdin(source: SourcePath, settings: FileSettings): Promise<OpenedSource> {
    try {
      const bytes = await this.#context.io.stdin();
      this.#stdinBytes = bytes;
      return await this.#workspace.openWith(source, settings, { read: async () => bytes });
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      return { kind: "problem", reason: error.message };
    }
  }

  /** A pipe or a device can be read once and not be replaced, and opening a pipe waits for somebody who writes. */
  async #refusal(source: SourcePath): Promise<Extract<OpenedSource, { kind: "problem" }> | undefined> {
    const { io, options } = this.#context;
    if (options.fixing !== "write") return undefined;
    const facts = await io.platform.files.facts(source.absolute);
    if (facts?.kind !== "other") return undefined;
    return { kind: "problem", reason: "is not a regular file, so it cannot be fixed" };
  }

  async finish(): Promise<LintOutcome> {
    await this.#lintStale();
    this.#skipped.finish();
    this.#problems.finish();
    this.#outside.finish();
    const { options } = this.#context;
    const judged = await this.#reports.all();
    const files = judged.map((report) => withoutBelow(report, options.show));
    if (files.some(({ findings }) => findings.length > 0)) codeKeeper()?.note("findings");
    const dryRun = options.fixing !== "write";
    return {
      run: { files, summary: summarize(files), fixed: this.#applied, dryRun },
      judged,
      fixed: [...this.#fixed.values()],
      hadProblems: this.#hadProblems,
      stdinBytes: this.#stdinBytes,
    };
  }

  async #lintOpened(
    linted: Linted,
    { source: resolved, mayBeFixed }: { readonly source: ResolvedSource; readonly mayBeFixed: boolean },
  ): Promise<void> {
    const { options } = this.#context;
    const isStdin = linted.source === this.#stdin;
    for (const { format } of [resolved.linked.source, ...resolved.linked.drawn.values()])
      codeKeeper()?.note(formatName(format.id));
    this.#sayOutside(linted.source, resolved);
    const fixing = options.fixing === "no" ? "none" : options.unsafe ? "unsafe" : "safe";
    const result = await this.#lintOnce(linted, resolved, {
      fixing,
      fixesOwn: mayBeFixed,
      // What comes on standard input goes out on standard output, and nothing else changes.
      fixesDrawn: !isStdin,
    });
    this.#linted.push(linted);
    const texts = [result, ...result.drawn];
    const isWritten = options.fixing !== "write" || (await this.#write(isStdin ? result.drawn : texts));
    const written = new Set<LintedText>(texts.filter((text) => isWritten || text.text === text.textBefore));
    for (const text of written) this.#keep(text, text === result && isStdin, linted);
    await this.#report(linted, resolved, result, (text) =>
      options.fixing === "diff" || !written.has(text) ? text.reportBefore : text.report,
    );
  }

  /** Texts that fixes of others have changed since are looked at again, and so are those who draw on them. */
  async #lintStale(): Promise<void> {
    if (this.#context.options.fixing === "diff") return;
    for (const linted of this.#stale) {
      const opened = await this.#workspace.openWith(linted.source, linted.settings);
      if (opened.kind !== "opened") continue;
      this.#reports.forget(linted.source.shown);
      const result = await this.#lintOnce(linted, opened.source, { fixing: "none" });
      await this.#report(linted, opened.source, result, ({ report }) => report);
    }
  }

  #lintOnce(
    { settings, source }: Linted,
    resolved: ResolvedSource,
    options: {
      readonly fixing: "none" | "safe" | "unsafe";
      readonly fixesOwn?: boolean;
      readonly fixesDrawn?: boolean;
    },
  ): Promise<LintedSource> {
    const { changed, stopwatch } = this.#context;
    const timed: FileSettings =
      stopwatch === undefined ? settings : { ...settings, lint: { ...settings.lint, timing: stopwatch } };
    const filter = changed && this.#changeFilter(changed, { source, settings: timed }, resolved);
    return lintSource(this.#workspace, resolved, timed, {
      ...options,
      ...(filter === undefined
        ? {}
        : { select: (report, text) => filter.own(report, text, source.absolute) }),
    });
  }

  #changeFilter(
    changed: ChangedSources,
    about: Pick<Linted, "source" | "settings">,
    { linked }: ResolvedSource,
  ): ChangeFilter {
    const { text } = linked.source.document;
    return new ChangeFilter(changed, { ...about, text, workspace: this.#workspace });
  }

  /** Keeps what fixing made of a text, for all that is linted after it. */
  #keep(fixed: LintedText, isStdin: boolean, by: Linted): void {
    const { path, text, textBefore, redactors, applied } = fixed;
    if (text === textBefore) return;
    const { io, options } = this.#context;
    const shown = isStdin ? by.source.shown : shownPath(path, io.platform.workingFolder);
    if (isStdin) this.#stdinBytes = encodeText(text);
    else if (options.fixing === "write")
      this.#workspace = this.#workspace.with(this.#workspace.snapshot.asOnDisk(path));
    else this.#workspace = this.#workspace.with(this.#workspace.snapshot.withText(path, text));
    const first = this.#fixed.get(path);
    this.#applied += applied;
    this.#fixed.set(path, {
      shown,
      text,
      textBefore: first?.textBefore ?? textBefore,
      redactors: { before: first?.redactors.before ?? redactors.before, after: redactors.after },
    });
    for (const each of this.#linted) if (each !== by && drawsOnText(each, path)) this.#stale.add(each);
  }

  /** Writes what fixing changed, all or nothing. False, with a word on standard error, where that is not possible. */
  async #write(texts: readonly LintedText[]): Promise<boolean> {
    const { files, workingFolder } = this.#context.io.platform;
    const changed = texts.filter(({ text, textBefore }) => text !== textBefore);
    try {
      await files.replace(
        changed.map(({ path, text, textBefore }) => ({
          path,
          content: encodeText(text),
          before: encodeText(textBefore),
        })),
      );
      return true;
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      this.#hadProblems = true;
      const shown = shownPath(error.path, workingFolder);
      this.#context.io.stderr.say(`${shown} cannot be written: ${error.message}`);
      return false;
    }
  }

  async #report(
    { source, settings }: Linted,
    resolved: ResolvedSource,
    result: LintedSource,
    reportOf: (text: LintedText) => FileReport,
  ): Promise<void> {
    const { note, changed } = this.#context;
    await note(settings.resolved, result.found, source.absolute);
    this.#reports.own(reportOf(result), result.found);
    const filter = changed && this.#changeFilter(changed, { source, settings }, resolved);
    for (const drawn of result.drawn) {
      const { path } = drawn;
      const report = reportOf(drawn);
      const text = report === drawn.report ? drawn.text : drawn.textBefore;
      this.#reports.drawn(source.shown, {
        report,
        count: async (found) => {
          const own = await this.#workspace.settingsOf(path);
          await note(own.resolved, found, path);
          const rest = (await own.baseline())?.without(found, path) ?? found;
          return filter === undefined ? rest : filter.drawn(rest, text, path);
        },
      });
    }
  }

  /** Says once of each file that it is not read. */
  #sayOutside({ shown }: SourcePath, { outside }: ResolvedSource): void {
    for (const path of outside) {
      if (this.#seenOutside.has(path)) continue;
      this.#seenOutside.add(path);
      this.#outside.say(`${shown} refers to ${path}, which is outside of the repository and is not read`);
    }
  }
}

/** Whether a source draws on a file that changed, or on one that is not there any more. */
function drawsOn(changed: ChangedSources, opened: OpenedSource): boolean {
  return opened.kind === "opened" && [...opened.source.references].some((path) => changed.concerns(path));
}

/** Whether a source is a text, or refers to it. */
function drawsOnText({ source, references }: Linted, path: string): boolean {
  return source.absolute === path || references.has(path);
}
