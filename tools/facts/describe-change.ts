import type { ReleaseChange } from "../../schemas/changes-between.ts";

/** One line for a person: `~ pg_port  default: 5432 → 5433`. */
export function describeChange(change: ReleaseChange): string {
  if (change.kind === "changed") {
    const what = change.of !== "property" ? "" : `  ${change.attribute}:`;
    return `~ ${change.name}${what} ${valueText(change.from)} → ${valueText(change.to)}`;
  }
  const kind = change.of === "property" ? "" : `${change.of} `;
  return `${change.kind === "added" ? "+" : "-"} ${kind}${change.name}`;
}

function valueText(value: unknown): string {
  if (value === undefined) return "(not said)";
  if (value === null) return "(unset)";
  return typeof value === "string" ? value : JSON.stringify(value);
}
