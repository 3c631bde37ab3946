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
  summary: "Cassandra keeps too few copies of Kong's data, or in the wrong places",
  severity: "warning",
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
      message: `\`SimpleStrategy\` does not know data centres, so \`cassandra_data_centers\` does not decide where copies are kept. Set \`cassandra_repl_strategy = NetworkTopologyStrategy\` and list every data centre with ${ENOUGH_COPIES} copies, before the migrations create the keyspace.`,
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
        message: `Without \`cassandra_data_centers\` Kong puts the keyspace into \`${reading.text("cassandra_data_centers") ?? "dc1:2,dc2:3"}\`, its default, and those are hardly your data centres. List yours with ${ENOUGH_COPIES} copies each, unless the environment does.`,
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
        message: `${quoted(item.text)} is no \`name:number\`: Kong accepts the text, and the migrations that create the keyspace fail. Write the data centre, a colon, and the number of copies.`,
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
    message: `${quoted(name)} is not among \`cassandra_data_centers\`, so the data centre that this node asks first keeps no copy. Add it there, or name one of that list.`,
    related: [{ span: written.writtenValueSpan, message: "These data centres keep copies." }],
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
    message: `${reason === undefined ? `With ${copies === 1 ? "one copy" : `${copies} copies`}` : `${reason}: with one copy`}, the loss of ${copies === 1 ? "one node makes part of Kong's data unavailable" : "one node stops `LOCAL_QUORUM`"}. Keep ${ENOUGH_COPIES}; once the keyspace exists that takes \`ALTER KEYSPACE\`, for Kong reads the setting only when it creates it.`,
    fixes: [displayOnlyFix(`Keep ${ENOUGH_COPIES} copies in each data centre`)],
  });
}
