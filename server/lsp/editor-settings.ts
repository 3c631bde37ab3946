import type { SettingsFile } from "../settings/declaration.ts";
import { settingsDeclaration } from "../settings/declaration.ts";
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
  const written = Object.entries(section).filter(([name, value]) => isEditorSetting(name) && !isEmpty(value));
  if (written.length === 0) return { layer: undefined, options, problem: undefined };
  try {
    return { layer: await layerOf(Object.fromEntries(written), folder), options, problem: undefined };
  } catch (error) {
    return { layer: undefined, options, problem: error instanceof Error ? error.message : String(error) };
  }
}

function isEditorSetting(name: string): boolean {
  return Object.hasOwn(settingsDeclaration, name) && settingsDeclaration[name as keyof SettingsFile].inEditor;
}

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
