import { wordTable } from "../../../grammar/text/word-table.ts";
import { defineRule, type RuleContext } from "../../findings/rule.ts";
import type { Assignment } from "../../model/assignment.ts";
import type { Deployment } from "../../model/deployment.ts";
import { databaseOf } from "../support/deployment/database-image.ts";
import { isGuessed } from "../support/deployment/guesses.ts";
import { processKind } from "../support/deployment/process-kind.ts";
import { displayOnlyFix } from "../support/fixes.ts";
import { quoted, quotedList } from "../support/quoting.ts";
import { type ValueItem, valueItems } from "../support/value-items.ts";

/** Hosts by the database that they belong to; the first one Kong cannot do without. */
const HOSTS: Readonly<Record<string, readonly string[]>> = wordTable({
  postgres: ["pg_host", "pg_ro_host"],
  cassandra: ["cassandra_contact_points"],
});

/** A database host that no service of the deployment has. */
export default defineRule({
  summary: "Database host that the container cannot reach",
  severity: "warning",
  needs: "deployment",
  check(context) {
    const { unit, reading } = context;
    const { deployment } = unit;
    if (deployment === undefined || deployment.network !== "own" || !usesDatabase(deployment)) return;
    // A database or its proxy may run beside Kong.
    if (deployment.sharesLoopback === true) return;
    // Others may be in a file that is not read.
    if (deployment.isRouted !== true && deployment.neighbors?.isComplete === false) return;
    const database = reading.text("database") ?? "";
    const [needed, ...others] = HOSTS[database] ?? [];
    if (needed === undefined || reading.text("role") === "data_plane") return;
    if (!reading.isOpaque(needed) && !reading.isWritten(needed)) reportMissing(context, needed, deployment);
    for (const property of [needed, ...others]) {
      const assignment = reading.assignment(property);
      if (assignment !== undefined) reportUnknown(context, assignment, deployment);
    }
  },
});

/** Whether a container starts Kong or migrates its database, by itself or in a script. */
function usesDatabase(deployment: Deployment): boolean {
  const { command, entrypoint, isStartUnknown } = deployment;
  if (processKind(deployment) !== "other") return true;
  const line = [...(entrypoint?.value ?? []), ...(command?.value ?? [])].join(" ");
  return isStartUnknown !== true && /\bkong (?:start|restart|docker-start|migrations)\b/.test(line);
}

function reportMissing(
  { unit, reading, report }: RuleContext,
  property: string,
  deployment: Deployment,
): void {
  const host = reading.text(property) ?? "";
  if (host !== "127.0.0.1" && host !== "localhost") return;
  const variable = unit.format.spell(property);
  report({
    at: unit.anchor,
    property,
    message: `\`${variable}\` is not set, so Kong looks for its database at ${quoted(host)}, which is its own container. Set it to ${adviceOf(deployment)}.`,
  });
}

function reportUnknown({ unit, report }: RuleContext, assignment: Assignment, deployment: Deployment): void {
  const { reachableHosts } = deployment;
  if (reachableHosts === undefined || assignment.opaque !== undefined || isGuessed(unit, assignment)) return;
  for (const item of valueItems(assignment)) {
    if (!isServiceName(item) || reachableHosts.has(item.text)) continue;
    report({
      at: item.span,
      property: assignment.property,
      message: `No service, alias or link here is named ${quoted(item.text)}, so the container does not find its database. Use ${adviceOf(deployment)}.`,
      fixes: [displayOnlyFix(`Change to ${adviceOf(deployment)}`)],
    });
  }
}

/** A name without a dot can only be one of Docker's network; one with a dot may be anywhere. */
function isServiceName({ text }: ValueItem): boolean {
  return (
    /^[A-Za-z0-9_][A-Za-z0-9_-]*$/.test(text) && text.toLowerCase() !== "localhost" && !/^\d+$/.test(text)
  );
}

function adviceOf({ neighbors, reachableHosts }: Deployment): string {
  const names = (neighbors?.items ?? [])
    .filter((each) => databaseOf(each) !== undefined && reachableHosts?.has(each.name) === true)
    .map(({ name }) => name);
  return names.length === 0 ? "the name of the database on a common network" : quotedList(names);
}
