import { defineRule } from "../../findings/rule.ts";
import { isOpaque } from "../support/reading/is-opaque.ts";
import { isWritten } from "../support/reading/is-written.ts";
import { textValue } from "../support/reading/text-value.ts";
import { winningAssignment } from "../support/reading/winning-assignment.ts";

/** A declarative configuration that nobody reads, for Kong uses a database. */
export default defineRule({
  summary: "A declarative configuration is named, but Kong uses a database",
  severity: "error",
  check({ reading, report }) {
    if (isOpaque(reading, "database")) return;
    const database = textValue(reading, "database");
    if (database === "off") return;
    const switchAssignment = winningAssignment(reading, "database");
    const isSaid = isWritten(reading, "database");
    for (const property of ["declarative_config", "declarative_config_string"]) {
      const assignment = winningAssignment(reading, property);
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
          {
            title: "Remove the line",
            applicability: "unsafe",
            edits: [{ kind: "remove", assignment }],
          },
        ],
      });
    }
  },
});
