import { defineRule } from "../../findings/rule.ts";
import { mentionsMigrations } from "../support/deployment/process-kind.ts";
import { mayHave } from "../support/deployment/process-settings.ts";

/** RBAC without the password of its first administrator where the database is made. */
export default defineRule({
  summary: "Migrations that create no administrator although RBAC is on",
  severity: "info",
  needs: "deployment",
  releases: { oss: null, enterprise: { since: "0.32" } },
  check({ unit, reading, report }) {
    const { neighbors } = unit.deployment ?? {};
    if (neighbors === undefined || !["on", "both", "entity"].includes(reading.text("enforce_rbac") ?? ""))
      return;
    for (const { kong, at, command, entrypoint } of neighbors.items) {
      const runs = [...(entrypoint?.value ?? []), ...(command?.value ?? [])].join(" ");
      if (kong === undefined || kong.unit === unit.id || !/\bbootstrap\b/.test(runs)) continue;
      if (!mentionsMigrations({ command, entrypoint }) || mayHave(kong, "password")) continue;
      report({
        at,
        property: "enforce_rbac",
        message:
          "These migrations run without `KONG_PASSWORD`, so they create no super admin, and with RBAC on, nobody can log in. Set `KONG_PASSWORD` where the migrations run.",
        related: [
          { span: reading.assignment("enforce_rbac")?.span ?? unit.anchor, message: "RBAC is on here." },
        ],
      });
    }
  },
});
