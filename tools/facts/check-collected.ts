import type { Release } from "../../schemas/release.ts";
import type { CollectedFacts } from "./collected-facts.ts";

const TYPES: ReadonlySet<unknown> = new Set(["boolean", "ngx_boolean", "number", "string", "array"]);

/**
 * What keeps a parsed file from being the collected facts of a release; empty where nothing does. It finds mistakes of the
 * hand, not every departure from the type.
 */
export function checkCollected(value: unknown, release: Release): readonly string[] {
  if (!isRecord(value)) return ["the file holds no object"];
  const { edition, version, properties, basedOnOss } = value as Partial<CollectedFacts>;
  const problems: string[] = [];
  if (edition !== undefined && edition !== release.edition) problems.push(`its edition is ${edition}`);
  if (version !== undefined && version !== release.version) problems.push(`its version is ${version}`);
  if (release.edition === "enterprise" && typeof basedOnOss !== "string")
    problems.push("basedOnOss is missing");
  if (!isRecord(properties)) return [...problems, "properties is missing"];
  if (Object.keys(properties).length === 0) problems.push("it has no properties");
  for (const [name, property] of Object.entries(properties)) {
    if (!isRecord(property)) problems.push(`${name} is no object`);
    else if (!TYPES.has(property.type))
      problems.push(`${name} has the unknown type ${JSON.stringify(property.type)}`);
    else if (
      property.default !== undefined &&
      property.default !== null &&
      typeof property.default !== "string"
    )
      problems.push(`the default of ${name} is neither text nor null`);
  }
  return problems;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
