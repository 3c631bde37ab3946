import type { Catalog } from "../catalog.ts";
import { describeRelease, versionLine } from "../release.ts";
import { type Explain, type JsonSchema, jsonSchemaFor } from "./json-schema-for.ts";

/** Files of other tools that carry settings of Kong, and for which there is a schema. */
export type SchemaTarget = "helm-env" | "compose";

/** A value that is given elsewhere: `valueFrom` of Kubernetes, or nothing. */
const ELSEWHERE = { type: ["object", "null"], minProperties: 1 };
/** Helm prints numbers from a million on with an exponent. */
const HELM_NUMBER = { type: "number", exclusiveMinimum: -1_000_000, exclusiveMaximum: 1_000_000 };

/** The definitions of Kong's types where a file of Helm values is read: words and large numbers need quotes. */
function helmDefinitions(own: JsonSchema): JsonSchema {
  const text = {
    description: "Text. Helm changes words such as `off` and large numbers without quotes.",
    anyOf: [{ type: "string" }, HELM_NUMBER],
  };
  const number = own.number;
  const isParts =
    typeof number === "object" && number !== null && "anyOf" in number && Array.isArray(number.anyOf);
  const parts: readonly unknown[] = isParts ? (number.anyOf as readonly unknown[]).slice(1) : [];
  return { ...own, text, list: text, number: { anyOf: [HELM_NUMBER, ...parts] } };
}

/**
 * The JSON Schema of a file that carries settings of a release, for editors that complete and check YAML by schemas. Only the variables of
 * Kong are described; everything else in the file is allowed.
 */
export function envSchema(target: SchemaTarget, catalog: Catalog, explain?: Explain): JsonSchema {
  const own = jsonSchemaFor(catalog, explain);
  const { release } = catalog;
  const head = {
    $schema: own.$schema,
    $id: `urn:kong-lint:schema:${target}:${release.edition}:${versionLine(release.version)}`,
  };
  const properties = own.properties as Readonly<Record<string, JsonSchema>>;
  const prefixes = own.patternProperties as Readonly<Record<string, JsonSchema>>;
  return target === "helm-env"
    ? {
        ...head,
        title: `Values of the Helm charts of Kong, for ${describeRelease(release)}`,
        type: "object",
        properties: { env: { $ref: "#/$defs/env" } },
        patternProperties: {
          "kong|^(?:gateway|controller)$": { type: "object", properties: { env: { $ref: "#/$defs/env" } } },
        },
        $defs: { ...helmDefinitions(own.$defs as JsonSchema), env: helmEnv(properties, prefixes) },
      }
    : {
        ...head,
        title: `Compose files with ${describeRelease(release)}`,
        type: "object",
        properties: { services: { type: "object", additionalProperties: KONG_SERVICE } },
        $defs: { ...(own.$defs as JsonSchema), environment: composeEnvironment(properties, prefixes) },
      };
}

/** The block `env`: names of properties, in any letter case, without `KONG_`. */
function helmEnv(
  properties: Readonly<Record<string, JsonSchema>>,
  prefixes: Readonly<Record<string, JsonSchema>>,
): JsonSchema {
  const settings = Object.entries(properties).map(([name, schema]) => [name, orElsewhere(schema)] as const);
  return {
    description: "Settings of Kong, by the names of kong.conf in lower case.",
    type: ["object", "null"],
    properties: Object.fromEntries(settings),
    patternProperties: {
      ...Object.fromEntries(
        Object.entries(prefixes).map(([prefix, schema]) => [prefix, orElsewhere(schema)]),
      ),
      "^[A-Z][A-Z0-9_]*$": { not: { type: "boolean" } },
    },
    propertyNames: { not: { pattern: "^(?:KONG|kong)_" } },
    additionalProperties: false,
  };
}

/** A setting that may also come out of a Secret. Its description stays where editors look for it. */
function orElsewhere({
  description,
  default: fallback,
  deprecated,
  writeOnly,
  ...type
}: JsonSchema): JsonSchema {
  return {
    ...(description === undefined ? {} : { description }),
    ...(fallback === undefined ? {} : { default: fallback }),
    ...(deprecated === undefined ? {} : { deprecated }),
    ...(writeOnly === undefined ? {} : { writeOnly }),
    anyOf: [type, ELSEWHERE],
  };
}

/** Only services whose image is Kong's have variables of Kong; others may use the same names for something else. */
const KONG_SERVICE = {
  if: {
    required: ["image"],
    properties: {
      image: { type: "string", pattern: "(?:^|/)(?:kong|kong-gateway|kong-enterprise-edition)(?::|@|$)" },
    },
  },
  // biome-ignore lint/suspicious/noThenProperty: the keyword of JSON Schema
  then: { properties: { environment: { $ref: "#/$defs/environment" } } },
};

/** `environment` of Compose: a map from variables, or a list of `NAME=value`, which a schema can only check for text. */
function composeEnvironment(
  properties: Readonly<Record<string, JsonSchema>>,
  prefixes: Readonly<Record<string, JsonSchema>>,
): JsonSchema {
  const named = Object.entries(properties).map(
    ([name, schema]) => [variable(name), orUnset(schema)] as const,
  );
  const dynamic = Object.entries(prefixes).map(
    ([prefix, schema]) => [`^KONG_${prefix.slice(1).toUpperCase()}`, orUnset(schema)] as const,
  );
  return {
    anyOf: [
      {
        type: "object",
        properties: Object.fromEntries(named),
        patternProperties: {
          ...Object.fromEntries(dynamic),
          "^KONG_[A-Z0-9_]+_FILE$": { type: "string" },
          "^(?!KONG_)": true,
        },
        additionalProperties: false,
      },
      { type: "array", items: { type: "string" } },
      { type: "null" },
    ],
  };
}

/** In Compose nothing after the colon takes the value from the shell, and text may have `${…}` in it. */
function orUnset(schema: JsonSchema): JsonSchema {
  const { description, default: fallback, deprecated, writeOnly, ...type } = schema;
  return {
    ...(description === undefined ? {} : { description }),
    ...(fallback === undefined ? {} : { default: fallback }),
    ...(deprecated === undefined ? {} : { deprecated }),
    ...(writeOnly === undefined ? {} : { writeOnly }),
    anyOf: [type, { type: "null" }],
  };
}

function variable(name: string): string {
  return `KONG_${name.toUpperCase()}`;
}
