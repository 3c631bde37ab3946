import type { BundledPackage } from "./bundled-packages.ts";
import { manifest } from "./project.ts";

const LINE = "-".repeat(80);

/** `THIRD-PARTY-NOTICES.txt`: what the licences of the bundled packages ask to pass on, each text once. */
export function noticesText(packages: readonly BundledPackage[]): string {
  const head = [
    `${manifest.name} contains code of the following ${packages.length} packages, under the licences that follow.`,
    "",
    ...packages.map((each) => `  ${nameOf(each)}`),
  ];
  const sections = [...byNotices(packages)].map(([notices, sharing]) =>
    [LINE, ...sharing.flatMap(titleOf), LINE, "", notices].join("\n"),
  );
  return `${[...head, "", ...sections].join("\n")}`;
}

/** The packages that have the same texts to pass on, in the order of the first of each. */
function byNotices(packages: readonly BundledPackage[]): ReadonlyMap<string, readonly BundledPackage[]> {
  const groups = new Map<string, BundledPackage[]>();
  for (const each of packages) {
    const notices = each.notices.join("\n");
    groups.set(notices, [...(groups.get(notices) ?? []), each]);
  }
  return groups;
}

function titleOf(each: BundledPackage): readonly string[] {
  return [nameOf(each), ...(each.homepage ? [each.homepage] : [])];
}

function nameOf({ name, version, license }: BundledPackage): string {
  return `${name} ${version} (${license})`;
}
