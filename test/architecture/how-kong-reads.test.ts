import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { knownReleases } from "../../schemas/known-releases.ts";
import { compareVersions, type Release, versionLine } from "../../schemas/release.ts";
import { defaultHost } from "../../server/loader/host-environment.ts";
import { load } from "../../server/loader/load.ts";
import type { KongValue, Reading } from "../../server/loader/reading.ts";
import { SourceDocument } from "../../server/model/source-document.ts";
import { readKongConf } from "../sources.ts";

const page = readFileSync(fileURLToPath(new URL("../../docs/how-kong-reads.md", import.meta.url)), "utf8");

/** One cell of a table on the page: what is written, in which releases, and what the page says of it. */
interface Claim {
  readonly file: string;
  readonly variable: string | undefined;
  readonly range: string;
  readonly says: string;
}

function cells(row: string): string[] {
  return row
    .replace(/^\||\|$/g, "")
    .split("|")
    .map((cell) => cell.replace(/^ | $/g, ""));
}

/** The text of a code span; `⏎` is the end of a line. */
function code(cell: string): string {
  return cell.trim().replace(/^`|`$/g, "").replaceAll("⏎", "\n");
}

function claims(): Claim[] {
  return page
    .split(/\n\n/)
    .filter((block) => block.startsWith("| In the file |"))
    .flatMap((table) => {
      const [header = "", , ...rows] = table.trim().split("\n");
      const withVariable = cells(header)[1] === "In the environment";
      const ranges = cells(header).slice(withVariable ? 2 : 1);
      return rows.flatMap((row) => {
        const columns = cells(row);
        const says = columns.slice(withVariable ? 2 : 1);
        const variable = withVariable ? code(columns[1] ?? "") : undefined;
        return ranges.map((range, at) => ({
          file: code(columns[0] ?? ""),
          variable,
          range,
          says: says[at] ?? "",
        }));
      });
    });
}

/** The releases that a column's heading means. */
function releasesOf(range: string): readonly Release[] {
  const [since = "0.9", last] = range === "every release" ? [] : range.replace(" and later", "").split("–");
  return knownReleases("oss").filter(
    ({ version }) =>
      compareVersions(version, since) >= 0 &&
      (last === undefined || range.endsWith(" and later") || upTo(version, last)),
  );
}

function upTo(version: string, last: string): boolean {
  return compareVersions(last === versionLine(last) ? versionLine(version) : version, last) <= 0;
}

function read(claim: Claim, release: Release): Reading {
  const text = claim.file.endsWith("\\") ? claim.file : `${claim.file}\n`;
  const [name = "", ...value] = claim.variable?.split("=") ?? [];
  const environment = new Map(claim.variable === undefined ? [] : [[name, value.join("=")]]);
  const unit = readKongConf(new SourceDocument("kong.conf", text));
  return load(unit, release, { ...defaultHost, environment });
}

/** What became of the text, in the words of the page. */
function outcome(claim: Claim, release: Release): string {
  const reading = read(claim, release);
  if (!reading.accepted) return reading.refusals().some(({ crash }) => crash) ? "*breaks*" : "*refused*";
  const written = reading.unit.assignments.filter(({ section }) => section === undefined).at(-1)?.property;
  const property = reading.properties.get(written ?? "");
  const untouched = [...reading.properties.values()].every(
    ({ provenance }) => provenance.kind === "default" || provenance.kind === "derived",
  );
  if (property === undefined || untouched) return untouched ? "*ignored*" : "something else";
  return shown(property.value);
}

function shown(value: KongValue | undefined): string {
  if (value === undefined) return "*unset*";
  if (typeof value === "boolean") return value ? "`on`" : "`off`";
  if (typeof value === "object")
    return value.length === 0 ? "*empty*" : value.map((item) => `\`${item}\``).join(", ");
  return `\`${value}\``;
}

describe("docs/how-kong-reads.md", () => {
  test("its tables are found", () => {
    expect(claims().length).toBeGreaterThan(60);
  });

  test.each(claims().map((claim) => [claim.file, claim.variable ?? "", claim.range, claim] as const))(
    "%j %j in %s",
    (_file, _variable, range, claim) => {
      const releases = releasesOf(range);
      expect(releases.length).toBeGreaterThan(5);
      const told = new Map(releases.map((release) => [release.version, claim.says.trim()]));
      const found = new Map(releases.map((release) => [release.version, outcome(claim, release)]));
      expect(found).toEqual(told);
    },
  );
});
