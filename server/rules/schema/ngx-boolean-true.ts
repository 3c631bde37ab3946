import { compareVersions } from "../../../schemas/release.ts";
import { defineRule } from "../../findings/rule.ts";
import { setFix } from "../support/fixes.ts";
import { propertiesWhere } from "../support/properties.ts";
import { quoted } from "../support/quoting.ts";
import { mentionsVault } from "../support/vaults.ts";
import { parseBooleanWord } from "../support/words.ts";

const switches = propertiesWhere(({ type }) => type === "ngx_boolean");

/** Switches of nginx: `true`, which is right elsewhere in kong.conf, means off here. */
export default defineRule({
  summary: "nginx boolean that is not `on` or `off`",
  severity: "error",
  layer: "value",
  yieldsTo: ["tls/suite-overrides-protocols"],
  check({ reading, catalog, report }) {
    const copied = compareVersions(catalog.base, "2.0") >= 0;
    for (const { name, directives, aliasOf } of switches(catalog)) {
      const assignment = reading.assignment(name);
      if (assignment === undefined || assignment.opaque !== undefined) continue;
      const word = assignment.writtenValue;
      if (word === "" || word === "on" || word === "off" || mentionsVault(word)) continue;
      const meant = parseBooleanWord(word);
      // nginx itself takes the two words in any case.
      const refused = copied && (directives ?? aliasOf) !== undefined && !/^(?:on|off)$/i.test(word);
      // Through 1.5 nothing but Kong reads the word, so what means off is off.
      const harmless = !refused && meant === "off";
      report({
        at: assignment,
        ...(harmless ? { severity: "warning" as const } : {}),
        message: `${refused ? "Kong passes the word on to nginx, which accepts only `on` and `off` and refuses to start" : `Kong reads ${quoted(word)} as \`off\`: this property accepts only \`on\` and \`off\``}. Use ${meant === undefined ? "`on` or `off`" : quoted(meant)}.`,
        fixes:
          meant === undefined
            ? []
            : [
                setFix(
                  `Change to ${quoted(meant)}`,
                  word === "true" || word === "false" ? "safe" : "unsafe",
                  assignment,
                  meant,
                ),
              ],
      });
    }
  },
});
