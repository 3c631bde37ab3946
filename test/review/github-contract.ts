import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { buildSchema, execute, type GraphQLSchema, parse, validate } from "graphql";
import {
  type Answered,
  type Asked,
  type Contract,
  type OpenApi,
  openApiContract,
} from "./openapi-contract.ts";

const require = createRequire(import.meta.url);
const description: OpenApi = JSON.parse(
  readFileSync(require.resolve("@octokit/openapi/generated/api.github.com.json"), "utf8"),
);
const rest = openApiContract(description);
let graphqlSchema: GraphQLSchema | undefined;

/** GitHub's description of its REST interface, and its schema of the GraphQL one. */
export const gitHubContract: Contract = {
  request(asked) {
    const problems = isGraphQl(asked) ? queryProblems(asked) : rest.request(asked);
    return [...headerProblems(asked), ...problems];
  },
  answer: (asked, status, values) =>
    isGraphQl(asked) ? graphQlAnswer(asked, values) : rest.answer(asked, status, values),
};

function isGraphQl({ address }: Asked): boolean {
  return address.pathname === "/graphql";
}

/** What GitHub's documentation asks of every request; its description has no word for that. */
function headerProblems({ headers }: Asked): readonly string[] {
  const wrong: string[] = [];
  if (!/^(?:Bearer|token) \S+$/i.test(headers.authorization ?? "")) wrong.push("no token in the header");
  if (!headers["user-agent"]?.startsWith("kong-lint")) wrong.push("no name of a program in the header");
  if (!/json/.test(headers.accept ?? "")) wrong.push("no JSON is accepted");
  return wrong;
}

function queryProblems({ body, headers }: Asked): readonly string[] {
  const { query, variables, ...others } = body as { readonly query: string; readonly variables?: object };
  const unknown = [...Object.keys(others)].map((name) => `unknown field ${name}`);
  const type = headers["content-type"]?.startsWith("application/json")
    ? []
    : ["a body of another type than JSON"];
  const found = validate(schema(), parse(query)).map((error) => error.message);
  return [...unknown, ...type, ...found, ...(variables === undefined ? ["no variables"] : [])];
}

/**
 * Lets the schema answer, out of the values of a fake: what is not asked for is not given, and what may not be null is not.
 * Errors of the fake itself have a type, as GitHub's have.
 */
function graphQlAnswer({ body }: Asked, rootValue: unknown): Answered {
  const { query, variables } = body as {
    readonly query: string;
    readonly variables: Record<string, unknown>;
  };
  const result = execute({
    schema: schema(),
    document: parse(query),
    rootValue,
    variableValues: variables,
  }) as {
    readonly data?: unknown;
    readonly errors?: readonly { message: string; originalError?: unknown }[];
  };
  const errors = (result.errors ?? []).map(({ message, originalError }) => ({
    type: (originalError as { readonly type?: string } | undefined)?.type,
    message,
  }));
  return {
    data: errors.length === 0 ? { data: result.data } : { data: null, errors },
    problems: errors.filter(({ type }) => type === undefined).map(({ message }) => `answer: ${message}`),
  };
}

function schema(): GraphQLSchema {
  graphqlSchema ??= buildSchema(
    readFileSync(
      new URL("../../node_modules/@octokit/graphql-schema/schema.graphql", import.meta.url),
      "utf8",
    ),
    { assumeValidSDL: true },
  );
  return graphqlSchema;
}
