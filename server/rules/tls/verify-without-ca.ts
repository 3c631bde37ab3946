import { wordTable } from "../../../grammar/text/word-table.ts";
import { compareVersions } from "../../../schemas/release.ts";
import type { Fix } from "../../findings/fix.ts";
import { defineRule } from "../../findings/rule.ts";
import type { Assignment } from "../../model/assignment.ts";
import { lastAssignment } from "../support/assignments.ts";
import { displayOnlyFix } from "../support/fixes.ts";
import { quoted } from "../support/quoting.ts";
import { refusalPlace } from "../support/refusals.ts";

const STORE = "lua_ssl_trusted_certificate";

/** Switches that verify certificates with the trusted store, with what has to be the case for them to matter. */
const VERIFIERS: Readonly<Record<string, { readonly ssl?: string; readonly database?: string }>> = wordTable({
  pg_ssl_verify: { ssl: "pg_ssl", database: "postgres" },
  pg_ro_ssl_verify: { ssl: "pg_ro_ssl", database: "postgres" },
  cassandra_ssl_verify: { ssl: "cassandra_ssl", database: "cassandra" },
  tls_certificate_verify: {},
});

/** Verification with an empty trusted store, and stores that do not exist. */
export default defineRule({
  summary: "Certificate verification without a trusted authority",
  severity: "error",
  needs: ["*_verify", "lua_ssl_trusted_certificate"],
  layer: "value",
  yieldsTo: ["schema/file-path"],
  dependsOnRelease: true,
  claims: ["trusted-certificate"],
  check({ unit, reading, catalog, report }) {
    for (const refusal of reading.refusals("trusted-certificate")) {
      report({
        at: refusalPlace(refusal),
        property: refusal.property,
        message: `Kong finds no certificates at ${quoted(refusal.text)} and refuses to start${refusal.text === "system" ? ": this release or machine has no such store" : ""}. Use a file with the certificates of the authorities to trust.`,
        fixes: [displayOnlyFix("Change to a file with the certificates of the authorities")],
      });
    }
    if (reading.isOpaque(STORE) || (reading.text(STORE) ?? "") !== "") return;
    const emptied = lastAssignment(unit, STORE);
    for (const [verify, { ssl, database }] of Object.entries(VERIFIERS)) {
      const assignment = reading.assignment(verify);
      if (assignment === undefined || !reading.isOn(verify)) continue;
      if (ssl !== undefined && !reading.isOn(ssl)) continue;
      if (database !== undefined && reading.text("database") !== database) continue;
      report({
        at: emptied ?? assignment,
        property: emptied === undefined ? verify : STORE,
        ...(emptied === undefined ? { severity: "warning" as const } : {}),
        message: `\`${verify}\` is on and \`${STORE}\` is empty, so every handshake fails with "unable to get local issuer certificate". Set \`${STORE}\`${emptied === undefined ? " (here or in the environment)" : ""} to the file with the authority's certificate${compareVersions(catalog.base, "2.2") >= 0 ? ", or to `system`" : ""}.`,
        fixes: fixesOf(catalog.base, emptied ?? assignment, emptied !== undefined),
      });
      if (emptied !== undefined) return;
    }
  },
});

function fixesOf(base: string, assignment: Assignment, isStore: boolean): readonly Fix[] {
  if (compareVersions(base, "2.2") < 0)
    return [displayOnlyFix(`Set \`${STORE}\` to the file with the authority's certificate`)];
  return [
    {
      title: `Set \`${STORE} = system\``,
      applicability: "unsafe",
      edits: [
        isStore
          ? { kind: "set", assignment, value: "system" }
          : { kind: "insert", property: STORE, value: "system", after: assignment },
      ],
    },
  ];
}
