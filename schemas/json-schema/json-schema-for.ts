import { anyCase } from "../any-case.ts";
import type { Catalog } from "../catalog.ts";
import type { Bounds, Property } from "../property.ts";
import { describeRelease, type Release, versionLine } from "../release.ts";

/** A JSON Schema, or a part of one. */
export type JsonSchema = { readonly [keyword: string]: unknown };

/** The explanation of a property; undefined where there is none. */
export type Explain = (name: string) => string | undefined;

/** Where the schema of a release lies: `oss-3.9.json`. The patch releases of a line share that of the newest. */
export function jsonSchemaName({ edition, version }: Release): string {
  return `${edition}-${versionLine(version)}.json`;
}

/**
 * The JSON Schema (2020-12) of a configuration of a release, as an object from property to value: the text that stands in
 * kong.conf, or the number or boolean that YAML and JSON have for it. It checks what a schema can: names, types, closed sets,
 * bounds. Where Kong would silently read something else than what is written, the schema refuses it.
 */
export function jsonSchemaFor(catalog: Catalog, explain: Explain = () => undefined): JsonSchema {
  const { release } = catalog;
  // `pluginserver_XXX_socket` stands for names that a namespace accepts.
  const properties = [...catalog.properties.values()].filter(
    ({ name, dropped }) => !dropped && !name.includes("XXX"),
  );
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    $id: `urn:kong-lint:schema:${release.edition}:${versionLine(release.version)}`,
    title: `Configuration of ${describeRelease(release)}`,
    type: "object",
    properties: Object.fromEntries(
      properties.map((property) => [property.name, propertySchema(property, explain)]),
    ),
    patternProperties: Object.fromEntries(
      catalog.dynamicPrefixes.map(({ prefix }) => [`^${prefix}.`, { $ref: "#/$defs/text" }]),
    ),
    additionalProperties: false,
    $defs: definitions,
  };
}

function propertySchema(property: Property, explain: Explain): JsonSchema {
  const description = explain(property.name);
  return {
    ...(description !== undefined && { description }),
    ...valueSchema(property),
    ...(property.default !== null && { default: property.default }),
    ...(property.deprecated && { deprecated: true }),
    ...(property.sensitive && { writeOnly: true }),
  };
}

/** A closed set comes without the definition of its type: the words are checked, or a reference that gives one later. */
function valueSchema(property: Property): JsonSchema {
  const { type, bounds, enumEnforced, itemEnum, rejectedValues = [] } = property;
  const words = enumEnforced ? property.enum?.filter((word) => !rejectedValues.includes(word)) : undefined;
  switch (type) {
    case "boolean":
      return { $ref: "#/$defs/boolean" };
    case "ngx_boolean":
      return { $ref: "#/$defs/ngx_boolean" };
    case "number":
      return { $ref: "#/$defs/number", ...(bounds && boundsOf(bounds)) };
    case "string":
      return words ? { anyOf: [{ enum: words }, { $ref: "#/$defs/later" }] } : { $ref: "#/$defs/text" };
    case "array":
      return itemEnum && enumEnforced
        ? { anyOf: [{ pattern: listOf(itemEnum) }, { $ref: "#/$defs/later" }] }
        : { $ref: "#/$defs/list" };
    case "untyped":
      return { $ref: "#/$defs/text" };
  }
}

/** Bounds hold for JSON numbers; a number that is written as text is not compared. */
function boundsOf({ min, exclusiveMin, max, integer }: Bounds): JsonSchema {
  return {
    ...(min !== undefined && { minimum: min }),
    ...(exclusiveMin !== undefined && { exclusiveMinimum: exclusiveMin }),
    ...(max !== undefined && { maximum: max }),
    ...(integer === true && { multipleOf: 1 }),
  };
}

/** A pattern for words of a closed set with commas between them, in any case. */
function listOf(words: readonly string[]): string {
  const word = anyCase(words);
  return `^\\s*${word}\\s*(?:,\\s*${word}\\s*)*$`;
}

const definitions: JsonSchema = {
  later: {
    description: "A value that exists at run time only: a vault reference, a variable, a template.",
    type: "string",
    pattern: "^\\{vault://|\\$\\{|\\{\\{",
  },
  boolean: {
    anyOf: [{ type: "boolean" }, { enum: ["on", "off", "true", "false"] }, { $ref: "#/$defs/later" }],
  },
  ngx_boolean: {
    anyOf: [{ enum: ["on", "off"] }, { $ref: "#/$defs/later" }],
  },
  number: {
    anyOf: [
      { type: "number" },
      {
        type: "string",
        pattern:
          "^\\s*[-+]?(?:\\d+\\.?\\d*(?:[eE][-+]?\\d+)?|\\.\\d+(?:[eE][-+]?\\d+)?|0[xX][\\da-fA-F]+)\\s*$",
      },
      { $ref: "#/$defs/later" },
    ],
  },
  text: { type: ["string", "number", "boolean"] },
  list: {
    description: "Items with commas between them.",
    type: ["string", "number"],
  },
};
