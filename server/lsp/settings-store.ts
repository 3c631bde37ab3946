import { baseName } from "../platform/paths.ts";
import { UserError } from "../platform/user-error.ts";
import { SETTINGS_NAMES } from "../settings/discover-settings.ts";
import type { SettingsFiles } from "../settings/read-settings-file.ts";
import type { ResolvedSettings } from "../settings/resolved-settings.ts";
import type { Origin } from "../settings/settings-layer.ts";
import { SettingsResolver } from "../settings/settings-resolver.ts";
import { type Baseline, type FileSettings, fileSettings } from "../workspace/file-settings.ts";
import type { DocumentSettings } from "./document-analysis.ts";
import { type EditorSettings, readEditorSettings } from "./editor-settings.ts";
import type { ServerHost } from "./server-host.ts";
import { problemsOf, type SettingsProblem } from "./settings-problem.ts";
import { pathOfUri, pathPart, uriOfPath } from "./uri.ts";
import type { WorkspaceFolders } from "./workspace-folders.ts";

/** The settings of one document, with the baseline they name. */
export type StoredSettings = DocumentSettings & FileSettings;

/** What finding settings stands on. */
export interface SettingsStoreDeps {
  readonly host: ServerHost;
  folders(): WorkspaceFolders;
  /** The section `kong-lint` of the editor's settings for a document; undefined where the editor cannot tell. */
  ask(uri: string): Promise<unknown>;
  /** Tells the user about settings that cannot be used. */
  complain(problem: SettingsProblem): void;
  /** Writes into the log which settings apply. */
  note(line: string): void;
  /** Hears of each file that settings are read from, or would be if it were there. */
  watch(path: string): void;
}

/** The settings of the editor for one folder, and the ways to find what stands over them. */
interface Scope {
  readonly editor: EditorSettings;
  readonly resolver: SettingsResolver;
  /** The same without settings files. */
  readonly editorOnly: SettingsResolver;
}

/**
 * The settings of each document: the editor's own under the settings files, found and read by the code of the command
 * line. Everything is remembered until {@link forget}.
 */
export class SettingsStore {
  readonly #deps: SettingsStoreDeps;
  readonly #documents = new Map<string, Promise<StoredSettings>>();
  readonly #scopes = new Map<string, Promise<Scope>>();
  readonly #baselines = new Map<string, Promise<Baseline | undefined>>();
  readonly #sources = new Set<string>();
  #complaints = new Set<string>();
  #notes = new Set<string>();

  constructor(deps: SettingsStoreDeps) {
    this.#deps = deps;
  }

  /**
   * The settings of a document, the same object until {@link forget}. A settings file that is wrong counts as none: the
   * editor says so, and goes on with its own settings.
   */
  of(uri: string): Promise<StoredSettings> {
    const known = this.#documents.get(uri);
    if (known !== undefined) return known;
    const settings = this.#resolve(uri);
    this.#documents.set(uri, settings);
    return settings;
  }

  /** Whether the settings say in which format an absolute path is to be read, whatever its name. */
  async namesFormatOf(path: string): Promise<boolean> {
    const { resolver } = await this.#scope(uriOfPath(path), true);
    return resolver.namesFormatOf(path);
  }

  /** Everything is asked and read anew: settings of the editor, files, or folders have changed. */
  forget(): void {
    this.#documents.clear();
    this.#scopes.clear();
    this.#baselines.clear();
    this.#sources.clear();
    this.#complaints = new Set();
    this.#notes = new Set();
  }

  /** Whether settings that are remembered come from a file: a settings file, one that it extends, or a baseline. */
  comeFrom(path: string): boolean {
    return this.#sources.has(path);
  }

  /** Drops what is remembered for a document that was closed. */
  drop(uri: string): void {
    this.#documents.delete(uri);
  }

  async #resolve(uri: string): Promise<StoredSettings> {
    const path = pathOfUri(uri);
    const { editor, resolver, editorOnly } = await this.#scope(uri, path !== undefined);
    const place = path ?? pathPart(uri);
    const settingsBy = (by: SettingsResolver) =>
      fileSettings(place, { resolver: by, baseline: (resolved) => this.#baseline(resolved) });
    const found = await this.#attempt(async () => ({
      settings: await settingsBy(resolver),
      file: await resolver.fileFor(place),
    }));
    this.#note(found?.file, editor);
    return {
      ...(found?.settings ?? (await settingsBy(editorOnly))),
      file: found?.file,
      isBroken: found === undefined,
      editor: editor.options,
    };
  }

  #scope(uri: string, isFile: boolean): Promise<Scope> {
    const folder = this.#deps.folders().scopeOf(uri);
    const key = `${isFile ? "file" : "other"}:${folder}`;
    const known = this.#scopes.get(key);
    if (known !== undefined) return known;
    const scope = this.#openScope(uri, folder, isFile);
    this.#scopes.set(key, scope);
    return scope;
  }

  async #openScope(uri: string, folder: string, isFile: boolean): Promise<Scope> {
    const editor = await readEditorSettings(await this.#deps.ask(uri), folder);
    if (editor.problem !== undefined)
      this.#complain({ file: undefined, position: undefined, message: editor.problem });
    const { host } = this.#deps;
    const common = {
      files: this.#noticed(host.files),
      version: host.program.version,
      show: (path: string) => path,
      below: editor.layer === undefined ? [] : [editor.layer],
    };
    const editorOnly = new SettingsResolver({ ...common, from: "none" });
    const resolver = isFile ? new SettingsResolver({ ...common, from: "nearest" }) : editorOnly;
    return { editor, resolver, editorOnly };
  }

  #baseline({ baseline }: ResolvedSettings): Promise<Baseline | undefined> {
    if (baseline === undefined) return Promise.resolve(undefined);
    const known = this.#baselines.get(baseline.value);
    if (known !== undefined) return known;
    this.#notice(baseline.value);
    const opening = this.#attempt(() => this.#deps.host.openBaseline(baseline.value), baseline.origin);
    this.#baselines.set(baseline.value, opening);
    return opening;
  }

  /**
   * Files of which those that are read are noticed, and those that are looked for by a name from a settings file. The names of
   * settings files themselves are looked for everywhere, and known to those who watch.
   */
  #noticed(files: SettingsFiles): SettingsFiles {
    return {
      facts: (path) => {
        if (!LOOKED_FOR.has(baseName(path))) this.#notice(path);
        return files.facts(path);
      },
      read: (path) => {
        this.#notice(path);
        return files.read(path);
      },
    };
  }

  #notice(path: string): void {
    this.#sources.add(path);
    this.#deps.watch(path);
  }

  async #attempt<T>(action: () => Promise<T>, origin?: Origin): Promise<T | undefined> {
    try {
      return await action();
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      for (const problem of problemsOf(error, origin)) this.#complain(problem);
      return undefined;
    }
  }

  /** Once for each pair of settings, however many documents they are for. */
  #note(file: string | undefined, { layer }: EditorSettings): void {
    const names = Object.keys(layer?.values ?? {});
    const ofEditor = names.length === 0 ? "" : `; from the editor: ${names.join(", ")}`;
    const line = `settings file: ${file ?? "none"}${ofEditor}`;
    if (this.#notes.has(line)) return;
    this.#notes.add(line);
    this.#deps.note(line);
  }

  /** Once for each problem, however many documents it is about. */
  #complain(problem: SettingsProblem): void {
    const key = JSON.stringify(problem);
    if (this.#complaints.has(key)) return;
    this.#complaints.add(key);
    this.#deps.complain(problem);
  }
}

/** What is looked for in each folder on the way up. */
const LOOKED_FOR = new Set([...SETTINGS_NAMES, ".git"]);
