import type { Correction } from "./corrections.ts";

/** A value of a YAML or JSON document. */
type Tree = { readonly [key: string]: unknown };

/** The parts of an OpenAPI document that a contract is checked against. */
export interface Facts {
  readonly openapi: string;
  readonly security: unknown;
  /** What is written by hand, with the page of the documentation that says so; all else is the description's own. */
  readonly corrections: readonly { readonly what: string; readonly page: string }[];
  readonly paths: Readonly<Record<string, Tree>>;
  readonly components: { readonly securitySchemes: Tree; readonly schemas: Readonly<Record<string, Tree>> };
}

/** What of a schema is a fact, and not prose or an example. */
const FACTS = new Set([
  ...["$ref", "type", "format", "enum", "nullable", "required", "minLength", "additionalProperties"],
  ...["items", "oneOf", "anyOf", "allOf", "schema", "content", "in", "name"],
]);

/**
 * Cuts an OpenAPI description down to some operations and the schemas they name.
 * @param operations methods in lower case, and paths as the description writes them
 * @throws Error where the description lacks an operation, or what a correction is about
 */
export function keepFacts(
  description: Tree,
  operations: readonly (readonly [method: string, path: string])[],
  corrections: readonly Correction[],
): Facts {
  const paths: Record<string, Record<string, Tree>> = {};
  for (const [method, path] of operations) {
    const operation = at(description, ["paths", path, method]);
    if (operation === undefined) throw new Error(`the description has no ${method.toUpperCase()} ${path}`);
    paths[path] = { ...paths[path], [method]: operationFacts(operation) };
  }
  const schemas: Record<string, Record<string, unknown>> = {};
  const waiting = referencesOf(paths);
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (schemas[name] !== undefined) continue;
    const schema = at(description, ["components", "schemas", name]);
    if (schema === undefined) throw new Error(`the description has no schema ${name}`);
    schemas[name] = schemaFacts(schema);
    waiting.push(...referencesOf(schemas[name]));
  }
  for (const { change } of corrections) correct(paths, schemas, change);
  const used = (description.security as readonly Tree[]).flatMap((each) => Object.keys(each));
  const schemes = at(description, ["components", "securitySchemes"]) ?? {};
  return {
    openapi: String(description.openapi),
    security: description.security,
    corrections: corrections.map(({ what, page }) => ({ what, page })),
    paths,
    components: {
      securitySchemes: Object.fromEntries(
        used.map((name) => {
          const { type, scheme } = schemes[name] as Tree;
          return [name, { type, ...(scheme === undefined ? {} : { scheme }) }];
        }),
      ),
      schemas: Object.fromEntries(Object.entries(schemas).sort(([a], [b]) => (a < b ? -1 : 1))),
    },
  };
}

function at(tree: Tree, keys: readonly string[]): Tree | undefined {
  return keys.reduce<Tree | undefined>((part, key) => part?.[key] as Tree | undefined, tree);
}

function operationFacts({ parameters = [], requestBody, responses }: Tree): Tree {
  const answers = Object.entries(responses as Record<string, Tree>).map(([status, { content }]) => [
    status,
    content === undefined ? {} : { content: facts(content) },
  ]);
  return {
    parameters: (parameters as readonly Tree[]).map((each) => facts(each)),
    ...(requestBody === undefined ? {} : { requestBody: facts(requestBody) }),
    responses: Object.fromEntries(answers),
  };
}

function schemaFacts(schema: Tree): Record<string, unknown> {
  return facts(schema) as Record<string, unknown>;
}

/** Drops prose; names of properties and of media types are kept, whatever they are. */
function facts(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(facts);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) => {
      if (key === "properties") {
        const named = Object.entries(inner as Tree).map(([name, schema]) => [name, facts(schema)]);
        return [[key, Object.fromEntries(named)]];
      }
      return FACTS.has(key) || key.includes("/") ? [[key, facts(inner)]] : [];
    }),
  );
}

function referencesOf(value: unknown): string[] {
  return [...JSON.stringify(value).matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(
    (match) => match[1] ?? "",
  );
}

/** Makes one correction in place; nothing where the description says so itself by now. */
function correct(
  paths: Record<string, Record<string, Tree>>,
  schemas: Record<string, Record<string, unknown>>,
  change: Correction["change"],
): void {
  const listed = (schema: Tree): Tree | undefined =>
    schema.type === "array" ? undefined : { type: "array", items: schema };
  if (change.kind === "list-answer") {
    const content = at(paths, [
      change.path,
      change.method,
      "responses",
      "200",
      "content",
      "application/json",
    ]);
    if (content === undefined) throw new Error(`no answer of ${change.path} to correct`);
    const list = listed(content.schema as Tree);
    if (list !== undefined) (content as Record<string, unknown>).schema = list;
    return;
  }
  const properties = schemas[change.schema]?.properties as Record<string, Tree> | undefined;
  const property = properties?.[change.property];
  if (properties === undefined || property === undefined)
    throw new Error(`no ${change.schema}.${change.property} to correct`);
  const better =
    change.kind === "list-property"
      ? listed(property)
      : property.nullable === true
        ? undefined
        : nullable(property);
  if (better !== undefined) properties[change.property] = better;
}

/** OpenAPI 3.0 lets nothing stand beside a reference. */
function nullable(schema: Tree): Tree {
  return schema.$ref === undefined
    ? { ...schema, nullable: true }
    : { type: "object", nullable: true, allOf: [schema] };
}
