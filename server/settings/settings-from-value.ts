import { checkSettings } from "./check-settings.ts";
import type { Origin, SettingsLayer } from "./settings-layer.ts";

/**
 * Settings that come as a value instead of a file: those of an editor, or of a program that calls kong-lint.
 * @param shown what messages call them: `the settings of the editor`
 * @param folder absolute; what patterns are relative to
 * @throws UserError for an unknown name or a value of another kind
 */
export function settingsFromValue(
  value: unknown,
  { shown, folder, origin }: { readonly shown: string; readonly folder: string; readonly origin: Origin },
): SettingsLayer {
  const parsed = { value, valueAt: () => undefined, nameAt: () => undefined };
  const values = checkSettings(parsed, shown);
  return { values, folder, originOf: () => origin };
}
