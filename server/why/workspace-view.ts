import type { FileReport } from "../engine/report.ts";
import type { ConfigUnit } from "../model/config-unit.ts";

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

/** The settings of the processes of a source, each place once, where the source itself writes them. */
export function settingPlaces(units: readonly ConfigUnit[]): readonly SettingPlace[] {
  const places = new Map<string, SettingPlace>();
  for (const { assignments, document } of units)
    for (const { nameSpan, property, variable, rawValue } of assignments) {
      if (nameSpan.source !== document.path) continue;
      const { line, character } = document.lines.positionAt(nameSpan.start);
      const place = {
        path: document.path,
        line: line + 1,
        column: character + 1,
        property,
        variable,
        value: rawValue,
      };
      places.set(`${nameSpan.start} ${variable}`, place);
    }
  return [...places.values()];
}
