import { describe, expect, test } from "vitest";
import { gitHubContract } from "./github-contract.ts";
import { description, gitLabContract } from "./gitlab-contract.ts";
import type { Contract } from "./openapi-contract.ts";

/** A request that the descriptions allow, but for what a test changes. */
interface Draft {
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

const HEADERS = {
  authorization: "Bearer x",
  "user-agent": "kong-lint",
  accept: "application/json",
  "content-type": "application/json",
};

function problems(contract: Contract, { method, path, body, headers = {} }: Draft): readonly string[] {
  const address = new URL(path, "http://127.0.0.1");
  return contract.request({ method, address, body, headers: { ...HEADERS, ...headers } });
}

const PULL = "/repos/acme/gateway/pulls/7";
const comment = { path: "kong.conf", line: 4, side: "RIGHT", body: "x" };
const MERGE = "/api/v4/projects/acme%2Fgateway/merge_requests/7";
const position = {
  base_sha: "a",
  start_sha: "a",
  head_sha: "a",
  position_type: "text",
  new_path: "kong.conf",
  new_line: 4,
};

describe("GitHub's description refuses", () => {
  const review = (fields: object): Draft => ({ method: "POST", path: `${PULL}/reviews`, body: fields });
  test.each<[string, Draft, string | undefined]>([
    ["nothing of a right request", review({ body: "x", comments: [comment] }), undefined],
    ["an operation there is not", { method: "PUT", path: `${PULL}/review` }, "no such operation"],
    ["a path of another type", { method: "GET", path: PULL.replace("7", "x") }, "path parameter pull_number"],
    ["an unknown parameter", { method: "GET", path: `${PULL}/files?size=9` }, "unknown query parameter size"],
    ["a parameter of another type", { method: "GET", path: `${PULL}/files?page=x` }, "query parameter page"],
    ["an unknown field", review({ text: "x" }), "additional"],
    ["an unknown field of a comment", review({ comments: [{ ...comment, lines: 4 }] }), "additional"],
    ["a field of another type", review({ comments: [{ ...comment, line: "4" }] }), "integer"],
    ["a comment without a text", review({ comments: [{ path: "kong.conf" }] }), "body"],
    ["an event there is not", review({ event: "PRAISE" }), "allowed values"],
    [
      "a missing field",
      { method: "POST", path: "/repos/acme/gateway/issues/7/comments", body: {} },
      "required",
    ],
    ["a body where none belongs", { method: "GET", path: `${PULL}/files`, body: {} }, "not expected"],
    ["no token", { ...review({}), headers: { authorization: "" } }, "no token"],
    ["no program", { ...review({}), headers: { "user-agent": "" } }, "no name"],
    ["another kind of body", { ...review({}), headers: { "content-type": "text/plain" } }, "text/plain"],
    [
      "a query of what there is not",
      { method: "POST", path: "/graphql", body: { query: "{ viewer { logon } }", variables: {} } },
      "logon",
    ],
  ])("%s", (_, draft, problem) => {
    const found = problems(gitHubContract, draft);
    if (problem === undefined) expect(found).toEqual([]);
    else expect(found.join("\n")).toContain(problem);
  });
});

describe("GitLab's description refuses", () => {
  const draft = (fields: object): Draft => ({ method: "POST", path: `${MERGE}/draft_notes`, body: fields });
  test.each<[string, Draft, string | undefined]>([
    ["nothing of a right request", draft({ note: "x", position }), undefined],
    ["an operation there is not", { method: "GET", path: `${MERGE}/drafts` }, "no such operation"],
    ["a path of another type", { method: "GET", path: MERGE.replace("7", "x") }, "path parameter"],
    [
      "an unknown parameter",
      { method: "GET", path: `${MERGE}/diffs?size=9` },
      "unknown query parameter size",
    ],
    ["a parameter of another type", { method: "GET", path: `${MERGE}/diffs?page=x` }, "query parameter page"],
    ["an unknown field", draft({ note: "x", text: "x" }), "additional"],
    [
      "an unknown field of a position",
      draft({ note: "x", position: { ...position, line: 4 } }),
      "additional",
    ],
    ["a line in words", draft({ note: "x", position: { ...position, new_line: "4" } }), "integer"],
    ["a missing field", draft({}), "required"],
    ["no body", { method: "POST", path: `${MERGE}/notes` }, "a body is expected"],
    [
      "a body where none belongs",
      { method: "DELETE", path: `${MERGE}/draft_notes/9`, body: {} },
      "not expected",
    ],
    ["no token", { ...draft({ note: "x" }), headers: { authorization: "" } }, "no token"],
  ])("%s", (_, asked, problem) => {
    const found = problems(gitLabContract, asked);
    if (problem === undefined) expect(found).toEqual([]);
    else expect(found.join("\n")).toContain(problem);
  });
});

test("answers are made as they are described, and those that are not are found out", () => {
  const asked = (method: string, path: string, body?: unknown) => ({
    method,
    address: new URL(path, "http://127.0.0.1"),
    headers: HEADERS,
    body,
  });
  const note = asked("POST", `${MERGE}/notes`, { body: "x" });
  expect(gitLabContract.answer(note, 201, { id: 9, body: "x" })).toMatchObject({
    data: { id: 9, body: "x", created_at: expect.any(String) },
    problems: [],
  });
  expect(gitLabContract.answer(note, 201, { id: "9" }).problems.join()).toContain("integer");
  expect(gitLabContract.answer(note, 201, { number: 9 }).problems.join()).toContain("additional");
  expect(gitLabContract.answer(note, 200, {}).problems).toEqual(["no answer with status 200"]);
  const review = asked("POST", `${PULL}/reviews`, {});
  expect(gitHubContract.answer(review, 200, { id: 9, body: "x", state: "PENDING" })).toMatchObject({
    data: { id: 9, user: { login: expect.any(String) }, node_id: expect.any(String) },
    problems: [],
  });
  expect(gitHubContract.answer(review, 200, { id: 9, comments: [] }).problems.join()).toContain("additional");
  const query = asked("POST", "/graphql", { query: "{ viewer { login } }", variables: {} });
  expect(gitHubContract.answer(query, 200, { viewer: { login: "a", id: 1 } }).data).toEqual({
    data: { viewer: { login: "a" } },
  });
  expect(gitHubContract.answer(query, 200, { viewer: {} }).problems.join()).toContain("non-nullable");
});

test("what GitLab's description says in prose is not in the contract", () => {
  expect(JSON.stringify(description)).not.toMatch(/"(?:summary|description|example|title|operationId)":"/);
});
