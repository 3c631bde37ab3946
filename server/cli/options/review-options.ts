import type { OptionDefinition } from "./option-definition.ts";

/** Where a review goes, and how it looks. */
export const REVIEW_OPTIONS = [
  {
    name: "github",
    group: "Review",
    commands: ["review"],
    help: "review a pull request; uses GITHUB_TOKEN, and the pull request of the workflow event",
  },
  {
    name: "gitlab",
    group: "Review",
    commands: ["review"],
    help: "review a merge request; uses GITLAB_TOKEN, and the merge request of the job's CI variables",
  },
  {
    name: "repository",
    value: "PATH",
    completes: "nothing",
    group: "Review",
    commands: ["review"],
    help: "the repository, OWNER/NAME or GROUP/PROJECT, if not set by the environment",
  },
  {
    name: "request",
    value: "NUMBER",
    completes: "nothing",
    group: "Review",
    commands: ["review"],
    help: "the number of the request, if not set by the environment",
  },
  {
    name: "dry-run",
    group: "Review",
    commands: ["review"],
    help: "print what would be posted, without posting",
  },
  {
    name: "max-comments",
    value: "N",
    completes: "nothing",
    group: "Review",
    commands: ["review"],
    help: "maximum number of comments on lines, most severe first (default: 20)",
  },
  {
    name: "request-changes-on",
    value: "SEVERITY",
    choices: ["error"],
    group: "Review",
    commands: ["review"],
    help: "request changes if there are findings of this severity (GitHub only; default: never)",
  },
  { name: "color", group: "Report", commands: "all", help: "always use colors" },
  { name: "no-color", group: "Report", commands: "all", help: "never use colors" },
] as const satisfies readonly OptionDefinition[];
