import { moduleNames } from "../../../schemas/presences.ts";
import { defineRule, type RuleContext } from "../../findings/rule.ts";
import { displayOnlyFix } from "../support/fixes.ts";
import { bundledPlugins } from "../support/properties.ts";
import { quoted } from "../support/quoting.ts";

/** What makes Kong run a program that offers plugins. */
const SERVERS = ["pluginserver_names", "go_plugins_dir"];

/** A plugin server, and a list of plugins that names none that it could offer. */
export default defineRule({
  summary: "Plugin server of which `plugins` contains no plugin",
  severity: "info",
  needs: ["pluginserver_*", "go_*"],
  layer: "policy",
  check(context) {
    const { reading, catalog, report } = context;
    if (!namesOnlyOwn(context)) return;
    const list = reading.text("plugins") ?? "";
    for (const property of SERVERS) {
      const assignment = reading.assignment(property);
      if (assignment === undefined || assignment.opaque !== undefined) continue;
      if (["", "off"].includes(assignment.writtenValue) || catalog.property(property) === undefined) continue;
      report({
        at: assignment,
        property,
        message: `\`plugins\` is ${quoted(list)}${reading.isWritten("plugins") ? "" : " by default"}, so Kong loads no plugin of a plugin server. Add the names of its plugins to \`plugins\` (here or in the environment).`,
        fixes: [displayOnlyFix("Add the names of its plugins to `plugins`")],
      });
    }
  },
});

/** Whether every name in the list is that of a plugin which comes with some Kong. */
function namesOnlyOwn({ reading, catalog }: RuleContext): boolean {
  if (reading.isOpaque("plugins")) return false;
  const names = reading.list("plugins");
  const own = bundledPlugins(catalog);
  // Only a name that is strange to the release is worth reading the facts of both editions.
  const others = names.filter((name) => name !== "bundled" && name !== "off" && !own.has(name));
  if (others.length === 0) return names.length > 0;
  const known = moduleNames("plugins");
  return others.every((name) => known.includes(name));
}
