import { expect, test } from "vitest";
import type { Correction } from "../../tools/gitlab/corrections.ts";
import { keepFacts } from "../../tools/gitlab/keep-facts.ts";

const item = { $ref: "#/components/schemas/Item" };
const answer = (schema: object) => ({
  description: "Prose",
  content: { "application/json": { schema, example: {} } },
});

function description(list: object, other: object = { type: "object" }): { readonly [key: string]: unknown } {
  return {
    openapi: "3.0.0",
    security: [{ http: [] }],
    paths: {
      "/items": {
        get: {
          summary: "Prose",
          parameters: [
            { name: "page", in: "query", description: "Prose", schema: { type: "integer", default: 1 } },
          ],
          responses: { "200": answer(list) },
        },
        delete: { responses: { "204": { description: "Prose" } } },
      },
    },
    components: {
      securitySchemes: { http: { type: "http", scheme: "bearer", description: "Prose" }, oauth2: {} },
      schemas: {
        Item: {
          type: "object",
          description: "Prose",
          required: ["id"],
          properties: { id: { type: "integer", example: 4 }, description: { type: "string" }, other },
        },
        Unused: { type: "object" },
      },
    },
  };
}

const corrections: readonly Correction[] = [
  {
    what: "items are a list",
    page: "https://example.com/",
    change: { kind: "list-answer", method: "get", path: "/items" },
  },
  {
    what: "other may be null",
    page: "https://example.com/",
    change: { kind: "nullable-property", schema: "Item", property: "other" },
  },
];

test("only facts are kept, of the operations that are asked for and what they name", () => {
  const { paths, components } = keepFacts(
    description({ type: "array", items: item }),
    [["get", "/items"]],
    [],
  );
  expect(paths).toEqual({
    "/items": {
      get: {
        parameters: [{ name: "page", in: "query", schema: { type: "integer" } }],
        responses: {
          "200": { content: { "application/json": { schema: { type: "array", items: item } } } },
        },
      },
    },
  });
  expect(components).toEqual({
    securitySchemes: { http: { type: "http", scheme: "bearer" } },
    schemas: {
      Item: {
        type: "object",
        required: ["id"],
        properties: { id: { type: "integer" }, description: { type: "string" }, other: { type: "object" } },
      },
    },
  });
});

test("corrections make the same of a description that is wrong and of one that is right by now", () => {
  const wrong = keepFacts(description(item), [["get", "/items"]], corrections);
  const right = description({ type: "array", items: item }, { type: "object", nullable: true });
  expect(wrong).toEqual(keepFacts(right, [["get", "/items"]], corrections));
  expect(wrong.corrections).toEqual(corrections.map(({ what, page }) => ({ what, page })));
});

test("what a description lacks is said", () => {
  expect(() => keepFacts(description(item), [["put", "/items"]], [])).toThrow("no PUT /items");
  expect(() => keepFacts(description(item), [["delete", "/items"]], corrections)).toThrow(
    "/items to correct",
  );
});
