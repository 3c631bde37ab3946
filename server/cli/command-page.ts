import type { Platform } from "../platform/platform.ts";
import { type Page, pageOf } from "../report/page.ts";
import { type Colors, styleFor } from "../report/style.ts";
import type { Arguments } from "./command.ts";
import { outputStyle } from "./lint/output-style.ts";

/**
 * What a command writes its text for people on: as wide and as colorful as the lint report is there.
 * @throws UserError for flags that contradict each other
 */
export function commandPage(
  argv: Arguments,
  platform: Platform,
): { readonly page: Page; readonly colors: Colors } {
  const colors = outputStyle(argv, platform);
  return { page: pageOf(styleFor(colors.color, colors.hyperlinks), colors.columns), colors };
}
