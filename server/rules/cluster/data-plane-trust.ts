import { describeRelease } from "../../../schemas/release.ts";
import type { Fix } from "../../findings/fix.ts";
import { defineRule } from "../../findings/rule.ts";
import type { Assignment } from "../../model/assignment.ts";
import { displayOnlyFix } from "../support/fixes.ts";
import { quoted } from "../support/quoting.ts";

const TRUST = "lua_ssl_trusted_certificate";

/** A data plane that trusts no certificate. Since 2.5.0 Kong adds the one of the cluster by itself. */
export default defineRule({
  summary: "Data plane that trusts no certificate and so never connects to its control plane",
  severity: "warning",
  needs: ["role"],
  yieldsTo: ["cluster/hybrid-requirements"],
  releases: { oss: { since: "2.0", before: "2.5" }, enterprise: { since: "2.0", before: "2.5" } },
  dependsOnRelease: true,
  check({ reading, catalog, report }) {
    if (reading.text("role") !== "data_plane" || reading.mayBeSet(TRUST)) return;
    const role = reading.assignment("role");
    if (role === undefined) return;
    const isShared = (reading.text("cluster_mtls") ?? "shared") === "shared";
    const certificate = isShared ? reading.assignment("cluster_cert") : undefined;
    const path = certificate?.opaque === undefined ? certificate?.writtenValue : undefined;
    report({
      at: reading.assignment(TRUST) ?? role,
      property: TRUST,
      message: `${describeRelease(catalog.release)} trusts only the certificates in ${quoted(TRUST)}, and nothing here sets it: the connection to the control plane fails, and the data plane gets no configuration. Set it (here or in the environment) to ${path !== undefined ? quoted(path) : isShared ? "the file of `cluster_cert`" : "the authority that signed the certificate of the control plane"}.`,
      fixes: [path === undefined ? displayOnlyFix(`Set \`${TRUST}\``) : trust(path, certificate)],
    });
  },
});

function trust(value: string, after: Assignment | undefined): Fix {
  return {
    title: `Set \`${TRUST} = ${value}\``,
    applicability: "unsafe",
    edits: [{ kind: "insert", property: TRUST, value, after }],
  };
}
