import { compareVersions } from "../../../schemas/release.ts";
import { defineRule } from "../../findings/rule.ts";
import { propertiesWhere } from "../support/names/properties-where.ts";
import { winningAssignment } from "../support/reading/winning-assignment.ts";
import { mentionsVault } from "../support/secrets/mentions-vault.ts";
import { quoted } from "../support/text/quoted.ts";
import { switchWord } from "../support/text/switch-word.ts";

const switches = propertiesWhere(({ type }) => type === "ngx_boolean");

/** Switches of nginx: `true`, which is right elsewhere in kong.conf, means off here. */
export default defineRule({
  summary: "A switch of nginx is written in another word than on or off",
  severity: "error",
  yieldsTo: [
    "syntax/quoted-value",
    "syntax/assignment-sign",
    "syntax/hash-leading-value",
    "syntax/invisible-characters",
    "env/quotes-in-value",
    "syntax/foreign-comment",
    "syntax/hash-in-value",
    "tls/suite-overrides-protocols",
    "vault/unavailable",
    "vault/reference-syntax",
  ],
  check({ reading, catalog, report }) {
    const copied = compareVersions(catalog.base, "2.0") >= 0;
    for (const { name, directives, aliasOf } of switches(catalog)) {
      const assignment = winningAssignment(reading, name);
      if (assignment === undefined || assignment.opaque !== undefined) continue;
      const word = assignment.writtenValue;
      if (word === "" || word === "on" || word === "off" || mentionsVault(word)) continue;
      const meant = switchWord(word);
      // nginx itself takes the two words in any case.
      const refused = copied && (directives ?? aliasOf) !== undefined && !/^(?:on|off)$/i.test(word);
      // Through 1.5 nothing but Kong reads the word, so what means off is off.
      const harmless = !refused && meant === "off";
      report({
        at: assignment,
        ...(harmless ? { severity: "warning" as const } : {}),
        message: `${refused ? "Kong passes the word on to nginx, which takes `on` and `off` only and refuses to start" : `Kong reads \`off\` for ${quoted(word)}, as nginx knows \`on\` and \`off\` only`}. Write ${meant === undefined ? "`on` or `off`" : quoted(meant)}.`,
        fixes:
          meant === undefined
            ? []
            : [
                {
                  title: `Write ${meant}`,
                  applicability: word === "true" || word === "false" ? "safe" : "unsafe",
                  edits: [{ kind: "set", assignment, value: meant }],
                },
              ],
      });
    }
  },
});
