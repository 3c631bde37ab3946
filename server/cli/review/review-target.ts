import { FileError } from "../../platform/file-error.ts";
import { joinPath } from "../../platform/paths.ts";
import type { Platform } from "../../platform/platform.ts";
import { UserError } from "../../platform/user-error.ts";
import type { GitHubRequest } from "../../review/github.ts";
import type { GitLabRequest } from "../../review/gitlab.ts";
import type { Arguments } from "../command.ts";

/** The request that a run is about. */
export type ReviewTarget =
  | { readonly kind: "github"; readonly request: GitHubRequest }
  | { readonly kind: "gitlab"; readonly request: GitLabRequest };

/**
 * Finds out which request is meant, from flags and from the variables of a workflow or a job. Tokens come from the
 * environment only, for the words of a command line are no secret.
 * @throws UserError where something is missing
 */
export async function reviewTarget(argv: Arguments, platform: Platform): Promise<ReviewTarget> {
  if (argv.has("github") && argv.has("gitlab"))
    throw new UserError("--github and --gitlab cannot be used together");
  const { environment } = platform;
  const isGitHub = argv.has("github") || (!argv.has("gitlab") && environment.GITHUB_ACTIONS === "true");
  const isGitLab = argv.has("gitlab") || (!isGitHub && environment.GITLAB_CI === "true");
  if (isGitHub) return { kind: "github", request: await gitHubRequest(argv, platform) };
  if (isGitLab) return { kind: "gitlab", request: gitLabRequest(argv, platform) };
  throw new UserError(
    "review needs --github or --gitlab; for changes on this machine there is `kong-lint --changed`",
  );
}

async function gitHubRequest(argv: Arguments, platform: Platform): Promise<GitHubRequest> {
  const { environment } = platform;
  const path = argv.value("repository") ?? set(environment.GITHUB_REPOSITORY);
  const match = /^([\w.-]+)\/([\w.-]+)$/.exec(path ?? "");
  if (match?.[1] === undefined || match[2] === undefined)
    throw new UserError("review --github needs a repository: --repository OWNER/NAME, or GITHUB_REPOSITORY");
  return {
    owner: match[1],
    repository: match[2],
    number: requestNumber(argv) ?? (await eventNumber(platform)),
    token: token(["GITHUB_TOKEN", "GH_TOKEN"], platform),
    apiUrl: address(environment.GITHUB_API_URL, "https://api.github.com"),
    serverUrl: address(environment.GITHUB_SERVER_URL, "https://github.com"),
  };
}

function gitLabRequest(argv: Arguments, platform: Platform): GitLabRequest {
  const { environment } = platform;
  const named = argv.value("repository");
  const project = named ?? set(environment.CI_MERGE_REQUEST_PROJECT_ID) ?? set(environment.CI_PROJECT_ID);
  if (project === undefined)
    throw new UserError("review --gitlab needs a project: --repository GROUP/PROJECT, or CI_PROJECT_ID");
  const fromJob = set(environment.CI_MERGE_REQUEST_IID);
  const number = requestNumber(argv) ?? (fromJob === undefined ? undefined : Number(fromJob));
  if (number === undefined)
    throw new UserError("review --gitlab needs a merge request: --request NUMBER, or CI_MERGE_REQUEST_IID");
  const server = address(environment.CI_SERVER_URL, "https://gitlab.com");
  return {
    project,
    number,
    token: token(["GITLAB_TOKEN"], platform),
    apiUrl: address(environment.CI_API_V4_URL, "https://gitlab.com/api/v4"),
    projectUrl:
      named !== undefined
        ? `${server}/${named}`
        : address(environment.CI_MERGE_REQUEST_PROJECT_URL ?? environment.CI_PROJECT_URL, server),
  };
}

function set(value: string | undefined): string | undefined {
  return value === "" ? undefined : value;
}

/** Without a name and a password in it: the token goes into a header, and addresses are shown. */
function address(value: string | undefined, usual: string): string {
  return (set(value) ?? usual).replace(/\/+$/, "").replace(/^(https?:\/\/)[^/]*@/, "$1");
}

function token(names: readonly string[], { environment }: Platform): string {
  // A secret that was stored with a line break at its end would be no header.
  const found = names.map((name) => set(environment[name]?.trim())).find((value) => value !== undefined);
  if (found === undefined) throw new UserError(`review needs a token in ${names.join(" or ")}`);
  if (!/^[!-~]+$/.test(found))
    throw new UserError(`the token in ${names.join(" or ")} has characters that no token has`);
  return found;
}

function requestNumber(argv: Arguments): number | undefined {
  const text = argv.value("request");
  if (text === undefined) return undefined;
  if (!/^[1-9]\d{0,9}$/.test(text)) throw new UserError(`--request ${text}: expected a number`);
  return Number(text);
}

/** The number of the pull request that a workflow runs for. */
async function eventNumber({ environment, files, workingFolder }: Platform): Promise<number> {
  const missing = new UserError(
    "review --github needs a pull request: run it for a pull_request event, or give --request NUMBER",
  );
  const path = set(environment.GITHUB_EVENT_PATH);
  if (path === undefined) throw missing;
  try {
    const text = new TextDecoder().decode(await files.read(joinPath(workingFolder, path)));
    const event = JSON.parse(text) as { readonly pull_request?: { readonly number?: unknown } } | null;
    const number = event?.pull_request?.number;
    if (typeof number === "number") return number;
  } catch (error) {
    if (!(error instanceof FileError) && !(error instanceof SyntaxError)) throw error;
  }
  throw missing;
}
