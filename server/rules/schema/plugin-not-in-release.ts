import { editDistance } from "../../../grammar/text/edit-distance.ts";
import type { Catalog } from "../../../schemas/catalog.ts";
import { moduleNames } from "../../../schemas/presences.ts";
import { describeRelease } from "../../../schemas/release.ts";
import { defineRule } from "../../findings/rule.ts";
import { moduleElsewhere } from "../support/modules.ts";
import { bundledPlugins } from "../support/properties.ts";
import { quoted } from "../support/quoting.ts";
import { valueItems } from "../support/value-items.ts";

/** Shorter names have too many neighbours that somebody may have given a plugin. */
const SHORTEST_TO_CORRECT = 6;

/** Names in `plugins` of plugins that the release does not bring. */
export default defineRule({
  summary: "`plugins` contains a plugin of another release or edition, or a misspelled one",
  severity: "warning",
  needs: ["plugins", "custom_plugins"],
  dependsOnRelease: true,
  layer: "policy",
  check({ reading, catalog, report }) {
    const assignment = reading.assignment("plugins");
    if (assignment === undefined || assignment.opaque !== undefined || reading.isOpaque("plugins")) return;
    const items = valueItems(assignment);
    if (items[0]?.text === "off") return;
    const name = describeRelease(catalog.release);
    for (const { text, span } of items) {
      // It never was a plugin, and to look for it would read the facts of both editions.
      if (text === "bundled") continue;
      const why = moduleElsewhere(catalog, "plugins", text);
      if (why !== undefined)
        report({
          at: span,
          property: "plugins",
          message: `${name} does not include the plugin ${quoted(text)}: ${why}. Unless a plugin of this name is installed, Kong refuses to start. Remove it, or install one.`,
        });
      const meant = why === undefined ? misspelt(catalog, text) : undefined;
      if (meant !== undefined)
        report({
          at: span,
          property: "plugins",
          severity: "info",
          dependsOnRelease: false,
          message: `Kong does not include the plugin ${quoted(text)}, and refuses to start if it cannot find it. Did you mean ${quoted(meant)}?`,
          fixes: [
            {
              title: `Change to ${quoted(meant)}`,
              applicability: "unsafe",
              edits: [{ kind: "replace", span, text: meant }],
            },
          ],
        });
    }
  },
});

/** A plugin of the release that one slip of the hand turns into the name; none where a plugin of that name ever was. */
function misspelt(catalog: Catalog, text: string): string | undefined {
  if (text.length < SHORTEST_TO_CORRECT || moduleNames("plugins").includes(text)) return undefined;
  const known = [...new Set([...bundledPlugins(catalog), ...catalog.knownPlugins])];
  const near = known.filter((name) => editDistance(text, name) === 1 && !isVariant(text, name));
  return near.length === 1 ? near[0] : undefined;
}

/** `key-auth2` is somebody's other `key-auth`. */
function isVariant(text: string, name: string): boolean {
  return text.startsWith(name) || name.startsWith(text) || text.endsWith(name);
}
