import { describeRelease } from "../../../schemas/release.ts";
import { defineRule } from "../../findings/rule.ts";
import { moduleElsewhere } from "../support/modules.ts";
import { quoted } from "../support/quoting.ts";
import { valueItems } from "../support/value-items.ts";

/** Names in `vaults` of vaults that the release does not bring. */
export default defineRule({
  summary: "`vaults` contains a vault of another release or edition",
  severity: "warning",
  needs: ["vaults"],
  dependsOnRelease: true,
  layer: "policy",
  check({ reading, catalog, report }) {
    const assignment = reading.assignment("vaults");
    if (assignment === undefined || assignment.opaque !== undefined || reading.isOpaque("vaults")) return;
    const items = valueItems(assignment);
    if (items[0]?.text === "off") return;
    for (const { text, span } of items) {
      const why = moduleElsewhere(catalog, "vaults", text);
      if (why === undefined) continue;
      report({
        at: span,
        property: "vaults",
        message: `${describeRelease(catalog.release)} does not include the vault ${quoted(text)}: ${why}. Unless a vault of this name is installed, Kong refuses to start. Remove it, or use \`env\`.`,
      });
    }
  },
});
