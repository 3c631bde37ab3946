import { encodeText } from "../../../grammar/text/decode-text.ts";
import { catalogFor, knownReleases } from "../../../schemas/catalog.ts";
import { releaseLife } from "../../../schemas/lifecycle/lifecycle.ts";
import {
  compareVersions,
  describeRelease,
  formatRelease,
  parseRelease,
  type Release,
} from "../../../schemas/release.ts";
import { FileError } from "../../platform/file-error.ts";
import { joinPath } from "../../platform/paths.ts";
import type { Replacement } from "../../platform/replacement.ts";
import { UserError } from "../../platform/user-error.ts";
import { count } from "../../report/words.ts";
import { applyUpgrade } from "../../upgrade/apply-upgrade.ts";
import { planUpgrade } from "../../upgrade/plan-upgrade.ts";
import { upgradeJson } from "../../upgrade/upgrade-json.ts";
import { upgradeMarkdown } from "../../upgrade/upgrade-markdown.ts";
import { upgradeText } from "../../upgrade/upgrade-text.ts";
import type { Arguments, RunCommand } from "../command.ts";
import { ExitCode } from "../exit-code.ts";
import type { Io } from "../io.ts";
import { openOperand } from "../one-source.ts";

const formats = { pretty: upgradeText, markdown: upgradeMarkdown, json: upgradeJson } as const;

/** `kong-lint upgrade --from RELEASE --to RELEASE FILE`: what the upgrade does to this file; `--write` applies what is safe. */
export const run: RunCommand = async (argv, io) => {
  const { from, to } = releases(argv);
  const format = formatOf(argv);
  const [path, more] = argv.operands;
  if (path === undefined || more !== undefined)
    throw new UserError("upgrade takes one file: kong-lint upgrade --from RELEASE --to RELEASE FILE");
  const { opened, bytes } = await openOperand(path, argv, io);
  const before = opened.source.linked;
  const { document } = before.source;
  const read = (text: string) => opened.source.withTexts(new Map([[document.path, text]]));
  let linked = before;
  if (argv.has("write")) {
    if (!opened.mayBeFixed) {
      io.stderr.say(`${document.path} is UTF-16, which Kong does not read, so nothing of it is changed`);
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
  io.stdout.write(format(plan, lives));
  return plan.items.some((item) => item.effect !== "default" && item.effect !== "review")
    ? ExitCode.findings
    : ExitCode.clean;
};

/** @throws UserError where the file cannot be written; it then is as it was */
async function writeUpgraded(upgraded: Replacement, applied: number, io: Io): Promise<void> {
  const { files, workingFolder } = io.platform;
  const { path } = upgraded;
  try {
    await files.replace([{ ...upgraded, path: joinPath(workingFolder, path) }]);
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    throw new UserError(`${path} cannot be written: ${error.message}`);
  }
  io.stderr.say(`${count(applied, "edit")} written to ${path}; what is left follows`);
}

function releases(argv: Arguments): { readonly from: Release; readonly to: Release } {
  const from = releaseOf(argv, "from");
  const to = releaseOf(argv, "to");
  if (
    compareVersions(ageOf(from), ageOf(to)) > 0 ||
    (from.edition === to.edition && compareVersions(from.version, to.version) >= 0)
  ) {
    throw new UserError(
      `${describeRelease(to)} is not newer than ${describeRelease(from)}: upgrade plans go forwards only`,
    );
  }
  return { from, to };
}

/** Releases of different editions are compared by the open-source release that they stand on. */
function ageOf(release: Release): string {
  return catalogFor(release).base;
}

function releaseOf(argv: Arguments, option: "from" | "to"): Release {
  const text = argv.value(option);
  if (text === undefined)
    throw new UserError(`upgrade needs --from and --to, each a release: 3.9, oss@3.9.3, enterprise@0.34`);
  const release = parseRelease(text, argv.value("edition") === "enterprise" ? "enterprise" : "oss");
  if (release === undefined) {
    const meant = misspelt(text);
    throw new UserError(
      `--${option} ${text}: ${meant === undefined ? "write a release as 3.9, oss@3.9.3 or enterprise@0.34" : `did you mean ${meant}?`}`,
    );
  }
  const catalog = catalogFor(release);
  if (!catalog.exact)
    throw new UserError(
      `--${option} ${text}: there is no ${describeRelease(release)} on record; did you mean ${nearby(release)}?`,
    );
  return catalog.release;
}

/** A known release written with a slip in the edition or its sign: `entreprise@0.34`, `oss 3.9`. */
function misspelt(text: string): string | undefined {
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

function formatOf(argv: Arguments): (typeof formats)[keyof typeof formats] {
  const wished = argv.value("format") ?? "pretty";
  if (!Object.hasOwn(formats, wished))
    throw new UserError(`--format ${wished}: upgrade prints ${Object.keys(formats).join(", ")}`);
  return formats[wished as keyof typeof formats];
}
