import { rdDiagnostic } from "./rd-diagnostic.ts";
import type { Reporter } from "./reporter.ts";

/** reviewdog's Diagnostic, one a line. Nothing for a clean run. */
export const reporter: Reporter = {
  *report({ files }) {
    for (const file of files) {
      for (const finding of file.findings) yield `${JSON.stringify(rdDiagnostic(file, finding))}\n`;
    }
  },
};
