import type { Lifecycle, LifecycleFile, SecurityFix } from "../../schemas/lifecycle/lifecycle-file.ts";
import { compareVersions } from "../../schemas/release.ts";

/** What is known of the life of releases, with what was collected anew. A line or a fix that is not told any more stays. */
export function mergeLifecycles(known: LifecycleFile, collected: LifecycleFile): LifecycleFile {
  const lines = { ...known.enterprise, ...collected.enterprise };
  const ids = [...new Set([...Object.keys(known.fixes), ...Object.keys(collected.fixes)])];
  const numeric = new Intl.Collator("en", { numeric: true });
  return {
    sources: [...new Set([...known.sources, ...collected.sources])],
    enterprise: Object.fromEntries(Object.entries(lines).sort(([a], [b]) => compareVersions(a, b))),
    fixes: Object.fromEntries(
      ids.sort(numeric.compare).map((id) => [id, joined(known.fixes[id], collected.fixes[id])]),
    ),
  };
}

function joined(a: SecurityFix | undefined, b: SecurityFix | undefined): SecurityFix {
  const all = (edition: keyof SecurityFix) =>
    [...new Set([...(a?.[edition] ?? []), ...(b?.[edition] ?? [])])].sort(compareVersions);
  return { oss: all("oss"), enterprise: all("enterprise") };
}

/** One line for each thing that is new or told otherwise: `~ Enterprise 3.16: supported until 2027-09-30`. */
export function lifecycleChanges(before: LifecycleFile, after: LifecycleFile): readonly string[] {
  const lines = Object.entries(after.enterprise).flatMap(([line, dates]) =>
    JSON.stringify(before.enterprise[line]) === JSON.stringify(dates)
      ? []
      : [`~ Enterprise ${line}: ${datesText(dates)}`],
  );
  const fixes = Object.entries(after.fixes).flatMap(([id, fix]) => {
    const known = before.fixes[id];
    const news = [
      ...fix.oss.filter((version) => known?.oss.includes(version) !== true),
      ...fix.enterprise.filter((version) => known?.enterprise.includes(version) !== true),
    ];
    return news.length === 0
      ? []
      : [`${known === undefined ? "+" : "~"} ${id} is fixed in ${news.join(", ")}`];
  });
  return [...lines, ...fixes];
}

function datesText({ released, endOfSupport, endOfSunset }: Lifecycle): string {
  return [
    released === undefined ? "" : `released ${released}`,
    endOfSupport === undefined ? "" : `supported until ${endOfSupport}`,
    endOfSunset === undefined ? "" : `sunset until ${endOfSunset}`,
  ]
    .filter((part) => part !== "")
    .join(", ");
}
