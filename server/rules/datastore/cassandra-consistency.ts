import { defineRule } from "../../findings/rule.ts";
import type { Reading } from "../../loader/reading.ts";
import { lastAssignment } from "../support/assignments.ts";
import { setFix } from "../support/fixes.ts";
import { dataCenters, spansDataCenters } from "../support/topology.ts";

const PROPERTIES = ["cassandra_consistency", "cassandra_write_consistency", "cassandra_read_consistency"];

/** How many nodes of Cassandra have to agree. */
export default defineRule({
  summary: "Cassandra consistency level that is too strict or too weak",
  severity: "warning",
  needs: PROPERTIES,
  options: {
    strong: {
      type: "boolean",
      description: "Report levels weaker than `LOCAL_QUORUM` with three or more copies, as hints.",
      default: false,
    },
  },
  check({ unit, reading, options, report }) {
    // Where the file does not say which database it is, the environment does, and the level is meant for it.
    if (reading.isWritten("database") && reading.text("database") !== "cassandra") return;
    for (const property of PROPERTIES) {
      const assignment = lastAssignment(unit, property);
      if (assignment === undefined || assignment.opaque !== undefined) continue;
      const level = assignment.writtenValue;
      const reason = reasonAgainst(level, reading);
      const isWeak = options.strong && isWeakFor(level, reading);
      if (reason === undefined && !isWeak) continue;
      report({
        at: assignment,
        ...(reason === undefined ? { severity: "hint" as const } : {}),
        message: `${reason ?? `With \`${level}\`, a node may read data that another node has already changed`}. Use \`LOCAL_QUORUM\`, which survives the loss of one node of three${reason === undefined ? "" : ", or `ONE`, which allows stale reads"}.`,
        fixes: [setFix("Change to `LOCAL_QUORUM`", "unsafe", assignment, "LOCAL_QUORUM")],
      });
    }
  },
});

function reasonAgainst(level: string, reading: Reading): string | undefined {
  if (level === "ALL") return "With `ALL`, Kong can neither read nor write its data once a single node fails";
  if (level === "EACH_QUORUM")
    return "With `EACH_QUORUM`, the loss of one datacenter, or of the connection to it, stops Kong's writes";
  if (level === "QUORUM" && spansDataCenters(reading))
    return "With `QUORUM` across several datacenters, every query waits for distant nodes";
  return undefined;
}

function isWeakFor(level: string, reading: Reading): boolean {
  const centres = dataCenters(reading.assignment("cassandra_data_centers"));
  const copies = Math.max(
    Number(reading.text("cassandra_repl_factor") ?? 1),
    ...centres.map((centre) => centre.copies ?? 0),
  );
  return ["ONE", "TWO", "LOCAL_ONE"].includes(level) && copies >= 3;
}
