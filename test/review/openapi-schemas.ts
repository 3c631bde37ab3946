/** A schema of an OpenAPI 3.0 description. */
export type Schema = { readonly [key: string]: unknown };

/** The schemas of a description, for a validator of JSON Schema. */
export interface SchemaSet {
  /** A schema with all that it refers to: nothing may stand in an object that is not named. */
  strict(schema: Schema): Schema;
}

const COMBINED = ["allOf", "anyOf", "oneOf"] as const;

/**
 * Turns OpenAPI's markup into JSON Schema: what may be null says so by a union, references lead into the schema itself,
 * and objects are closed. Parts that are combined with others stay open, for each knows only its own fields.
 */
export function schemaSet(named: Readonly<Record<string, Schema>>): SchemaSet {
  return {
    strict(schema) {
      const definitions: Record<string, unknown> = {};
      const waiting: string[] = [];
      const refer = (name: string, closes: boolean) => {
        const key = `${closes ? "closed" : "open"}:${name}`;
        if (!Object.hasOwn(definitions, key)) {
          definitions[key] = true;
          waiting.push(key);
        }
        return { $ref: `#/$defs/${key}` };
      };
      const whole = translate(schema, true, refer) as Schema;
      for (let key = waiting.pop(); key !== undefined; key = waiting.pop()) {
        const [how, name = ""] = key.split(":");
        definitions[key] = translate(named[name] ?? {}, how === "closed", refer);
      }
      return { ...whole, $defs: definitions };
    },
  };
}

type Refer = (name: string, closes: boolean) => Schema;

function translate(value: unknown, closes: boolean, refer: Refer): unknown {
  if (Array.isArray(value)) return value.map((each) => translate(each, closes, refer));
  if (typeof value !== "object" || value === null) return value;
  const schema = value as Schema;
  if (typeof schema.$ref === "string") return refer(schema.$ref.split("/").at(-1) ?? "", closes);
  if (schema.nullable === true) {
    const { nullable: _, ...rest } = schema;
    return { anyOf: [{ type: "null" }, translate(rest, closes, refer)] };
  }
  const isCombined = COMBINED.some(
    (key) => Array.isArray(schema[key]) && (schema[key] as unknown[]).length > 1,
  );
  const entries = Object.entries(schema).flatMap(([key, inner]): [string, unknown][] => {
    if (key === "properties") {
      const named = Object.entries(inner as Schema).map(([name, each]) => [
        name,
        translate(each, true, refer),
      ]);
      return [[key, Object.fromEntries(named)]];
    }
    if (key === "example" || key === "default" || key === "enum") return [[key, inner]];
    const isPart = (COMBINED as readonly string[]).includes(key);
    return [[key, translate(inner, isPart ? closes && !isCombined : true, refer)]];
  });
  const isClosed =
    closes && !isCombined && schema.properties !== undefined && schema.additionalProperties === undefined;
  return { ...Object.fromEntries(entries), ...(isClosed ? { additionalProperties: false } : {}) };
}
