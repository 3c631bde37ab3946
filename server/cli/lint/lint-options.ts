import { namedRelease } from "../../../schemas/catalog.ts";
import type { Release } from "../../../schemas/release.ts";
import type { Severity } from "../../findings/finding.ts";
import { joinPath } from "../../platform/paths.ts";
import { UserError } from "../../platform/user-error.ts";
import type { SettingsOverrides } from "../../settings/lint-settings-from.ts";
import type { Arguments } from "../command.ts";
import { newestNamed } from "../newest-named.ts";
import type { OptionName } from "../option-table.ts";

/** What `lint` is to do, after every flag was looked at. Paths are absolute. */
export interface LintOptions {
  readonly operands: readonly string[];
  readonly stdinName: string | undefined;
  readonly exclude: readonly string[];
  readonly gitignore: boolean;
  /** The git reference to compare with; `HEAD` for `--changed`. */
  readonly since: { readonly reference: string; readonly sinceBranching: boolean } | undefined;
  readonly fixing: "no" | "write" | "dry-run" | "diff";
  readonly unsafe: boolean;
  readonly show: Severity;
  readonly failOn: Severity | "never";
  readonly maxWarnings: number | undefined;
  readonly baseline: string | undefined;
  readonly updateBaseline: boolean;
  readonly settingsFrom: "nearest" | "none" | { readonly file: string };
  readonly wishes: SettingsOverrides;
  readonly statistics: boolean;
  readonly timing: boolean;
  /** Undefined where a terminal or a pipe decides. */
  readonly maxFindings: number | "all" | undefined;
  /** Findings and errors only. */
  readonly quiet: boolean;
}

/**
 * Reads the flags of `lint`.
 * @param folder the working folder
 * @throws UserError for values that make no sense, and flags that contradict one another
 */
export async function lintOptions(argv: Arguments, folder: string): Promise<LintOptions> {
  refuseTogether(argv, ["fix", "fix-dry-run", "diff"]);
  refuseTogether(argv, ["changed", "since"]);
  if (argv.has("unsafe-fixes") && !argv.has("fix") && !argv.has("fix-dry-run") && !argv.has("diff")) {
    throw new UserError("--unsafe-fixes requires --fix, --fix-dry-run or --diff");
  }
  refuseTogether(argv, ["settings", "no-settings"]);
  const path = (option: OptionName) => {
    const value = argv.value(option);
    return value === undefined ? undefined : joinPath(folder, value.replaceAll("\\", "/"));
  };
  const settingsFile = path("settings");
  const reference = argv.value("since");
  return {
    operands: argv.operands,
    stdinName: argv.value("stdin-filename")?.replaceAll("\\", "/"),
    exclude: argv.values("exclude"),
    gitignore: !argv.has("no-gitignore"),
    since:
      reference !== undefined
        ? { reference, sinceBranching: true }
        : argv.has("changed")
          ? { reference: "HEAD", sinceBranching: false }
          : undefined,
    fixing: argv.has("fix")
      ? "write"
      : argv.has("fix-dry-run")
        ? "dry-run"
        : argv.has("diff")
          ? "diff"
          : "no",
    unsafe: argv.has("unsafe-fixes"),
    show: (argv.value("show") ?? "hint") as Severity,
    failOn: (argv.value("fail-on") ?? "error") as Severity | "never",
    maxWarnings: wholeNumber(argv, "max-warnings"),
    baseline: path("baseline"),
    updateBaseline: argv.has("update-baseline"),
    settingsFrom:
      settingsFile !== undefined ? { file: settingsFile } : argv.has("no-settings") ? "none" : "nearest",
    wishes: await settingsOverrides(argv),
    statistics: argv.has("statistics"),
    timing: argv.has("timing"),
    maxFindings: argv.value("max-findings") === "all" ? "all" : wholeNumber(argv, "max-findings"),
    quiet: argv.has("quiet"),
  };
}

/** What the flags say over any settings file: release, edition, severities, comments. */
export async function settingsOverrides(argv: Arguments): Promise<SettingsOverrides> {
  const edition = argv.value("edition") as "oss" | "enterprise" | undefined;
  return {
    release: releaseFlag(argv.value("kong-version"), edition),
    edition,
    severities: await severityFlags(argv.values("rule")),
    ...(argv.has("no-inline-config") ? { inlineConfig: false } : {}),
  };
}

function releaseFlag(
  text: string | undefined,
  edition: "oss" | "enterprise" | undefined,
): Release | undefined {
  if (text === undefined) return undefined;
  const release = newestNamed(text, edition) ?? namedRelease(text, edition);
  if (release === undefined) {
    throw new UserError(
      `--kong-version ${text}: expected a release such as 3.9, oss@3.9.3, enterprise@0.34 or latest`,
    );
  }
  if (edition !== undefined && release.edition !== edition) {
    throw new UserError(`--kong-version ${text} and --edition ${edition} contradict each other`);
  }
  return release;
}

async function severityFlags(flags: readonly string[]): Promise<ReadonlyMap<string, Severity | "off">> {
  const severities = new Map<string, Severity | "off">();
  if (flags.length === 0) return severities;
  const [{ rules }, { closestWord }] = await Promise.all([
    import("../../rules/registry.ts"),
    import("../../settings/closest-word.ts"),
  ]);
  const ids = rules.map((rule) => rule.id);
  for (const flag of flags) {
    const match = /^(.+)=(error|warning|info|hint|off)$/.exec(flag);
    if (match?.[1] === undefined) {
      throw new UserError(`--rule ${flag}: expected RULE=SEVERITY, with error, warning, info, hint or off`);
    }
    const named = match[1].endsWith("/*")
      ? ids.filter((id) => id.startsWith(match[1]?.slice(0, -1) ?? ""))
      : ids.filter((id) => id === match[1]);
    if (named.length === 0) {
      const near = closestWord(match[1], ids);
      throw new UserError(
        `--rule ${flag}: unknown rule ${match[1]}${near === undefined ? "" : `; did you mean ${near}?`}`,
      );
    }
    for (const id of named) severities.set(id, match[2] as Severity | "off");
  }
  return severities;
}

function wholeNumber(argv: Arguments, option: OptionName): number | undefined {
  const text = argv.value(option);
  if (text === undefined) return undefined;
  if (!/^\d{1,9}$/.test(text))
    throw new UserError(
      `--${option} ${text}: expected a whole number${option === "max-findings" ? " or all" : ""}`,
    );
  return Number(text);
}

function refuseTogether(argv: Arguments, options: readonly OptionName[]): void {
  const [first, second] = options.filter((option) => argv.has(option));
  if (first !== undefined && second !== undefined) {
    throw new UserError(`--${first} and --${second} cannot be used together`);
  }
}
