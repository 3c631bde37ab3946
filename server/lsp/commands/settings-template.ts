import { SETTINGS_NAMES } from "../../settings/discover-settings.ts";
import { settingsTemplate, TEMPLATE_NAME } from "../../settings/settings-template.ts";

/** The settings file that a client may create, and the names that one may have already. */
export function settingsFile(): {
  readonly name: string;
  readonly text: string;
  readonly names: readonly string[];
} {
  return { name: TEMPLATE_NAME, text: settingsTemplate(), names: SETTINGS_NAMES };
}
