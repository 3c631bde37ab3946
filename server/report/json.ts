import { jsonFinding } from "./json-finding.ts";
import type { Reporter } from "./reporter.ts";

/** One JSON document. Its form is versioned: a member may be added, none changes its meaning or goes without a new version. */
export const reporter: Reporter = {
  *report({ files, summary }, { version }) {
    yield `{"version":1,"tool":${JSON.stringify({ name: "kong-lint", version })},"files":[`;
    let separator = "\n";
    for (const file of files) {
      const { release, from } = file.release;
      yield separator +
        JSON.stringify({
          path: file.path,
          release: { edition: release.edition, version: release.version, from },
          findings: file.findings.map((finding) => jsonFinding(file, finding)),
        });
      separator = ",\n";
    }
    yield `\n],"summary":${JSON.stringify(summary)}}\n`;
  },
};
