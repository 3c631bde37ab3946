import { catalogFor, knownReleases } from "../../schemas/catalog.ts";
import { jsonSchemaFor, jsonSchemaName } from "../../schemas/json-schema/json-schema-for.ts";
import { formatRelease, type Release } from "../../schemas/release.ts";
import { textOf } from "../../schemas/texts/texts.ts";
import { formatFacts } from "../facts/format-facts.ts";
import type { GeneratedFile } from "./generated-file.ts";

const FOLDER = "schemas/json-schema";

/**
 * `schemas/json-schema`: one JSON Schema for each release line and edition, and `index.json` with the releases each is for.
 * A line has the schema of its newest release.
 */
export function jsonSchemas(): readonly GeneratedFile[] {
  const lines = new Map<string, Release[]>();
  for (const release of knownReleases()) {
    const file = jsonSchemaName(release);
    lines.set(file, [...(lines.get(file) ?? []), release]);
  }
  const index = Object.fromEntries([...lines].map(([file, releases]) => [file, releases.map(formatRelease)]));
  const schemas = [...lines].flatMap(([file, releases]) => {
    const newest = releases.at(-1);
    if (newest === undefined) return [];
    return [{ path: `${FOLDER}/${file}`, text: formatFacts(jsonSchemaFor(catalogFor(newest), textOf), 2) }];
  });
  return [{ path: `${FOLDER}/index.json`, text: formatFacts(index, 1) }, ...schemas];
}
