import { defineRule } from "../../findings/rule.ts";
import type { Reading } from "../../loader/reading.ts";
import type { Assignment } from "../../model/assignment.ts";
import { removeFix } from "../support/fixes.ts";
import { meansOff, nearWord } from "../support/words.ts";

/** A declarative configuration that nobody reads, for Kong uses a database. */
export default defineRule({
  summary: "Declarative configuration that Kong ignores because it uses a database",
  severity: "error",
  needs: ["declarative_*"],
  check({ reading, report }) {
    if (reading.isOpaque("database")) return;
    const database = reading.text("database");
    if (database === "off") return;
    const switchAssignment = reading.assignment("database");
    const isSaid = reading.isWritten("database");
    if (switchAssignment !== undefined && isMeantAsOff(switchAssignment, reading)) return;
    for (const property of ["declarative_config", "declarative_config_string"]) {
      const assignment = reading.assignment(property);
      if (assignment === undefined || assignment.opaque !== undefined || assignment.writtenValue === "")
        continue;
      report({
        at: assignment,
        ...(isSaid ? {} : { severity: "warning" as const }),
        message: isSaid
          ? `Kong ignores \`${property}\` because \`database\` is not \`off\`. Set \`database = off\`, or remove the line.`
          : `Kong ignores \`${property}\` because \`database\` is \`${database ?? "postgres"}\` by default. Set \`database = off\` (here or in the environment).`,
        fixes: [
          {
            title: "Set `database = off`",
            applicability: "unsafe",
            edits: [
              switchAssignment === undefined
                ? { kind: "insert", property: "database", value: "off", after: undefined }
                : { kind: "set", assignment: switchAssignment, value: "off" },
            ],
          },
          removeFix("Remove the line", "unsafe", assignment),
        ],
      });
    }
  },
});

/** Whether Kong refuses a value that was to be `off`: `false`, `of`, `off# no database`. Another rule tells what was meant. */
function isMeantAsOff(assignment: Assignment, reading: Reading): boolean {
  const [, word = ""] = /^["']?([^\s#"']*)/.exec(assignment.writtenValue) ?? [];
  const isOff = word === "off" || meansOff(word) || nearWord(word, DATABASES) === "off";
  return isOff && (word !== assignment.writtenValue || reading.isRefused(assignment));
}

const DATABASES = ["postgres", "cassandra", "off"];
