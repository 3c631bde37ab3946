import { describeRelease, parseRelease } from "../../schemas/release.ts";
import type { EffectiveConfiguration, EffectiveProvenance } from "../engine/effective-configuration.ts";
import type { KongValue } from "../loader/reading.ts";
import { oneLine } from "../report/plain-text.ts";
import type { Style } from "../report/style.ts";
import { count } from "../report/words.ts";

/** Names longer than this do not widen the column of the others. */
const WIDEST = 40;

/** The effective configuration for a person: what is set, where it comes from, what is lost and refused. */
export function effectiveTable(
  configuration: EffectiveConfiguration,
  path: string,
  reason: string,
  all: boolean,
  style: Style,
): string {
  const parsed = parseRelease(configuration.release);
  const release = parsed === undefined ? configuration.release : describeRelease(parsed);
  const { values, provenance, changed, defaults, lost, refusals } = configuration;
  // What Kong makes of its own defaults is a default too.
  const isOwn = (name: string): boolean => {
    const { from, name: source } = provenance[name] ?? {};
    return from === "derived" && source !== undefined ? provenance[source]?.from !== "default" : true;
  };
  const names = (all ? Object.keys(values) : [...changed].filter(isOwn)).sort();
  const rows = names.map(
    (name) =>
      [
        name,
        shownValue(values[name]),
        originWords(provenance[name]) + besideDefault(defaults[name]),
      ] as const,
  );
  const lines = [
    `${style.paint("path", oneLine(path))}  ${style.paint("faint", oneLine(`${release}, ${reason}`))}`,
    "",
    ...table(rows, style),
  ];
  const rest = Object.keys(values).length - names.length;
  if (rest > 0)
    lines.push(
      "",
      style.paint(
        "faint",
        `${count(rest, "more property", "more properties")} at the default of this release (--all prints them)`,
      ),
    );
  if (lost.length > 0) {
    lines.push("", style.paint("strong", "Lost:"));
    const losses = lost.map(
      ({ property, reason: why, line, reads, overriddenBy }) =>
        [
          property,
          why,
          `line ${line}${winnerWords(overriddenBy)}${reads === null ? "" : `, Kong reads ${shownValue(reads)}`}`,
        ] as const,
    );
    lines.push(...table(losses, style));
  }
  if (refusals.length > 0) {
    lines.push("", style.paint("error", "Kong refuses this configuration:"));
    lines.push(
      ...table(
        refusals.map(
          ({ property, rule, line }) => [property, rule ?? "", line === null ? "" : `line ${line}`] as const,
        ),
        style,
      ),
    );
  }
  return `${lines.join("\n")}\n`;
}

function table(rows: readonly (readonly [string, string, string])[], style: Style): readonly string[] {
  const width = (column: 0 | 1) => Math.min(WIDEST, Math.max(0, ...rows.map((row) => row[column].length)));
  const [first, second] = [width(0), width(1)];
  return rows.map(([name, value, origin]) =>
    `  ${oneLine(name).padEnd(first)}  ${style.paint("code", oneLine(value).padEnd(second))}  ${style.paint("faint", oneLine(origin))}`.trimEnd(),
  );
}

/** What a value that differs from the default stands in place of. */
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
      return `by ${provenance.name ?? "an alias"}${line === "" ? "" : `, ${line}`}`;
    case "derived":
      return `by ${provenance.name ?? "another property"}`;
  }
}
