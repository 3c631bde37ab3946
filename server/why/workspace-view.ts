import type { FileReport } from "../engine/report.ts";
import type { LinkedSource } from "../model/config-unit.ts";

/** One setting of the workspace. */
export interface SettingPlace {
  readonly path: string;
  /** From 1. */
  readonly line: number;
  readonly column: number;
  readonly property: string;
  readonly variable: string;
  /** As it is written, with what is filled in later. It may be a secret, so nothing shows it. */
  readonly value: string;
}

/** What the workspace says: its settings, and what is wrong with them. */
export interface WorkspaceView {
  readonly settings: readonly SettingPlace[];
  readonly reports: readonly FileReport[];
}

/** The settings of the processes of a source, each place once, where the source itself or a file on which it draws writes them. */
export function settingPlaces({ source, drawn, units }: LinkedSource): readonly SettingPlace[] {
  const places = new Map<string, SettingPlace>();
  for (const { assignments } of units)
    for (const { nameSpan, property, variable, rawValue } of assignments) {
      const path = nameSpan.source;
      const { document } = path === source.document.path ? source : (drawn.get(path) ?? {});
      if (document === undefined) continue;
      const { line, character } = document.lines.positionAt(nameSpan.start);
      const place = { path, line: line + 1, column: character + 1, property, variable, value: rawValue };
      places.set(`${path} ${nameSpan.start} ${variable}`, place);
    }
  return [...places.values()];
}
