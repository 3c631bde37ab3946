import type { Fix } from "../../findings/fix.ts";
import { defineRule, type RuleContext } from "../../findings/rule.ts";
import type { Assignment } from "../../model/assignment.ts";
import { displayOnlyFix } from "../support/fixes.ts";
import { hostReach } from "../support/listen/host-reach.ts";
import { quoted } from "../support/quoting.ts";
import { refusalPlace } from "../support/refusals.ts";
import { type ValueItem, valueItems } from "../support/value-items.ts";

/** A host with what does not belong to it: a scheme before, a port or a path after. */
const DECORATED = /^(?:[a-z][a-z0-9+.-]*:\/\/)?([^\s/:@[\]]+)(?::(\d+))?(?:\/.*)?$/i;

/** Nodes that the driver asks for the rest of the cluster. */
export default defineRule({
  summary: "Invalid or too few Cassandra contact points",
  severity: "error",
  needs: ["cassandra_contact_points"],
  layer: "value",
  claims: ["cassandra-contact-points"],
  options: {
    least: {
      type: "integer",
      description: "Minimum number of contact points, if they are addresses or full host names.",
      default: 3,
    },
  },
  check(context) {
    const { reading, report } = context;
    const refusals = reading.refusals("cassandra-contact-points");
    const assignment = reading.assignment("cassandra_contact_points");
    const isKnown = assignment !== undefined && assignment.opaque === undefined;
    for (const refusal of refusals)
      report({
        at: refusalPlace(refusal),
        property: "cassandra_contact_points",
        message: `${quoted(refusal.text)} is not just a host, and Kong refuses to start. List hosts only; all of them use \`cassandra_port\`.`,
        fixes: isKnown ? stripFix(assignment, context) : [],
      });
    if (refusals.length > 0 || !isKnown || reading.text("database") !== "cassandra") return;
    const items = valueItems(assignment).filter(({ text }) => text !== "");
    const useless = items.filter(({ text }) => text.includes("://") || /^[^:]+:\d+$/.test(text));
    for (const item of useless)
      report({
        at: item.span,
        property: "cassandra_contact_points",
        message: `Kong looks up ${quoted(item.text)} as a host name, and does not find it. List hosts only; all of them use \`cassandra_port\`.`,
        fixes: stripFix(assignment, context),
      });
    if (useless.length === 0) checkNumber(items, assignment, context.options.least, report);
  },
});

function checkNumber(
  items: readonly ValueItem[],
  at: Assignment,
  least: number,
  report: RuleContext["report"],
): void {
  if (items.length >= least || items.length === 0) return;
  // One name within a cluster or a compose project may stand for several nodes.
  if (
    items.some(
      ({ text }) =>
        ["loopback", "any"].includes(hostReach(text)) || (hostReach(text) === "name" && !text.includes(".")),
    )
  )
    return;
  report({
    at,
    severity: "info",
    message: `Kong discovers the cluster through the first contact point that answers; with ${items.length === 1 ? "only one" : `only ${items.length}`}, it may not start while nodes are down. List ${least} nodes of this datacenter.`,
    fixes: [displayOnlyFix(`List ${least} nodes of this datacenter`)],
  });
}

/** Hosts without scheme and port; the port goes to `cassandra_port` where all agree on one. */
function stripFix(assignment: Assignment, { reading }: RuleContext): readonly Fix[] {
  const parts = valueItems(assignment)
    .filter(({ text }) => text !== "")
    .map(({ text }) => DECORATED.exec(text));
  const hosts = parts.flatMap((part) => (part?.[1] === undefined ? [] : [part[1]]));
  const ports = new Set(parts.flatMap((part) => (part?.[2] === undefined ? [] : [part[2]])));
  const [port] = ports;
  if (hosts.length !== parts.length || ports.size > 1) return [];
  const written = reading.assignment("cassandra_port");
  const inForce = reading.text("cassandra_port");
  const value = hosts.join(",");
  return [
    {
      title: `Change to ${quoted(value)}`,
      applicability: "unsafe",
      edits: [
        { kind: "set", assignment, value },
        ...(port === undefined || port === inForce
          ? []
          : [
              written === undefined
                ? ({ kind: "insert", property: "cassandra_port", value: port, after: assignment } as const)
                : ({ kind: "set", assignment: written, value: port } as const),
            ]),
      ],
    },
  ];
}
