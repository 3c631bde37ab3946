import { defineRule } from "../../findings/rule.ts";
import type { Neighbor } from "../../model/neighbor.ts";
import { databaseOf } from "../support/deployment/database-image.ts";
import { isGuessed } from "../support/deployment/guesses.ts";
import { settingOf } from "../support/deployment/process-settings.ts";

/** A database beside a Kong that uses none. */
export default defineRule({
  summary: "Unused database container",
  severity: "info",
  needs: "deployment",
  check({ unit, reading, catalog, report }) {
    const { neighbors } = unit.deployment ?? {};
    if (neighbors?.isComplete !== true || reading.text("database") !== "off") return;
    const isUnused = neighbors.items.every(({ kong }) => {
      const setting = kong === undefined ? undefined : settingOf(kong, "database", catalog);
      if (setting === undefined) return true;
      return setting.kind === "text" && setting.text === "off" && !isGuessed(unit, setting.assignment);
    });
    if (!isUnused) return;
    for (const each of neighbors.items) {
      if (!isKongDatabase(each) || neighbors.items.some((other) => mayUse(other, each))) continue;
      report({
        at: each.at,
        message:
          "Kong has `database = off` here, and no other service refers to this database. Remove it, or set `database` to use it.",
        related: [{ span: unit.anchor, message: "Kong without a database" }],
      });
    }
  },
});

/** A database that is there for Kong by its name or by what it is set up with, and that nobody reaches from outside. */
function isKongDatabase(neighbor: Neighbor): boolean {
  return (
    databaseOf(neighbor) !== undefined &&
    !neighbor.isOptional &&
    /kong/i.test(neighbor.text) &&
    !/^\s*["']?ports["']?\s*:/m.test(neighbor.text)
  );
}

/** Whether a service names the database, or gets variables from a file that may. */
function mayUse(other: Neighbor, database: Neighbor): boolean {
  if (other === database || other.kong !== undefined || databaseOf(other) !== undefined) return false;
  if (database.hosts === undefined || /env_file|extends|<<:|\*/.test(other.text)) return true;
  return [...database.hosts].some((host) => other.text.includes(host));
}
