import { formatRelease } from "../../schemas/release.ts";
import { findingRelease } from "./file-release.ts";
import { jsonFinding } from "./json-finding.ts";
import type { Reporter } from "./reporter.ts";

/** A finding a line: what the JSON report says about it, with its path, release and fingerprint. Nothing for a clean run. */
export const reporter: Reporter = {
  *report({ files }) {
    for (const file of files) {
      for (const finding of file.findings) {
        const release = findingRelease(file, finding.units)?.release;
        const line = {
          version: 1,
          path: file.path,
          release: release === undefined ? null : formatRelease(release),
          ...jsonFinding(file, finding),
          fingerprint: finding.fingerprint,
        };
        yield `${JSON.stringify(line)}\n`;
      }
    }
  },
};
