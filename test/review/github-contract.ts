import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Ajv, type ValidateFunction } from "ajv";
import { buildSchema, type GraphQLSchema, parse, validate } from "graphql";

const require = createRequire(import.meta.url);

interface Parameter {
  readonly $ref?: string;
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly schema: object;
}

interface Operation {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: object }>> };
}

interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly parameters: Readonly<Record<string, Parameter>> };
}

const description: Description = JSON.parse(
  readFileSync(require.resolve("@octokit/openapi/generated/api.github.com.json"), "utf8"),
);
const ajv = new Ajv({ strict: false, coerceTypes: false, validateFormats: false, logger: false });
ajv.addSchema({ $id: "github", components: description.components } as object);
/** Parameters are text in an address, whatever they mean. */
const coercing = new Ajv({ strict: false, coerceTypes: true, validateFormats: false, logger: false });
coercing.addSchema({ $id: "github", components: description.components } as object);
const checks = new Map<object, ValidateFunction>();

/** @param key what stands for the schema, so that it is compiled once */
function compiled(key: object, schema: object, by: Ajv): ValidateFunction {
  const known = checks.get(key) ?? by.compile(local(schema));
  checks.set(key, known);
  return known;
}

const templates = Object.keys(description.paths).map((template) => ({
  template,
  look: new RegExp(`^${template.replace(/[.]/g, "\\.").replace(/\{[^}]+\}/g, "([^/]+)")}$`),
}));
let graphqlSchema: GraphQLSchema | undefined;

/** What is wrong with a request by GitHub's own description of its interface; empty where nothing is. */
export function contractProblems(method: string, address: URL, body: unknown): readonly string[] {
  if (address.pathname === "/graphql") return graphqlProblems(body);
  const found = templates.find(
    ({ template, look }) =>
      look.test(address.pathname) && description.paths[template]?.[method.toLowerCase()],
  );
  const operation =
    found === undefined ? undefined : description.paths[found.template]?.[method.toLowerCase()];
  if (found === undefined || operation === undefined)
    return [`no such operation: ${method} ${address.pathname}`];
  const parameters = (operation.parameters ?? []).map((each) =>
    each.$ref === undefined
      ? each
      : (description.components.parameters[each.$ref.split("/").at(-1) ?? ""] ?? each),
  );
  const names = [...found.template.matchAll(/\{([^}]+)\}/g)].map((match) => match[1] ?? "");
  const values = found.look.exec(address.pathname)?.slice(1) ?? [];
  const problems = names.flatMap((name, index) => check(parameters, "path", name, values[index] ?? ""));
  for (const [name, value] of address.searchParams) problems.push(...check(parameters, "query", name, value));
  const schema = operation.requestBody?.content["application/json"]?.schema;
  if (body !== undefined && schema === undefined) problems.push("a body is not expected");
  if (schema !== undefined && body !== undefined) problems.push(...bodyProblems(schema, body));
  return problems;
}

function check(parameters: readonly Parameter[], place: string, name: string, value: string): string[] {
  const parameter = parameters.find((each) => each.in === place && each.name === name);
  if (parameter === undefined) return [`unknown ${place} parameter ${name}`];
  const wraps = { type: "object", properties: { value: parameter.schema } };
  const isRight = compiled(parameter.schema, wraps, coercing);
  return isRight({ value }) ? [] : [`${place} parameter ${name}: ${coercing.errorsText(isRight.errors)}`];
}

function bodyProblems(schema: object, body: unknown): string[] {
  const known = (schema as { readonly properties?: object }).properties ?? {};
  const unknown = Object.keys(body as object).filter((name) => !Object.hasOwn(known, name));
  const isRight = compiled(schema, schema, ajv);
  const wrong = isRight(body) ? [] : [`body: ${ajv.errorsText(isRight.errors)}`];
  return [...wrong, ...unknown.map((name) => `unknown field ${name}`), ...commentProblems(schema, body)];
}

/** The description leaves objects open; a field that it does not name is a mistake all the same. */
function commentProblems(schema: object, body: unknown): string[] {
  const items = (schema as { properties?: { comments?: { items?: { properties?: object } } } }).properties
    ?.comments?.items?.properties;
  const comments = (body as { readonly comments?: readonly object[] }).comments ?? [];
  if (items === undefined) return [];
  return comments.flatMap((comment) =>
    Object.keys(comment)
      .filter((name) => !Object.hasOwn(items, name))
      .map((name) => `unknown field of a comment: ${name}`),
  );
}

/** The references of a schema, made to lead into the description. */
function local(schema: object): object {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/components', '"github#/components'));
}

function graphqlProblems(body: unknown): readonly string[] {
  graphqlSchema ??= buildSchema(
    readFileSync(
      new URL("../../node_modules/@octokit/graphql-schema/schema.graphql", import.meta.url),
      "utf8",
    ),
    { assumeValidSDL: true },
  );
  const { query } = body as { readonly query: string };
  return validate(graphqlSchema, parse(query)).map((error) => error.message);
}
