import { defineRule, type RuleContext } from "../../findings/rule.ts";
import type { Assignment } from "../../model/assignment.ts";
import { displayOnlyFix } from "../support/fixes.ts";
import { hostReach } from "../support/listen/host-reach.ts";
import { quoted } from "../support/quoting.ts";
import { dataCenters } from "../support/topology.ts";
import { valueItems } from "../support/value-items.ts";

/** Copies in each data centre that the Enterprise 0.34 deployment guide asks for. */
const ENOUGH_COPIES = 3;

/** How often Cassandra keeps Kong's data, and where. */
export default defineRule({
  summary: "Cassandra replication with too few copies, or in the wrong datacenters",
  severity: "warning",
  needs: ["cassandra_*"],
  layer: "value",
  check(context) {
    const { reading } = context;
    if (reading.text("database") !== "cassandra") return;
    if (reading.isOpaque("cassandra_repl_strategy") || reading.isOpaque("cassandra_repl_factor")) return;
    if (reading.text("cassandra_repl_strategy") === "NetworkTopologyStrategy") checkTopology(context);
    else checkSimple(context);
  },
});

function checkSimple({ reading, catalog, report }: RuleContext): void {
  const strategy = reading.assignment("cassandra_repl_strategy");
  const centres = reading.assignment("cassandra_data_centers");
  const factor = reading.assignment("cassandra_repl_factor");
  const points = reading.assignment("cassandra_contact_points");
  const hosts = points === undefined || points.opaque !== undefined ? [] : valueItems(points);
  const isOneMachine = hosts.length > 0 && hosts.every(({ text }) => hostReach(text) === "loopback");

  const isDefault = centres?.writtenValue === catalog.property("cassandra_data_centers")?.default;
  if (centres !== undefined && !isDefault && dataCenters(centres).length > 1)
    report({
      at: strategy ?? centres,
      message: `\`SimpleStrategy\` ignores datacenters, so \`cassandra_data_centers\` has no effect. Set \`cassandra_repl_strategy = NetworkTopologyStrategy\` and list every datacenter with ${ENOUGH_COPIES} copies before the migrations create the keyspace.`,
      fixes: [displayOnlyFix("Set `cassandra_repl_strategy = NetworkTopologyStrategy`")],
    });
  const copies = Number(reading.text("cassandra_repl_factor"));
  if (isOneMachine || !(copies >= 1 && copies < ENOUGH_COPIES)) return;
  const at = factor ?? (hosts.length > 1 && copies === 1 ? points : undefined);
  if (at === undefined || at.opaque !== undefined) return;
  reportCopies(copies, at, at === factor ? undefined : "`cassandra_repl_factor` is 1 by default", report);
}

function checkTopology({ reading, report }: RuleContext): void {
  const strategy = reading.assignment("cassandra_repl_strategy");
  const written = reading.assignment("cassandra_data_centers");
  if (reading.isOpaque("cassandra_data_centers")) return;
  if (written === undefined) {
    if (strategy !== undefined)
      report({
        at: strategy,
        message: `Without \`cassandra_data_centers\`, Kong creates the keyspace in \`${reading.text("cassandra_data_centers") ?? "dc1:2,dc2:3"}\`, the default; these are probably not your datacenters. List yours with ${ENOUGH_COPIES} copies each (here or in the environment).`,
        fixes: [displayOnlyFix(`Set \`cassandra_data_centers\`, ${ENOUGH_COPIES} copies each`)],
      });
    return;
  }
  const centres = dataCenters(written);
  for (const { item, copies } of centres) {
    if (item.text === "") continue;
    if (copies === undefined)
      report({
        at: item.span,
        property: "cassandra_data_centers",
        severity: "error",
        message: `${quoted(item.text)} is not \`name:number\`: Kong accepts it, but the migrations that create the keyspace fail. Use the name of the datacenter, a colon, and the number of copies.`,
      });
    else if (copies < ENOUGH_COPIES)
      reportCopies(copies, { ...item, property: written.property }, undefined, report);
  }
  const local = reading.assignment("cassandra_local_datacenter");
  const name = reading.text("cassandra_local_datacenter");
  if (
    local === undefined ||
    name === undefined ||
    name === "" ||
    centres.some((centre) => centre.name === name)
  )
    return;
  report({
    at: local,
    message: `${quoted(name)} is not in \`cassandra_data_centers\`, so the datacenter that this node queries first has no copy. Add it there, or use one from that list.`,
    related: [{ span: written.writtenValueSpan, message: "These datacenters have copies." }],
  });
}

function reportCopies(
  copies: number,
  at: Assignment | { readonly span: Assignment["span"]; readonly property: string },
  reason: string | undefined,
  report: RuleContext["report"],
): void {
  report({
    at: "writtenValueSpan" in at ? at : at.span,
    property: at.property,
    ...(copies === 1 ? {} : { severity: "info" as const }),
    message: `${reason === undefined ? `With ${copies === 1 ? "one copy" : `${copies} copies`}` : `${reason}: with one copy`}, the loss of ${copies === 1 ? "one node makes part of Kong's data unavailable" : "one node stops `LOCAL_QUORUM`"}. Use ${ENOUGH_COPIES} copies; for an existing keyspace this requires \`ALTER KEYSPACE\`, because Kong reads the setting only when it creates the keyspace.`,
    fixes: [displayOnlyFix(`Keep ${ENOUGH_COPIES} copies in each datacenter`)],
  });
}
