import type { ResolvedRelease } from "../engine/resolve-release.ts";
import { agreedRelease } from "./file-release.ts";
import { jsonFinding } from "./json-finding.ts";
import type { Reporter } from "./reporter.ts";

/**
 * One JSON document. Its form is versioned: a member may be added, none changes its meaning or goes without a new version.
 * `release` is that of the file where all its processes agree, else null; `units` has that of each.
 */
export const reporter: Reporter = {
  *report({ files, summary }, { version }) {
    yield `{"version":1,"tool":${JSON.stringify({ name: "kong-lint", version })},"files":[`;
    let separator = "\n";
    for (const file of files) {
      const release = agreedRelease(file);
      yield separator +
        JSON.stringify({
          path: file.path,
          release: release === undefined ? null : jsonRelease(release),
          units: file.units.map((unit) => ({
            id: unit.id,
            name: unit.name ?? null,
            release: jsonRelease(unit.release),
          })),
          findings: file.findings.map((finding) => jsonFinding(file, finding)),
        });
      separator = ",\n";
    }
    yield `\n],"summary":${JSON.stringify(summary)}}\n`;
  },
};

function jsonRelease({ release, from, at }: ResolvedRelease) {
  return {
    edition: release.edition,
    version: release.version,
    from,
    ...(at === undefined ? {} : { at: { path: at.path, line: at.line } }),
  };
}
