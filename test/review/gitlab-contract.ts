import { readFileSync } from "node:fs";
import { Ajv, type ValidateFunction } from "ajv";

/** The kinds of a parameter, as the description has them. */
type Kind = string | readonly string[];

/** One operation of GitLab's interface: what it takes, and which schemas its answers have. */
export interface Operation {
  readonly parameters: {
    readonly path?: Readonly<Record<string, Kind>>;
    readonly query?: Readonly<Record<string, Kind>>;
  };
  readonly body?: {
    readonly required: readonly string[];
    readonly properties: Readonly<Record<string, object>>;
  };
  /** By status: a schema's name, one in a list for a list of them, null for an empty answer. */
  readonly responses: Readonly<Record<string, string | readonly [string] | null>>;
}

/** The operations that a review uses, as GitLab's published description has them. */
export interface Contract {
  /** Where the facts are from. */
  readonly source: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly schemas: Readonly<Record<string, object>>;
}

export const contract: Contract = JSON.parse(
  readFileSync(new URL("./gitlab-contract.json", import.meta.url), "utf8"),
);

const ajv = new Ajv({ strict: false, logger: false, allErrors: true });
/** Parameters are text in an address, whatever they mean. */
const coercing = new Ajv({ strict: false, logger: false, coerceTypes: true });
ajv.addSchema({ $id: "gitlab", schemas: contract.schemas });
const compiled = new Map<string, ValidateFunction>();

const templates = Object.entries(contract.paths).map(([template, operations]) => ({
  operations,
  names: [...template.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? ""),
  look: new RegExp(`^${template.replace(/\{\w+\}/g, "([^/]+)")}$`),
}));

/** What is wrong with a request by GitLab's own description of its interface; empty where nothing is. */
export function requestProblems(method: string, address: URL, body: unknown): readonly string[] {
  const found = operationOf(method, address);
  if (found === undefined) return [`no such operation: ${method} ${address.pathname}`];
  const { operation, values } = found;
  const { path = {}, query = {} } = operation.parameters;
  const problems = Object.entries(values).flatMap(([name, value]) =>
    parameterProblems("path", path, name, value),
  );
  for (const [name, value] of address.searchParams)
    problems.push(...parameterProblems("query", query, name, value));
  const isEmpty = body === undefined || Object.keys(body as object).length === 0;
  if (operation.body === undefined) return isEmpty ? problems : [...problems, "a body is not expected"];
  const schema = { type: "object", additionalProperties: false, ...operation.body };
  return [...problems, ...schemaProblems(`body of ${found.key}`, schema, body ?? {})];
}

/** What is wrong with an answer of the fake, so that the fake is as good a GitLab as the description knows one. */
export function responseProblems(
  method: string,
  address: URL,
  status: number,
  body: unknown,
): readonly string[] {
  const found = operationOf(method, address);
  if (found === undefined || status >= 400) return [];
  const shape = found.operation.responses[String(status)];
  if (shape === undefined) return [`no answer with status ${status}`];
  if (shape === null) return body === undefined ? [] : ["an answer without a body is expected"];
  const reference = (name: string) => ({ $ref: `gitlab#/schemas/${name}` });
  const schema = typeof shape === "string" ? reference(shape) : { type: "array", items: reference(shape[0]) };
  return schemaProblems(`answer of ${found.key}`, schema, body);
}

function operationOf(method: string, address: URL) {
  for (const { operations, names, look } of templates) {
    const match = look.exec(address.pathname);
    const operation = operations[method.toLowerCase()];
    if (match === null || operation === undefined) continue;
    const values = Object.fromEntries(
      names.map((name, at) => [name, decodeURIComponent(match[at + 1] ?? "")]),
    );
    return { operation, values, key: `${method} ${look.source}` };
  }
  return undefined;
}

function parameterProblems(
  place: string,
  known: Readonly<Record<string, Kind>>,
  name: string,
  value: string,
): string[] {
  const kind = known[name];
  if (kind === undefined) return [`unknown ${place} parameter ${name}`];
  const isRight = coercing.validate({ type: "object", properties: { value: { type: kind } } }, { value });
  return isRight ? [] : [`${place} parameter ${name}: ${coercing.errorsText(coercing.errors)}`];
}

function schemaProblems(key: string, schema: object, value: unknown): string[] {
  const local = JSON.parse(JSON.stringify(schema).replaceAll('"#/schemas', '"gitlab#/schemas'));
  const check = compiled.get(key) ?? ajv.compile(local);
  compiled.set(key, check);
  return check(value) ? [] : [`${key}: ${ajv.errorsText(check.errors)}`];
}
