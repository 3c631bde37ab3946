import { describeRelease, parseRelease } from "../../schemas/release.ts";
import type { EffectiveConfiguration, EffectiveProvenance } from "../engine/effective-configuration.ts";
import { lossWords } from "../engine/loss-words.ts";
import type { KongValue } from "../loader/reading.ts";
import { columnLines } from "../report/columns.ts";
import { type Page, paragraph } from "../report/page.ts";
import { oneLine } from "../report/plain-text.ts";
import { count } from "../report/words.ts";

/** Who decides about a value, in the order in which the sections are printed. */
const SECTIONS = ["files", "deployment", "kong", "defaults"] as const;
type Section = (typeof SECTIONS)[number];

/**
 * The effective configuration for a person: what the files set, what Kong derives from it, what is lost and rejected.
 * @param path the file, and the process in it
 * @param reason why it is read by this release
 * @param all whether properties at their default are printed too
 */
export function effectiveTable(
  configuration: EffectiveConfiguration,
  path: string,
  reason: string,
  all: boolean,
  page: Page,
): string {
  const { style } = page;
  const parsed = parseRelease(configuration.release);
  const release = parsed === undefined ? configuration.release : describeRelease(parsed);
  const lines = [
    `${style.paint("path", oneLine(path))}  ${style.paint("faint", oneLine(`${release}, ${reason}`))}`,
    "",
    ...valueLines(configuration, release, all, page),
    ...lossLines(configuration, page),
    ...refusalLines(configuration, page),
  ];
  return `${lines.join("\n").trimEnd()}\n`;
}

function valueLines(
  configuration: EffectiveConfiguration,
  release: string,
  all: boolean,
  page: Page,
): readonly string[] {
  const { values, provenance, changed, defaults } = configuration;
  const isChanged = new Set(changed);
  const bySection = new Map<Section, string[]>(SECTIONS.map((section) => [section, []]));
  for (const name of Object.keys(values).sort())
    bySection.get(isChanged.has(name) ? sectionOf(provenance[name], provenance) : "defaults")?.push(name);
  const titles: Readonly<Record<Section, string>> = {
    files: "From your files",
    deployment: "From the image or the chart",
    kong: "Derived by Kong",
    defaults: `Defaults of ${release}`,
  };
  const lines = SECTIONS.flatMap((section) => {
    const names = bySection.get(section) ?? [];
    if (names.length === 0 || (section === "defaults" && !all)) return [];
    const rows = names.map((name) => [
      name,
      shownValue(values[name]),
      section === "defaults" ? "" : originWords(provenance[name]) + besideDefault(defaults[name]),
    ]);
    return [
      page.style.paint("strong", titles[section]),
      ...columnLines(rows, [undefined, "code", "faint"], page),
      "",
    ];
  });
  const rest = bySection.get("defaults")?.length ?? 0;
  if (all || rest === 0) return lines;
  const words = `${count(rest, "more property", "more properties")} at the default (show with --all)`;
  return [...lines, page.style.paint("faint", words), ""];
}

function sectionOf(
  source: EffectiveProvenance | undefined,
  provenance: EffectiveConfiguration["provenance"],
): Section {
  if (source === undefined || source.from === "default") return "defaults";
  if (source.from === "derived") {
    // What Kong makes of its own defaults is a default too.
    return source.name !== undefined && provenance[source.name]?.from === "default" ? "defaults" : "kong";
  }
  const isWritten = source.line !== undefined || source.path !== undefined;
  // A variable of an environment file has its name and no place; what an image or a chart sets has the name of what sets it.
  return isWritten || /^KONG_/.test(source.name ?? "") ? "files" : "deployment";
}

function lossLines({ lost }: EffectiveConfiguration, page: Page): readonly string[] {
  if (lost.length === 0) return [];
  const rows = lost.map(({ property, reason, line, reads, overriddenBy }) => [
    property === "" ? "(no name)" : property,
    lossWords(reason),
    `line ${line}${winnerWords(overriddenBy)}${reads === null ? "" : `, Kong reads ${shownValue(reads)}`}`,
  ]);
  return [
    page.style.paint("strong", "Not used as written"),
    ...columnLines(rows, [undefined, "code", "faint"], page),
    "",
  ];
}

function refusalLines({ refusals }: EffectiveConfiguration, page: Page): readonly string[] {
  if (refusals.length === 0) return [];
  const rows = refusals.map(({ property, rule, line }) => [
    property,
    line === null ? "" : `line ${line}`,
    rule ?? "",
  ]);
  return [
    page.style.paint("error", "Kong rejects this configuration because of"),
    ...columnLines(rows, [undefined, "code", "faint"], page),
    ...paragraph("`kong-lint` says what is wrong with them.", page, 2),
    "",
  ];
}

/** What a value that differs from the default is used instead of. */
function besideDefault(usual: KongValue | null | undefined): string {
  if (usual === undefined) return "";
  return usual === null ? ", unset by default" : `, default ${shownValue(usual)}`;
}

function winnerWords(overriddenBy: number | "environment" | null): string {
  if (overriddenBy === null) return "";
  return typeof overriddenBy === "number" ? ` by line ${overriddenBy}` : " by the environment";
}

function shownValue(value: KongValue | null | undefined): string {
  if (value === null || value === undefined) return "(known at run time only)";
  if (typeof value === "boolean") return value ? "on" : "off";
  if (typeof value === "object") return value.length === 0 ? "(empty list)" : value.join(", ");
  return value === "" ? "(empty)" : String(value);
}

function originWords(provenance: EffectiveProvenance | undefined): string {
  if (provenance === undefined) return "";
  const line = provenance.line === undefined ? (provenance.path ?? "") : `line ${provenance.line}`;
  switch (provenance.from) {
    case "default":
      return "default";
    case "file":
      return line;
    case "environment":
      return provenance.name ?? line;
    case "alias":
      return line === "" ? (provenance.name ?? "an alias") : `as ${provenance.name ?? "an alias"}, ${line}`;
    case "derived":
      return `from ${provenance.name ?? "another property"}`;
  }
}
