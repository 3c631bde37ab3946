import { readFileSync } from "node:fs";
import { type Contract, type OpenApi, openApiContract } from "./openapi-contract.ts";

/** The operations that a review uses, as GitLab's own description has them: `tools/gitlab-contract.ts` makes the file. */
export const description: OpenApi = JSON.parse(
  readFileSync(new URL("./gitlab-contract.json", import.meta.url), "utf8"),
);

export const gitLabContract: Contract = openApiContract(description);
