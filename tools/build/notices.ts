import type { BundledPackage } from "./bundled-packages.ts";
import { manifest } from "./project.ts";

const LINE = "-".repeat(80);

/** `THIRD-PARTY-NOTICES.txt`: what the licences of the bundled packages ask to pass on. */
export function noticesText(packages: readonly BundledPackage[]): string {
  const head = [
    `${manifest.name} contains code of the following ${packages.length} packages, under the licences that follow.`,
    "",
    ...packages.map(({ name, version, license }) => `  ${name} ${version} (${license})`),
  ];
  const sections = packages.map(({ name, version, license, homepage, notices }) =>
    [
      LINE,
      `${name} ${version} (${license})`,
      ...(homepage ? [homepage] : []),
      LINE,
      "",
      notices.join("\n"),
    ].join("\n"),
  );
  return `${[...head, "", ...sections].join("\n")}`;
}
