import { compareVersions } from "../../../schemas/release.ts";
import type { RuleContext } from "../../findings/rule.ts";
import type { Location } from "../../model/location.ts";
import { displayOnlyFix } from "../support/fixes.ts";
import { quoted } from "../support/quoting.ts";
import { refusalRule } from "../support/refusals.ts";
import { valueItems } from "../support/value-items.ts";

/** Plugin servers without the commands that start them and ask them what they offer. */
export default refusalRule({
  summary: "Plugin server without a command to query or start it",
  severity: "error",
  needs: ["pluginserver_*"],
  layer: "value",
  check: "plugin-server",
  message: ({ text }) =>
    `the plugin server ${quoted(text)} has no ${quoted(`${settingOf(text)}_query_cmd`)}, and the program \`/usr/local/bin/${text}\` does not exist. Set the command.`,
  fixes: ({ text }) => [
    displayOnlyFix(`Set \`${settingOf(text)}_query_cmd\` and \`${settingOf(text)}_start_cmd\``),
  ],
  acceptedElsewhere: () => true,
  checkAccepted(context, refusals) {
    const { reading } = context;
    const refused = new Set(refusals.map(({ text }) => text));
    const assignment = reading.assignment("pluginserver_names");
    if (assignment === undefined || assignment.opaque !== undefined || reading.isOpaque("pluginserver_names"))
      return;
    for (const { text, span } of valueItems(assignment))
      if (text !== "" && !refused.has(text)) reportMissing(text, span, context);
  },
});

/** `-` in a name becomes `_` in its settings. */
function settingOf(name: string): string {
  return `pluginserver_${name.toLowerCase().replaceAll("-", "_")}`;
}

/** Where Kong looks for a program that no setting names. */
const PROGRAMS = "/usr/local/bin/";

function reportMissing(name: string, at: Location, { unit, reading, catalog, report }: RuleContext): void {
  // An image, or the command that starts Kong, may set it as well.
  if (!unit.format.owns && unit.absence.kind === "open") return;
  const setting = settingOf(name);
  const lacks = (suffix: string) =>
    !reading.isWritten(setting + suffix) && !reading.isOpaque(setting + suffix);
  const query = lacks("_query_cmd");
  if (!query && !lacks("_start_cmd")) return;
  // Up to 3.8 Kong does not look for the command when it loads, and a plugin that nobody provides is refused by its name.
  const asks = compareVersions(catalog.base, "3.9") >= 0;
  const program = name.toLowerCase();
  const command = quoted(PROGRAMS + (asks ? `${program} -dump` : `query_${program}`));
  report({
    at,
    property: "pluginserver_names",
    severity: "info",
    message: query
      ? `Nothing here sets ${quoted(`${setting}_query_cmd`)}, so Kong can only run ${command} to find the plugins of the server. Set it (here or in the environment), unless that program exists.`
      : `Nothing here sets ${quoted(`${setting}_start_cmd`)}, so Kong runs ${quoted(PROGRAMS + program)} if it exists; otherwise something else must start this plugin server. Set it (here or in the environment) if Kong is to start it.`,
    fixes: [displayOnlyFix(`Set \`${setting}${query ? "_query_cmd" : "_start_cmd"}\``)],
  });
}
