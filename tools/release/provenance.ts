import { writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { manifest } from "../build/project.ts";
import { sha256 } from "./checksums.ts";

/**
 * Writes what was built from what: an in-toto statement with SLSA provenance 1.0, not signed. The workflow of a release makes
 * signed ones of the same form; this one shows on any machine what they will say.
 */
export function writeProvenance(
  folder: string,
  paths: readonly string[],
  commit: string | undefined,
): string {
  const repository = manifest.repository.url;
  const statement = {
    _type: "https://in-toto.io/Statement/v1",
    subject: paths.map((path) => ({ name: basename(path), digest: { sha256: sha256(path) } })),
    predicateType: "https://slsa.dev/provenance/v1",
    predicate: {
      buildDefinition: {
        buildType: `${manifest.homepage.replace(/#.*$/, "")}/blob/main/docs/releasing.md`,
        externalParameters: { repository, version: manifest.version },
        internalParameters: { node: process.version, platform: process.platform, arch: process.arch },
        resolvedDependencies: [
          { uri: repository, ...(commit === undefined ? {} : { digest: { gitCommit: commit } }) },
        ],
      },
      runDetails: { builder: { id: "local" } },
    },
  };
  const file = join(folder, `${manifest.name}-${manifest.version}.provenance.json`);
  writeFileSync(file, `${JSON.stringify(statement, undefined, 2)}\n`);
  return file;
}
