import { encodeText } from "../../../grammar/text/decode-text.ts";
import { catalogFor, knownReleases } from "../../../schemas/catalog.ts";
import { type ReleaseLife, releaseLife } from "../../../schemas/lifecycle/lifecycle.ts";
import {
  compareVersions,
  describeRelease,
  formatRelease,
  parseRelease,
  type Release,
} from "../../../schemas/release.ts";
import { type ReleaseOverrides, resolveRelease } from "../../engine/resolve-release.ts";
import type { ConfigUnit } from "../../model/config-unit.ts";
import { FileError } from "../../platform/file-error.ts";
import { joinPath } from "../../platform/paths.ts";
import type { Replacement } from "../../platform/replacement.ts";
import { UserError } from "../../platform/user-error.ts";
import { count } from "../../report/words.ts";
import { applyUpgrade } from "../../upgrade/apply-upgrade.ts";
import { planUpgrade } from "../../upgrade/plan-upgrade.ts";
import { upgradeJson } from "../../upgrade/upgrade-json.ts";
import { upgradeMarkdown } from "../../upgrade/upgrade-markdown.ts";
import type { UpgradePlan } from "../../upgrade/upgrade-plan.ts";
import { upgradeText } from "../../upgrade/upgrade-text.ts";
import type { Arguments, RunCommand } from "../command.ts";
import { commandPage } from "../command-page.ts";
import { ExitCode } from "../exit-code.ts";
import type { Io } from "../io.ts";
import { newestNamed } from "../newest-named.ts";
import { openOperand } from "../one-source.ts";

/**
 * `kong-lint upgrade --from RELEASE --to RELEASE FILE`: what the upgrade does to this file; `--write` applies what is safe. Where the
 * file tells the release that it is for, `--from` can be left out.
 */
export const run: RunCommand = async (argv, io) => {
  const named = releases(argv);
  const { to } = named;
  const [path, more] = argv.operands;
  if (path === undefined || more !== undefined)
    throw new UserError(
      "`kong-lint upgrade` expects one FILE (or `-`): kong-lint upgrade --from RELEASE --to RELEASE FILE",
    );
  const { source, settings, opened, bytes } = await openOperand(path, argv, io);
  const before = opened.source.linked;
  const from = named.from ?? toldRelease(before.units, settings.lint.release, source.shown);
  checkOrder(from, to);
  const { document } = before.source;
  const read = (text: string) => opened.source.withTexts(new Map([[document.path, text]]));
  let linked = before;
  if (argv.has("write")) {
    if (!opened.mayBeFixed) {
      io.stderr.say(`${document.path} is UTF-16, which Kong does not read; nothing was changed`);
    } else {
      const { text, applied } = await applyUpgrade(before, from, to, read);
      if (applied > 0) linked = read(text);
      const contents = { before: encodeText(document.text), content: encodeText(text) };
      if (path !== "-" && applied > 0) await writeUpgraded({ path, ...contents }, applied, io);
    }
    if (path === "-") {
      io.stdout.pass(linked === before ? bytes : encodeText(linked.source.document.text));
      return ExitCode.clean;
    }
  }
  const plan = await planUpgrade(linked, from, to);
  const lives = argv.has("lifecycle") ? [from, to].map(releaseLife) : undefined;
  print(plan, lives, argv, io);
  return plan.items.some((item) => item.effect !== "default" && item.effect !== "review")
    ? ExitCode.findings
    : ExitCode.clean;
};

function print(
  plan: UpgradePlan,
  lives: readonly ReleaseLife[] | undefined,
  argv: Arguments,
  { stdout, platform }: Io,
): void {
  const format = argv.value("format");
  if (format === "json") stdout.write(upgradeJson(plan, lives));
  else if (format === "markdown") stdout.write(upgradeMarkdown(plan, lives));
  else {
    const { page, colors } = commandPage(argv, platform);
    stdout.write(upgradeText(plan, lives, page), { colors });
  }
}

/** @throws UserError where the file cannot be written; it then is as it was */
async function writeUpgraded(upgraded: Replacement, applied: number, io: Io): Promise<void> {
  const { files, workingFolder } = io.platform;
  const { path } = upgraded;
  try {
    await files.replace([{ ...upgraded, path: joinPath(workingFolder, path) }]);
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    throw new UserError(`cannot write ${path}: ${error.message}`);
  }
  io.stderr.say(`applied ${count(applied, "edit")} to ${path}; remaining items:`);
}

function releases(argv: Arguments): { readonly from: Release | undefined; readonly to: Release } {
  const from = releaseOf(argv, "from");
  const to = releaseOf(argv, "to");
  if (to === undefined)
    throw new UserError(
      "`kong-lint upgrade` requires --from and --to, each a release such as 3.9, oss@3.9.3 or enterprise@0.34",
    );
  if (from !== undefined) checkOrder(from, to);
  return { from, to };
}

/** @throws UserError where a release is not newer than the other */
function checkOrder(from: Release, to: Release): void {
  if (
    compareVersions(ageOf(from), ageOf(to)) > 0 ||
    (from.edition === to.edition && compareVersions(from.version, to.version) >= 0)
  ) {
    throw new UserError(
      `--to must be newer than --from, and ${describeRelease(to)} is not newer than ${describeRelease(from)}`,
    );
  }
}

/**
 * The release that all processes of a file are for, as an image, a comment or the settings tell it.
 * @throws UserError where none is told, or several are
 */
function toldRelease(
  units: readonly ConfigUnit[],
  wishes: ReleaseOverrides | undefined,
  shown: string,
): Release {
  const told = units.map((unit) => resolveRelease(unit, wishes));
  const [first] = told;
  if (first === undefined || told.some(({ certain }) => !certain))
    throw new UserError(
      `${shown} does not say which release of Kong it is for, so \`kong-lint upgrade\` requires --from, a release such as 2.8 or enterprise@0.34`,
    );
  const other = told.find(({ release }) => formatRelease(release) !== formatRelease(first.release));
  if (other !== undefined)
    throw new UserError(
      `${shown} is for ${describeRelease(first.release)} and ${describeRelease(other.release)}; choose one with --from`,
    );
  return first.release;
}

/** Releases of different editions are compared by the open-source release that they stand on. */
function ageOf(release: Release): string {
  return catalogFor(release).base;
}

/** @returns undefined where the option is not given */
function releaseOf(argv: Arguments, option: "from" | "to"): Release | undefined {
  const text = argv.value(option);
  if (text === undefined) return undefined;
  const edition = argv.value("edition") === "enterprise" ? "enterprise" : "oss";
  const release = newestNamed(text, edition) ?? parseRelease(text, edition);
  if (release === undefined) {
    const meant = misspelled(text);
    throw new UserError(
      `--${option} ${text}: ${meant === undefined ? "expected a release such as 3.9, oss@3.9.3, enterprise@0.34 or latest" : `did you mean ${meant}?`}`,
    );
  }
  const catalog = catalogFor(release);
  if (!catalog.exact)
    throw new UserError(
      `--${option} ${text}: ${describeRelease(release)} is unknown; did you mean ${nearby(release)}?`,
    );
  return catalog.release;
}

/** A known release written with a slip in the edition or its sign: `entreprise@0.34`, `oss 3.9`. */
function misspelled(text: string): string | undefined {
  const [, word = "", version] = /^([a-z]*)[^a-z\d]*v?(\d+(?:\.\d+)*)\S*$/i.exec(text.trim()) ?? [];
  if (version === undefined) return undefined;
  const edition = /^(?:e|g|k\w*e)/i.test(word) ? "enterprise" : "oss";
  return nearby({ edition, version });
}

/** The known releases next to one: of the other edition where that has it, else those before and after it. */
function nearby(release: Release): string {
  const other: Release = { ...release, edition: release.edition === "oss" ? "enterprise" : "oss" };
  if (catalogFor(release).exact) return formatRelease(release);
  if (catalogFor(other).exact) return formatRelease(other);
  const known = knownReleases(release.edition);
  const before = known.findLast(({ version }) => compareVersions(version, release.version) < 0);
  const after = known.find(({ version }) => compareVersions(version, release.version) > 0);
  return [before, after].flatMap((each) => (each === undefined ? [] : formatRelease(each))).join(" or ");
}
