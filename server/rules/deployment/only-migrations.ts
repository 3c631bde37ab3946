import { defineRule } from "../../findings/rule.ts";
import { processKind } from "../support/deployment/process-kind.ts";

/** A service with published ports that migrates the database and ends. */
export default defineRule({
  summary: "Service that publishes ports but only migrates the database",
  severity: "info",
  needs: "deployment",
  check({ unit, report }) {
    const { deployment } = unit;
    if (deployment?.command === undefined || processKind(deployment) !== "migrations") return;
    const { neighbors, ports, command } = deployment;
    if (ports.length === 0 || neighbors?.isComplete !== true) return;
    const others = neighbors.items.filter(({ kong }) => kong !== undefined && kong.unit !== unit.id);
    if (others.some((each) => processKind(each) !== "migrations")) return;
    report({
      at: command.at,
      message:
        "This command migrates the database and ends, so nothing listens on the published ports, and no other service starts Kong. Move the migrations to a separate service, and remove `command` here.",
    });
  },
});
