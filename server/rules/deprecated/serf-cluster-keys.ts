import { describeRelease, inRange } from "../../../schemas/release.ts";
import { defineRule, type RuleContext } from "../../findings/rule.ts";
import type { Assignment } from "../../model/assignment.ts";
import { assignmentsNamed } from "../support/assignments.ts";
import { removeFix } from "../support/fixes.ts";

const SERF = new Set([
  "cluster_listen_rpc",
  "cluster_advertise",
  "cluster_encrypt_key",
  "cluster_keyring_file",
  "cluster_profile",
  "cluster_ttl_on_failure",
  "serf_path",
]);
const DNSMASQ = new Set(["dnsmasq", "dnsmasq_port"]);

/** All names that the rule speaks of. */
const NAMES: readonly string[] = ["cluster_listen", ...SERF, ...DNSMASQ, "lua_code_cache"];

/** The port on which Serf, and so the nodes of Kong through 0.10, found each other. */
const SERF_PORT = /:7946$/;

/** Settings of Serf, dnsmasq and the code cache, all of them gone before Kong 0.12. */
export default defineRule({
  summary: "Setting of Serf, dnsmasq or the Lua code cache, which Kong has removed",
  severity: "error",
  needs: NAMES,
  layer: "value",
  dependsOnRelease: true,
  check(context) {
    const { unit, catalog, report } = context;
    for (const assignment of assignmentsNamed(unit, ...NAMES)) {
      const { property } = assignment;
      // What a chart writes for newer releases as well is no line that a person could remove.
      if (assignment.section !== undefined || assignment.origin.kind !== "written") continue;
      const reason = reasonFor(assignment, context);
      if (reason === undefined) continue;
      const known = catalog.knows(property);
      report({
        at: known ? assignment : assignment.nameSpan,
        property,
        severity: known ? "warning" : "error",
        message: reason,
        tags: ["deprecated"],
        fixes: [removeFix(`Remove \`${property}\``, "unsafe", assignment)],
      });
    }
  },
});

function reasonFor(
  { property, writtenValue }: Assignment,
  { catalog, release }: RuleContext,
): string | undefined {
  const kong = describeRelease(release);
  const known = catalog.knows(property);
  if (property === "cluster_listen" && inRange(catalog.base, { since: "0.11" })) {
    if (!known)
      return `${kong} ignores \`cluster_listen\`: Serf was removed in Kong 0.11, and nodes now communicate through the database. Remove the line.`;
    return SERF_PORT.test(writtenValue)
      ? "Port 7946 was Serf's port (removed in Kong 0.11); `cluster_listen` is now the control plane's address for data planes, usually port 8005. Remove the line, or use that address."
      : undefined;
  }
  if (known) return undefined;
  if (SERF.has(property) && inRange(catalog.base, { since: "0.11" })) {
    return `${kong} ignores \`${property}\`: Serf was removed in Kong 0.11, and nodes now communicate through the database. Remove the line.`;
  }
  if (DNSMASQ.has(property) && inRange(catalog.base, { since: "0.10" })) {
    return `${kong} ignores \`${property}\`: since Kong 0.10 it has its own resolver. Remove the line, and set \`dns_resolver\` if you do not want the system's servers.`;
  }
  return property === "lua_code_cache" && inRange(catalog.base, { since: "0.11.1" })
    ? `${kong} ignores \`lua_code_cache\`: since Kong 0.11.1 the cache is always on. Remove the line.`
    : undefined;
}
