import type { FileReport } from "../../engine/report.ts";
import { summarize } from "../../engine/report.ts";
import { joinPath } from "../../platform/paths.ts";
import { UserError } from "../../platform/user-error.ts";
import { escapeText } from "../../report/escape-text.ts";
import { network } from "../../review/network.ts";
import { postReview, type ReviewPayload } from "../../review/post-review.ts";
import { ProviderError } from "../../review/provider-error.ts";
import { proxyHint } from "../../review/proxy-hint.ts";
import { payloadJson, payloadMarkdown } from "../../review/render-payload.ts";
import type { ReviewProvider } from "../../review/review-provider.ts";
import { prepareReview, type ReviewOptions } from "../../review/review-request.ts";
import type { Arguments, RunCommand } from "../command.ts";
import { ExitCode } from "../exit-code.ts";
import type { Io } from "../io.ts";
import { settingsOverrides } from "../lint/lint-options.ts";
import { writeReports } from "../lint/report-outputs.ts";
import { type ReviewTarget, reviewTarget } from "../review/review-target.ts";
import { version } from "../version.ts";

const MOST_COMMENTS = 20;

/** `kong-lint review`: comments on a pull or merge request, or prints what it would post. */
export const run: RunCommand = async (argv, io) => {
  if (argv.operands.length > 0)
    throw new UserError("`kong-lint review` does not accept paths: it looks at what the request changes");
  const format = formatOf(argv);
  const target = await reviewTarget(argv, io.platform);
  const options = await reviewOptions(argv, target);
  const provider = await providerOf(target);
  let payload: ReviewPayload;
  try {
    payload = await prepareReview(provider, options, io.platform);
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    throw new UserError(
      `${error.message}${proxyHint(error, io.platform.environment, process.versions.node)}; nothing was posted`,
    );
  }
  if (argv.has("dry-run")) {
    io.stdout.write(format === "json" ? payloadJson(payload) : payloadMarkdown(payload));
    return ExitCode.clean;
  }
  return post(provider, payload, io);
};

async function post(provider: ReviewProvider, payload: ReviewPayload, io: Io): Promise<ExitCode> {
  const { posted, failed, isReadOnly } = await postReview(provider, payload);
  if (isReadOnly) return annotate(provider, payload, io);
  if (failed.length === 0) {
    io.stdout.write(
      posted.length === 0 ? "Nothing to post.\n" : `Posted: ${escapeText(posted.join("; "))}.\n`,
    );
    return ExitCode.clean;
  }
  io.stderr.say("the review is not complete");
  io.stderr.write(`  posted: ${posted.length === 0 ? "nothing" : escapeText(posted.join("; "))}\n`);
  for (const { what, why } of failed) io.stderr.write(`  not posted: ${escapeText(`${what} (${why})`)}\n`);
  return ExitCode.usage;
}

/** Where the token may only read, as for requests from forks, the log of the job says what there is to say. */
async function annotate(provider: ReviewProvider, { plan }: ReviewPayload, io: Io): Promise<ExitCode> {
  io.stderr.say(
    `the token cannot write to ${provider.name} (normal for requests from forks); printing the findings instead`,
  );
  const files = plan.files.map(({ report, caused }): FileReport => ({ ...report, findings: caused }));
  const run = { files, summary: summarize(files), fixed: 0, dryRun: true };
  const look = { version, color: false, hyperlinks: false, columns: undefined };
  const format = provider.name === "GitHub" ? "github" : "compact";
  await writeReports([{ format, file: undefined, shown: "" }], run, look, io, io.stdout);
  return ExitCode.clean;
}

async function providerOf(target: ReviewTarget): Promise<ReviewProvider> {
  switch (target.kind) {
    case "github":
      return (await import("../../review/github.ts")).gitHub(target.request, network());
    case "gitlab":
      return (await import("../../review/gitlab.ts")).gitLab(target.request, network());
  }
}

async function reviewOptions(argv: Arguments, target: ReviewTarget): Promise<ReviewOptions> {
  const file = argv.value("settings")?.replaceAll("\\", "/");
  if (file !== undefined && argv.has("no-settings"))
    throw new UserError("--settings and --no-settings cannot be used together");
  const requestChangesOnError = argv.has("request-changes-on");
  if (requestChangesOnError && target.kind === "gitlab")
    throw new UserError("--request-changes-on works with --github only");
  return {
    version,
    wishes: await settingsOverrides(argv),
    from:
      file !== undefined
        ? { file: joinPath("/", file).slice(1) }
        : argv.has("no-settings")
          ? "none"
          : "nearest",
    limit: limitOf(argv),
    requestChangesOnError,
  };
}

function limitOf(argv: Arguments): number {
  const text = argv.value("max-comments");
  if (text === undefined) return MOST_COMMENTS;
  if (!/^\d{1,4}$/.test(text)) throw new UserError(`--max-comments ${text}: expected a whole number`);
  return Number(text);
}

function formatOf(argv: Arguments): "markdown" | "json" {
  if (argv.has("format") && !argv.has("dry-run"))
    throw new UserError("--format requires --dry-run: a posted review prints nothing else");
  return argv.value("format") === "json" ? "json" : "markdown";
}
