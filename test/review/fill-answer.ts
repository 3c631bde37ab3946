import type { Schema } from "./openapi-schemas.ts";

/**
 * An answer as a description has it: the values that are given, and around them what an answer of this kind holds besides,
 * so that a program meets the fields of the real thing. A value of undefined leaves its field out.
 * @param named a schema by its name
 */
export function fillAnswer(schema: Schema, value: unknown, named: (name: string) => Schema): unknown {
  const plain = resolved(schema, named);
  if (value === null) return null;
  if (Array.isArray(value))
    return value.map((each) => fillAnswer((plain.items ?? {}) as Schema, each, named));
  if (value === undefined) return sample(plain, named);
  if (typeof value !== "object") return value;
  const given = value as Readonly<Record<string, unknown>>;
  const properties = (plain.properties ?? {}) as Readonly<Record<string, Schema>>;
  const filled = Object.entries(properties).flatMap(([name, inner]) => {
    if (Object.hasOwn(given, name))
      return given[name] === undefined ? [] : [[name, fillAnswer(inner, given[name], named)]];
    return isWanted(plain, name, resolved(inner, named))
      ? [[name, sample(resolved(inner, named), named)]]
      : [];
  });
  const others = Object.entries(given).filter(([name]) => !Object.hasOwn(properties, name));
  return Object.fromEntries([...filled, ...others]);
}

/** What a reader may count on, and besides it what is no object of its own. */
function isWanted({ required }: Schema, name: string, { type }: Schema): boolean {
  return (
    (required as readonly string[] | undefined)?.includes(name) === true ||
    (type !== "object" && type !== undefined)
  );
}

function sample(schema: Schema, named: (name: string) => Schema): unknown {
  const plain = resolved(schema, named);
  const [first] = (plain.enum ?? []) as readonly unknown[];
  if (first !== undefined) return first;
  switch (plain.type) {
    case "object":
      return fillAnswer(plain, {}, named);
    case "array":
      return [];
    case "integer":
    case "number":
      return 1;
    case "boolean":
      return false;
    case "string":
      return plain.format === "date-time" ? "2026-01-01T00:00:00Z" : "https://example.com/";
    default:
      return null;
  }
}

/** Without references, and of alternatives the first. */
function resolved(schema: Schema, named: (name: string) => Schema): Schema {
  if (typeof schema.$ref === "string") return resolved(named(schema.$ref.split("/").at(-1) ?? ""), named);
  const [alternative] = (schema.oneOf ?? schema.anyOf ?? []) as readonly Schema[];
  if (alternative !== undefined && schema.type === undefined) return resolved(alternative, named);
  const parts = ((schema.allOf ?? []) as readonly Schema[]).map((each) => resolved(each, named));
  if (parts.length === 0) return schema;
  const whole = [...parts, schema];
  return {
    ...Object.assign({}, ...whole),
    properties: Object.assign({}, ...whole.map(({ properties }) => properties)),
    required: whole.flatMap(({ required }) => (required as readonly string[] | undefined) ?? []),
  };
}
