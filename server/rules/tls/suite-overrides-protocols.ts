import type { Fix } from "../../findings/fix.ts";
import { defineRule } from "../../findings/rule.ts";
import type { Reading } from "../../loader/reading.ts";
import type { Assignment } from "../../model/assignment.ts";
import { lastAssignment } from "../support/assignments.ts";
import { removeFix } from "../support/fixes.ts";
import { suiteOverride, suiteProperties } from "../support/nginx/suite-override.ts";

/** Protocol and cipher settings that the cipher suite replaces. */
export default defineRule({
  summary: "The cipher suite replaces this protocol or cipher setting",
  severity: "error",
  dependsOnRelease: true,
  check({ unit, reading, report }) {
    const suite = reading.text("ssl_cipher_suite");
    if (suite === undefined) return;
    const isDefault = reading.assignment("ssl_cipher_suite") === undefined;
    for (const property of suiteProperties) {
      const assignment = lastAssignment(unit, property);
      if (assignment === undefined || assignment.opaque !== undefined || assignment.writtenValue === "")
        continue;
      const override = suiteOverride(reading, property);
      if (override === undefined) continue;
      const instead = override.value === undefined ? "nothing" : `\`${String(override.value)}\``;
      const same = words(String(override.value)) === words(assignment.writtenValue);
      report({
        at: assignment,
        ...(same ? { severity: "warning" as const } : {}),
        message: `${same ? "This line has no effect" : `Kong reads ${shorten(instead)} instead`}: the suite \`${suite}\`${isDefault ? ", the default," : ""} decides over \`${property}\`. Set \`ssl_cipher_suite = custom\` to decide over protocols and ciphers yourself, or remove the line.`,
        fixes: fixesOf(reading, assignment),
      });
    }
  },
});

/** Lists of protocols compare without regard to order, case or blanks. */
function words(value: string): string {
  return value
    .toLowerCase()
    .split(/[\s:,]+/)
    .sort()
    .join(" ");
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
