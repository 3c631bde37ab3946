import type { Catalog } from "../../../schemas/catalog.ts";
import { compareVersions, describeRelease } from "../../../schemas/release.ts";
import type { Fix } from "../../findings/fix.ts";
import { defineRule } from "../../findings/rule.ts";
import type { Reading } from "../../loader/reading.ts";
import type { Assignment } from "../../model/assignment.ts";
import { lastAssignment } from "../support/assignments.ts";
import { displayOnlyFix, removeFix } from "../support/fixes.ts";
import { suiteOverride, suiteProperties } from "../support/nginx/suite-override.ts";
import { quoted } from "../support/quoting.ts";

/** Properties since 2.1, whose nginx directives the suite sets since 2.0. */
const DIRECTIVES_OF_2_0: ReadonlySet<string> = new Set(["ssl_protocols", "ssl_prefer_server_ciphers"]);

/** Protocol and cipher settings that the cipher suite replaces. */
export default defineRule({
  summary: "Setting that `ssl_cipher_suite` overrides",
  severity: "error",
  dependsOnRelease: true,
  check({ unit, reading, catalog, report }) {
    const suite = reading.text("ssl_cipher_suite");
    if (suite === undefined) return;
    const isDefault = reading.assignment("ssl_cipher_suite") === undefined;
    for (const property of suiteProperties) {
      const assignment = lastAssignment(unit, property);
      if (assignment === undefined || assignment.opaque !== undefined || assignment.writtenValue === "")
        continue;
      if (!catalog.knows(property)) {
        const directive = `nginx_http_${property}`;
        if (compareVersions(catalog.base, "2.0") >= 0 && DIRECTIVES_OF_2_0.has(property))
          report({ ...directiveInstead(property, directive, suite, catalog), at: assignment.nameSpan });
        continue;
      }
      const override = suiteOverride(reading, property);
      if (override === undefined) continue;
      const named = `the suite \`${suite}\`${isDefault ? ", the default," : ""}`;
      const reads = override.value === undefined ? "no value" : shorten(`\`${String(override.value)}\``);
      const isSaid = isSame(property, String(override.value), assignment.writtenValue);
      report({
        at: assignment,
        ...(isSaid ? { severity: "info" as const } : {}),
        message: isSaid
          ? `Kong reads this value because ${named} has it, not because of this line. Remove the line, or set \`ssl_cipher_suite = custom\` to set protocols and ciphers yourself.`
          : `Kong reads ${reads} instead: ${named} overrides \`${property}\`. Set \`ssl_cipher_suite = custom\` to set protocols and ciphers yourself, or remove the line.`,
        fixes: fixesOf(reading, assignment),
      });
    }
  },
});

/** What to say of a property of a later release: from 2.0 on the suite sets the directive of its name. */
function directiveInstead(property: string, directive: string, suite: string, { release }: Catalog) {
  const suiteToo = suite === "custom" ? "" : ", together with `ssl_cipher_suite = custom`";
  return {
    property,
    message: `${describeRelease(release)} has no property ${quoted(property)} and ignores this line. Use ${quoted(directive)}${suiteToo}.`,
    fixes: [displayOnlyFix(`Use \`${directive}\` with \`ssl_cipher_suite = custom\``)],
  };
}

/** Whether a written value says what the suite says. The order counts for ciphers, and for nothing else. */
function isSame(property: string, ofSuite: string, written: string): boolean {
  return property.endsWith("ciphers")
    ? words(ofSuite).join(" ") === words(written).join(" ")
    : sorted(ofSuite) === sorted(written);
}

function sorted(value: string): string {
  return [...new Set(words(value))].sort().join(" ");
}

function words(value: string): readonly string[] {
  return value
    .toLowerCase()
    .split(/[\s:,]+/)
    .filter((word) => word !== "");
}

function shorten(text: string): string {
  return text.length > 60 ? "the list of the suite" : text;
}

function fixesOf(reading: Reading, assignment: Assignment): readonly Fix[] {
  const suite = reading.assignment("ssl_cipher_suite");
  return [
    {
      title: "Set `ssl_cipher_suite = custom`",
      applicability: "unsafe",
      edits: [
        suite === undefined
          ? { kind: "insert", property: "ssl_cipher_suite", value: "custom", after: assignment }
          : { kind: "set", assignment: suite, value: "custom" },
      ],
    },
    removeFix("Remove the line", "unsafe", assignment),
  ];
}
