/**
 * Makes `test/review/gitlab-contract.json` of GitLab's own description of its interface:
 * `tsx tools/gitlab-contract.ts openapi_v3.yaml "where this copy is from"`. The file is `doc/api/openapi/openapi_v3.yaml`
 * of GitLab's repository. Only facts are kept (paths, parameters, types, what is required), and only of the operations that
 * a review uses; what the description says in prose is left out.
 */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import { CORRECTIONS } from "./gitlab/corrections.ts";
import { keepFacts } from "./gitlab/keep-facts.ts";

const MERGE_REQUEST = "/api/v4/projects/{id}/merge_requests/{merge_request_iid}";
const NOTEABLE = "/api/v4/projects/{id}/merge_requests/{noteable_id}";

/** What `server/review/gitlab.ts` calls. */
const OPERATIONS = [
  ["get", "/api/v4/user"],
  ["get", MERGE_REQUEST],
  ["get", `${MERGE_REQUEST}/diffs`],
  ["get", `${MERGE_REQUEST}/draft_notes`],
  ["post", `${MERGE_REQUEST}/draft_notes`],
  ["delete", `${MERGE_REQUEST}/draft_notes/{draft_note_id}`],
  ["put", `${MERGE_REQUEST}/draft_notes/{draft_note_id}/publish`],
  ["post", `${MERGE_REQUEST}/draft_notes/bulk_publish`],
  ["get", `${NOTEABLE}/discussions`],
  ["put", `${NOTEABLE}/discussions/{discussion_id}/notes/{note_id}`],
  ["post", `${NOTEABLE}/notes`],
  ["put", `${NOTEABLE}/notes/{note_id}`],
] as const;

const [file, origin, ...rest] = process.argv.slice(2);
if (file === undefined || origin === undefined || rest.length > 0) {
  console.error("usage: tsx tools/gitlab-contract.ts <openapi_v3.yaml> <where this copy is from>");
  process.exit(2);
}

const text = readFileSync(file);
const contract = {
  source: {
    name: "GitLab's description of its interface, doc/api/openapi/openapi_v3.yaml",
    copy: origin,
    sha256: createHash("sha256").update(text).digest("hex"),
    made: "by tools/gitlab-contract.ts",
  },
  ...keepFacts(parse(text.toString("utf8")), OPERATIONS, CORRECTIONS),
};
const path = fileURLToPath(new URL("../test/review/gitlab-contract.json", import.meta.url));
writeFileSync(path, JSON.stringify(contract));
const biome = createRequire(import.meta.url).resolve("@biomejs/biome/bin/biome");
execFileSync(process.execPath, [biome, "format", "--write", path], { stdio: "ignore" });
console.log(
  `${OPERATIONS.length} operations, ${Object.keys(contract.components.schemas).length} schemas: ${path}`,
);
for (const { what } of contract.corrections) console.log(`  by hand: ${what}`);
