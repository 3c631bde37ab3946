import type { IncomingHttpHeaders } from "node:http";
import { Ajv, type ValidateFunction } from "ajv";
import { fillAnswer } from "./fill-answer.ts";
import { type Schema, schemaSet } from "./openapi-schemas.ts";

/** A request as it arrived. */
export interface Asked {
  readonly method: string;
  readonly address: URL;
  readonly headers: IncomingHttpHeaders;
  readonly body: unknown;
}

/** How a provider's own description judges requests, and what it makes of answers. */
export interface Contract {
  /** What is wrong with a request; empty where nothing is. */
  request(asked: Asked): readonly string[];
  /** An answer of the kind that is described, with these values in it, and what is wrong with it. */
  answer(asked: Asked, status: number, values: unknown): Answered;
}

export interface Answered {
  readonly data: unknown;
  readonly problems: readonly string[];
}

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly schema: Schema;
}
type Content = Readonly<Record<string, { readonly schema?: Schema }>>;
interface Operation {
  readonly parameters?: readonly (Parameter | { readonly $ref: string })[];
  readonly requestBody?: { readonly required?: boolean; readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly $ref?: string; readonly content?: Content }>>;
}

/** What is looked at of an OpenAPI 3.0 document. */
export interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly security?: readonly Readonly<Record<string, unknown>>[];
  readonly components: {
    readonly parameters?: Readonly<Record<string, Parameter>>;
    readonly schemas: Readonly<Record<string, Schema>>;
  };
}

/**
 * Checks a conversation against an OpenAPI 3.0 description: paths, parameters, headers, bodies and answers. Descriptions
 * leave objects open; a field they do not name is a mistake all the same.
 */
export function openApiContract(description: OpenApi): Contract {
  const schemas = schemaSet(description.components.schemas);
  const settings = { strict: false, validateFormats: false, logger: false, allErrors: true } as const;
  const plain = new Ajv(settings);
  /** Parameters are text in an address, whatever they mean. */
  const coercing = new Ajv({ ...settings, coerceTypes: true });
  const known = new Map<object, ValidateFunction>();
  const errors = (ajv: Ajv, key: object, schema: Schema, value: unknown): string[] => {
    const check = known.get(key) ?? ajv.compile(schemas.strict(schema));
    known.set(key, check);
    return check(value) ? [] : [ajv.errorsText(check.errors, { dataVar: "it" })];
  };
  const templates = Object.keys(description.paths)
    .map((template) => ({
      template,
      names: [...template.matchAll(/\{([^}]+)\}/g)].map((match) => match[1] ?? ""),
      look: new RegExp(`^${template.replace(/[.]/g, "\\.").replace(/\{[^}]+\}/g, "([^/]+)")}$`),
    }))
    .sort((a, b) => a.names.length - b.names.length);

  const find = ({ method, address }: Asked) => {
    for (const { template, names, look } of templates) {
      const operation = description.paths[template]?.[method.toLowerCase()];
      const match = operation === undefined ? null : look.exec(address.pathname);
      if (operation === undefined || match === null) continue;
      const values = names.map((name, at) => [name, decodeURIComponent(match[at + 1] ?? "")] as const);
      return { operation, values };
    }
    return undefined;
  };
  const parametersOf = ({ parameters = [] }: Operation): readonly Parameter[] =>
    parameters.flatMap((each) => {
      const found =
        "$ref" in each ? description.components.parameters?.[each.$ref.split("/").at(-1) ?? ""] : each;
      return found === undefined ? [] : [found];
    });
  const parameterProblems = (
    place: string,
    parameters: readonly Parameter[],
    given: readonly (readonly [string, string])[],
  ): readonly string[] => {
    const here = parameters.filter((each) => each.in === place);
    const missing = here.filter(({ name, required }) => required && !given.some(([each]) => each === name));
    const wrong = given.flatMap(([name, value]) => {
      const parameter = here.find((each) => each.name === name);
      if (parameter === undefined) return [`unknown ${place} parameter ${name}`];
      const wraps = { type: "object", properties: { value: parameter.schema } };
      const found = errors(coercing, parameter, wraps, { value });
      return found.map((problem) => `${place} parameter ${name}: ${problem}`);
    });
    return [...missing.map(({ name }) => `no ${place} parameter ${name}`), ...wrong];
  };
  const bodyProblems = ({ requestBody }: Operation, { body, headers }: Asked): readonly string[] => {
    if (requestBody === undefined) return body === undefined ? [] : ["a body is not expected"];
    if (body === undefined) return requestBody.required ? ["a body is expected"] : [];
    const type = headers["content-type"]?.split(";")[0] ?? "none";
    const content = requestBody.content[type];
    if (content?.schema === undefined) return [`a body of the type ${type} is not expected`];
    return errors(plain, content.schema, content.schema, body).map((problem) => `body: ${problem}`);
  };
  return {
    request(asked) {
      const found = find(asked);
      if (found === undefined) return [`no such operation: ${asked.method} ${asked.address.pathname}`];
      const parameters = parametersOf(found.operation);
      const headers = Object.entries(asked.headers).flatMap(([name, value]) =>
        parameters.some((each) => each.in === "header" && each.name.toLowerCase() === name)
          ? [[name, String(value)] as const]
          : [],
      );
      return [
        ...securityProblems(description, asked.headers),
        ...parameterProblems("path", parameters, found.values),
        ...parameterProblems("query", parameters, [...asked.address.searchParams]),
        ...parameterProblems("header", parameters, headers),
        ...bodyProblems(found.operation, asked),
      ];
    },
    answer(asked, status, values) {
      const described = find(asked)?.operation.responses[String(status)];
      // Failures are said in many ways; what matters is that they are failures.
      if (status >= 400) return { data: values, problems: [] };
      if (described === undefined) return { data: values, problems: [`no answer with status ${status}`] };
      const schema = status === 204 ? undefined : described.content?.["application/json"]?.schema;
      if (schema === undefined) {
        return {
          data: undefined,
          problems: values === undefined ? [] : ["an answer without a body is expected"],
        };
      }
      const data = fillAnswer(schema, values, (name) => description.components.schemas[name] ?? {});
      return { data, problems: errors(plain, schema, schema, data).map((problem) => `answer: ${problem}`) };
    },
  };
}

/** A description names the ways to say who asks; those that are used here all put a bearer token into a header. */
function securityProblems({ security = [] }: OpenApi, { authorization = "" }: IncomingHttpHeaders): string[] {
  return security.length === 0 || /^(?:Bearer|token) \S+$/i.test(authorization)
    ? []
    : ["no token in the header"];
}
