import type { Rule, RuleOption } from "../findings/rule.ts";
import { formatNames } from "../formats/format-names.ts";
import { NO_FORMAT, RULE_LEVELS, type SettingDefinition, settingsDeclaration } from "./declaration.ts";

/** A JSON Schema, draft 2020-12. */
export type JsonSchema = Readonly<Record<string, unknown>>;

const LEVEL: JsonSchema = { $ref: "#/$defs/level" };
const TEXTS: JsonSchema = { type: "array", items: { type: "string" } };

/** The JSON Schema of a settings file: what editors complete, and what a file is checked against when it is read. */
export function settingsSchema(rules: readonly Rule[]): JsonSchema {
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    $id: "https://github.com/kong-lint/kong-lint/settings.schema.json",
    title: "kong-lint settings",
    type: "object",
    additionalProperties: false,
    properties: properties(Object.entries(settingsDeclaration)),
    $defs: {
      level: { enum: [...RULE_LEVELS] },
      rule: {
        anyOf: [
          LEVEL,
          {
            type: "object",
            additionalProperties: false,
            properties: { level: LEVEL, options: { type: "object", maxProperties: 0 } },
          },
        ],
      },
      rules: { type: "object", additionalProperties: false, properties: ruleProperties(rules) },
      image: {
        type: "object",
        additionalProperties: false,
        properties: {
          release: { type: "string", description: "The Kong release in the image." },
          env: {
            type: "object",
            additionalProperties: { type: "string" },
            description: "The variables that the image sets.",
          },
        },
      },
      deployment: {
        type: "object",
        additionalProperties: false,
        required: ["name", "files"],
        properties: {
          name: { type: "string", description: "The name that reports show." },
          files: { ...TEXTS, minItems: 1, description: "The files, in the order in which they are read." },
          release: { type: "string", description: "The Kong release that it runs." },
        },
      },
      override: {
        type: "object",
        additionalProperties: false,
        required: ["files"],
        properties: {
          files: { ...TEXTS, minItems: 1, description: "The files (.gitignore syntax)." },
          units: { ...TEXTS, minItems: 1, description: "The Kong processes in the files, by name." },
          ...properties(Object.entries(settingsDeclaration).filter(([, { inOverrides }]) => inOverrides)),
        },
      },
    },
  };
}

/**
 * The same schema without what only editors need, for the check at run time: rules without options share one form, so that
 * the compiled check stays small.
 */
export function settingsCheckSchema(rules: readonly Rule[]): JsonSchema {
  const full = withoutAnnotations(settingsSchema(rules)) as { readonly $defs: JsonSchema };
  const named = ruleProperties(rules.filter((rule) => rule.options !== undefined));
  const lean = {
    type: "object",
    propertyNames: { enum: Object.keys(ruleProperties(rules)) },
    properties: withoutAnnotations(named),
    additionalProperties: { $ref: "#/$defs/rule" },
  };
  return { ...full, $defs: { ...full.$defs, rules: lean } };
}

/** A schema without descriptions, examples, defaults and titles; members of `properties` keep such names. */
function withoutAnnotations(schema: unknown, isNames = false): unknown {
  if (Array.isArray(schema)) return schema.map((item) => withoutAnnotations(item));
  if (typeof schema !== "object" || schema === null) return schema;
  return Object.fromEntries(
    Object.entries(schema)
      .filter(([name]) => isNames || !["description", "examples", "default", "title"].includes(name))
      .map(([name, value]) => [name, withoutAnnotations(value, !isNames && name === "properties")]),
  );
}

function properties(entries: readonly (readonly [string, SettingDefinition])[]): JsonSchema {
  return Object.fromEntries(
    entries.map(([name, definition]) => [
      name,
      {
        ...schemaOfKind(definition.kind),
        description: definition.description,
        ...(definition.default === undefined ? {} : { default: definition.default }),
        examples: definition.examples,
      },
    ]),
  );
}

function schemaOfKind(kind: SettingDefinition["kind"]): JsonSchema {
  switch (kind) {
    case "text":
      return { type: "string" };
    case "switch":
      return { type: "boolean" };
    case "edition":
      return { enum: ["oss", "enterprise"] };
    case "texts":
      return TEXTS;
    case "formats":
      return { type: "object", additionalProperties: { enum: [...formatNames, NO_FORMAT] } };
    case "rules":
      return { $ref: "#/$defs/rules" };
    case "images":
      return { type: "object", additionalProperties: { $ref: "#/$defs/image" } };
    case "deployments":
      return { type: "array", items: { $ref: "#/$defs/deployment" } };
    case "overrides":
      return { type: "array", items: { $ref: "#/$defs/override" } };
  }
}

function ruleProperties(rules: readonly Rule[]): JsonSchema {
  const groups = [...new Set(rules.map((rule) => `${rule.id.split("/")[0]}/*`))];
  return Object.fromEntries([
    ...groups.map((group) => [group, { ...LEVEL, description: "Every rule of the group." }]),
    ...rules.map((rule) => [rule.id, { ...ruleSchema(rule), description: rule.summary }]),
  ]);
}

function ruleSchema(rule: Rule): JsonSchema {
  if (rule.options === undefined) return { $ref: "#/$defs/rule" };
  const options = Object.entries(rule.options).map(([name, option]) => [name, optionSchema(option)] as const);
  return {
    anyOf: [
      LEVEL,
      {
        type: "object",
        additionalProperties: false,
        properties: {
          level: LEVEL,
          options: { type: "object", additionalProperties: false, properties: Object.fromEntries(options) },
        },
      },
    ],
  };
}

function optionSchema({ type, description, default: fallback }: RuleOption): JsonSchema {
  return { type, ...(type === "array" ? { items: { type: "string" } } : {}), description, default: fallback };
}
