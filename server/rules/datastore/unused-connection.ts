import { wordTable } from "../../../grammar/text/word-table.ts";
import { defineRule, type RuleContext } from "../../findings/rule.ts";
import { isByDefault } from "../../model/value.ts";
import { writtenAssignments } from "../support/assignments.ts";
import { displayOnlyFix, removeFix } from "../support/fixes.ts";
import { quoted } from "../support/quoting.ts";

/** The databases, with the property that names their hosts. */
const HOST: Readonly<Record<string, string>> = wordTable({
  postgres: "pg_host",
  cassandra: "cassandra_contact_points",
});
const CONNECTION = /^(?:pg|cassandra)_/;

/** Settings of a connection to a database that Kong never opens. */
export default defineRule({
  summary: "Settings of a database that Kong does not use",
  severity: "info",
  needs: ["pg_*", "cassandra_*"],
  layer: "policy",
  yieldsTo: ["cluster/dp-settings-ignored"],
  check(context) {
    const { reading } = context;
    if (reading.isOpaque("database") || reading.isOpaque("role")) return;
    const database = reading.text("database") ?? "";
    // What only a variable decides may be decided otherwise, and the settings are there for that.
    const chosen = reading.assignment("database");
    if (chosen !== undefined && isByDefault(chosen.value)) return;
    if (database === "off") reportLeftovers(context);
    else if (reading.text("role") !== "data_plane") reportOtherHost(database, context);
  },
});

function reportLeftovers({ unit, reading, catalog, report }: RuleContext): void {
  for (const assignment of writtenAssignments(unit)) {
    const { property, writtenValue } = assignment;
    if (!CONNECTION.test(property) || writtenValue === "" || catalog.property(property) === undefined)
      continue;
    if (reading.assignment(property) !== assignment || reading.isRefused(assignment)) continue;
    report({
      at: assignment.nameSpan,
      property,
      severity: "hint",
      message: `With \`database = off\` Kong connects to no database, so ${quoted(property)} has no effect. Remove the line.`,
      fixes: [removeFix("Remove the line", "unsafe", assignment)],
      tags: ["unnecessary"],
    });
  }
}

/** The host of one database is named, and Kong uses the other, whose host is left at its default. */
function reportOtherHost(database: string, { reading, catalog, report }: RuleContext): void {
  const used = HOST[database];
  if (used === undefined || reading.isWritten(used) || reading.isOpaque(used)) return;
  for (const [other, property] of Object.entries(HOST)) {
    const assignment = other === database ? undefined : reading.assignment(property);
    if (assignment === undefined || assignment.writtenValue === "" || assignment.opaque !== undefined)
      continue;
    if (catalog.property(property) === undefined) continue;
    const host = reading.text(used);
    report({
      at: assignment.nameSpan,
      property,
      message: `Kong ignores ${quoted(property)} because \`database\` is ${quoted(database)}${reading.isWritten("database") ? "" : " by default"}: it connects to ${quoted(used)}, which is left at ${quoted(host ?? "")}. Set ${quoted(used)} or \`database = ${other}\` (here or in the environment).`,
      fixes: [displayOnlyFix(`Set \`${used}\` or \`database = ${other}\``)],
    });
  }
}
