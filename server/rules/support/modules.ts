import type { Catalog, Presence } from "../../../schemas/catalog.ts";
import { firstListedLine, type ModuleKind, modulePresences } from "../../../schemas/presences.ts";
import { compareVersions, describeRelease } from "../../../schemas/release.ts";

/**
 * Why a plugin or a vault does not come with a release: a clause to begin a sentence, such as `Kong 3.9 brings it`.
 * Undefined where it comes with the release, never came with any, or where nobody knows.
 */
export function moduleElsewhere(catalog: Catalog, kind: ModuleKind, name: string): string | undefined {
  const known = kind === "plugins" ? catalog.knownPlugins : catalog.knownVaults;
  if (known.includes(name)) return undefined;
  const all = modulePresences(kind, name);
  const { edition, version } = catalog.release;
  const own = all.filter((presence) => presence.edition === edition);
  const [first] = own;
  if (first === undefined) return elsewhereOnly(all);
  if (compareVersions(version, first.since) < 0) return isListed(first) ? comesWith(first) : undefined;
  const last = own.findLast(({ before }) => before !== undefined && compareVersions(before, version) <= 0);
  return last?.before === undefined
    ? undefined
    : `it was removed in ${describeRelease({ edition, version: last.before })}`;
}

/** Enterprise's own modules are known from one line on; what is there in that line may have been there before. */
function isListed({ edition, since }: Presence): boolean {
  const listed = firstListedLine();
  return edition === "oss" || (listed !== undefined && compareVersions(since, listed) > 0);
}

function comesWith({ edition, since }: Presence): string {
  return `it was added in ${describeRelease({ edition, version: since })}`;
}

function elsewhereOnly([other]: readonly Presence[]): string | undefined {
  if (other === undefined) return undefined;
  return other.edition === "enterprise" ? "only Kong Enterprise has it" : undefined;
}
