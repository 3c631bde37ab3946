import { defineRule } from "../../findings/rule.ts";
import { removeFix } from "../support/fixes.ts";
import { meansOff } from "../support/words.ts";

/** A declarative configuration that nobody reads, for Kong uses a database. */
export default defineRule({
  summary: "A declarative configuration is named, but Kong uses a database",
  severity: "error",
  check({ reading, report }) {
    if (reading.isOpaque("database")) return;
    const database = reading.text("database");
    if (database === "off") return;
    const switchAssignment = reading.assignment("database");
    const isSaid = reading.isWritten("database");
    // Of `false` and its like schema/enum-value tells what was meant.
    if (switchAssignment !== undefined && meansOff(switchAssignment.writtenValue)) return;
    for (const property of ["declarative_config", "declarative_config_string"]) {
      const assignment = reading.assignment(property);
      if (assignment === undefined || assignment.opaque !== undefined || assignment.writtenValue === "")
        continue;
      report({
        at: assignment,
        ...(isSaid ? {} : { severity: "warning" as const }),
        message: isSaid
          ? `Kong never reads \`${property}\`: \`database\` is not \`off\` here, and routes come from the database. Set \`database = off\`, or remove the line.`
          : `Kong never reads \`${property}\` while \`database\` is left at \`${database ?? "postgres"}\`, its default. Set \`database = off\`, unless the environment does.`,
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
