import { closestWord } from "../settings/closest-word.ts";
import type { SettingsFile } from "../settings/declaration.ts";
import { settingsDeclaration } from "../settings/declaration.ts";
import { SettingsError } from "../settings/settings-error.ts";
import type { SettingsLayer } from "../settings/settings-layer.ts";
import type { EditorOptions } from "./document-analysis.ts";

/** What the editor's own settings come to. */
export interface EditorSettings {
  /** Under the settings files; undefined where the editor says nothing. */
  readonly layer: SettingsLayer | undefined;
  readonly options: EditorOptions;
  /** What is wrong with them: then none of them holds. */
  readonly problem: string | undefined;
}

export const DEFAULT_OPTIONS: EditorOptions = {
  inlayHints: { reads: true, defaults: false },
  codeLens: true,
};

/**
 * Reads the section `kong-lint` of an editor's settings: those of the settings file that an editor may have, and options of
 * the server. Members that are unknown or null are passed over, for editors send everything that they have.
 * @param folder absolute; what patterns are relative to
 */
export async function readEditorSettings(section: unknown, folder: string): Promise<EditorSettings> {
  if (!isRecord(section)) return { layer: undefined, options: DEFAULT_OPTIONS, problem: undefined };
  const hints = isRecord(section.inlayHints) ? section.inlayHints : {};
  const options: EditorOptions = {
    inlayHints: { reads: switchOf(hints.reads, true), defaults: switchOf(hints.defaults, false) },
    codeLens: switchOf(section.codeLens, true),
  };
  const written = Object.entries(section).filter(
    ([name, value]) => (isEditorSetting(name) || isMisspelled(name)) && !isEmpty(value),
  );
  if (written.length === 0) return { layer: undefined, options, problem: undefined };
  try {
    return { layer: await layerOf(Object.fromEntries(written), folder), options, problem: undefined };
  } catch (error) {
    return { layer: undefined, options, problem: wordsOf(error) };
  }
}

/** All that is wrong, as sentences: editors show a message in one paragraph. */
function wordsOf(error: unknown): string {
  if (!(error instanceof SettingsError)) return error instanceof Error ? error.message : String(error);
  return `${error.file}: ${error.mistakes.map(({ what }) => (/[.?]$/.test(what) ? what : `${what}.`)).join(" ")}`;
}

function isEditorSetting(name: string): boolean {
  return Object.hasOwn(settingsDeclaration, name) && settingsDeclaration[name as keyof SettingsFile].inEditor;
}

/** An editor sends everything it has. What is almost the name of a setting was meant for kong-lint. */
function isMisspelled(name: string): boolean {
  if (OF_EDITORS.has(name) || Object.hasOwn(settingsDeclaration, name)) return false;
  return closestWord(name, [...Object.keys(settingsDeclaration).filter(isEditorSetting)]) !== undefined;
}

/** Members of the section that are for the server's options, or for the extension itself. */
const OF_EDITORS: ReadonlySet<string> = new Set([
  "inlayHints",
  "codeLens",
  "trace",
  "path",
  "importStrategy",
]);

/** An editor sends the empty default of a setting that nobody has set. */
function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined || value === "") return true;
  if (Array.isArray(value)) return value.length === 0;
  return typeof value === "object" && Object.keys(value).length === 0;
}

async function layerOf(value: Record<string, unknown>, folder: string): Promise<SettingsLayer> {
  const { settingsFromValue } = await import("../settings/settings-from-value.ts");
  const origin = { kind: "editor", name: "editor", line: undefined } as const;
  return settingsFromValue(value, { shown: "the settings of the editor", folder, origin });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function switchOf(value: unknown, fallback: boolean): boolean {
  return typeof value === "boolean" ? value : fallback;
}
