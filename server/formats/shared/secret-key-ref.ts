import type { EntryToWrite, PartToWrite } from "../../model/unit-text.ts";

/** The Secret to which texts refer that are written for a cluster. */
const SECRET = "kong-secrets";

/** What the references of a text need, for people. */
export function secretsNeed(parts: readonly PartToWrite[]): string {
  const keys = parts.flatMap((part) =>
    part.kind === "entry" && part.value === undefined ? [keyOf(part)] : [],
  );
  return `Create the Secret \`${SECRET}\` with the ${keys.length === 1 ? "key" : "keys"} ${keys.join(", ")}`;
}

function keyOf({ property, variable }: EntryToWrite): string {
  return property ?? variable.toLowerCase();
}

/** `valueFrom` with a key of the Secret, as lines of YAML. */
export function secretKeyRef(entry: EntryToWrite): readonly string[] {
  return ["valueFrom:", "  secretKeyRef:", `    name: ${SECRET}`, `    key: ${keyOf(entry)}`];
}
