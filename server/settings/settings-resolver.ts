import { joinPath, parentFolder } from "../platform/paths.ts";
import { UserError } from "../platform/user-error.ts";
import { NO_FORMAT } from "./declaration.ts";
import { SettingsDiscovery } from "./discover-settings.ts";
import type { SettingsReading } from "./read-settings-file.ts";
import type { FormatSetting, ResolvedSettings } from "./resolved-settings.ts";
import type { SettingsLayer } from "./settings-layer.ts";

/** How the settings of a run are found. */
export interface SettingsSource extends SettingsReading {
  /** `nearest`: from each file upward; `none`: no settings files; else the one file, absolute. */
  readonly from: "nearest" | "none" | { readonly file: string };
  /** Layers under the settings files, such as those of an editor. */
  readonly below?: readonly SettingsLayer[];
}

/** The settings of a file that nobody has said anything about. */
export const NO_SETTINGS: ResolvedSettings = {
  release: undefined,
  edition: undefined,
  rules: new Map(),
  extraProperties: [],
  images: [],
  deployment: undefined,
  inlineSuppressions: { value: true, origin: { kind: "default", name: "default", line: undefined } },
  requireReason: { value: false, origin: { kind: "default", name: "default", line: undefined } },
  ignored: undefined,
  format: undefined,
  baseline: undefined,
};

/**
 * The settings of each file of a run. Settings files are read once; the code that reads them is loaded when there is
 * one, for most runs have none.
 */
export class SettingsResolver {
  readonly #source: SettingsSource;
  readonly #discovery: SettingsDiscovery;
  readonly #layers = new Map<string, Promise<readonly SettingsLayer[]>>();

  constructor(source: SettingsSource) {
    this.#source = source;
    this.#discovery = new SettingsDiscovery(source.files);
  }

  /** The settings file that has the last word about an absolute path; undefined where there is none. */
  async fileFor(path: string): Promise<string | undefined> {
    const { from } = this.#source;
    if (from === "none") return undefined;
    return from === "nearest" ? this.#discovery.nearest(parentFolder(path)) : joinPath("/", from.file);
  }

  /**
   * The settings for an absolute path.
   * @throws UserError for a settings file that is wrong
   */
  async resolve(path: string): Promise<ResolvedSettings> {
    const layers = await this.#layersFor(path);
    if (layers.length === 0) return NO_SETTINGS;
    const [{ resolveLayers }, { rules }] = await Promise.all([
      import("./resolve-layers.ts"),
      import("../rules/registry.ts"),
    ]);
    return resolveLayers(
      layers,
      path,
      rules.map((rule) => rule.id),
    );
  }

  /**
   * What the settings say about the format of an absolute path, for those who look through many files.
   * @throws UserError for a settings file that is wrong
   */
  async formatOf(path: string): Promise<FormatSetting | undefined> {
    const layers = await this.#layersFor(path);
    if (layers.every(({ values }) => values.formats === undefined)) return undefined;
    return (await import("./resolve-layers.ts")).formatBy(layers, path);
  }

  /**
   * Whether the settings say in which format an absolute path is to be read, whatever its name. A settings file that is wrong says
   * nothing here: it is an error once a file is linted with it.
   */
  async namesFormatOf(path: string): Promise<boolean> {
    try {
      const format = await this.formatOf(path);
      return format !== undefined && format.value !== NO_FORMAT;
    } catch (error) {
      if (error instanceof UserError) return false;
      throw error;
    }
  }

  /**
   * Checks a settings file and all that it extends.
   * @throws UserError for one that is wrong
   */
  async check(file: string): Promise<void> {
    await this.#read(file);
  }

  async #layersFor(path: string): Promise<readonly SettingsLayer[]> {
    const file = await this.fileFor(path);
    const below = this.#source.below ?? [];
    return file === undefined ? below : [...below, ...(await this.#read(file))];
  }

  #read(file: string): Promise<readonly SettingsLayer[]> {
    const known = this.#layers.get(file);
    if (known !== undefined) return known;
    const reading = import("./read-settings-file.ts").then(({ readSettingsFile }) =>
      readSettingsFile(file, this.#source),
    );
    this.#layers.set(file, reading);
    return reading;
  }
}
