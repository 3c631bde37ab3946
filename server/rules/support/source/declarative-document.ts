import { sliceSpan } from "../../../../grammar/text/span.ts";
import type { ConfigUnit } from "../../../model/config-unit.ts";
import { type Location, locate } from "../../../model/location.ts";
import { kongConfStatements } from "./kong-conf-statements.ts";

/** Top-level words of a declarative kong.yml. */
const DECLARATIVE =
  /^["']?(?:_format_version|_transform|_workspace|services|routes|consumers|upstreams|plugins|certificates|ca_certificates|snis|vaults)["']?\s*:/;

/**
 * The first line that shows a text to be a declarative kong.yml, or undefined. `_format_version:` is proof by itself; any
 * other word of that language only where nothing follows its colon, as `plugins: bundled` may be a misspelt setting.
 */
export function declarativeDocument(unit: ConfigUnit): Location | undefined {
  for (const statement of kongConfStatements(unit)) {
    if (statement.kind !== "bare") continue;
    const text = sliceSpan(unit.document.text, statement.text);
    if (!DECLARATIVE.test(text)) continue;
    if (/^["']?_format_version\b/.test(text) || /:\s*(?:#.*)?$/.test(text))
      return locate(unit.document.path, statement.text);
  }
  return undefined;
}
