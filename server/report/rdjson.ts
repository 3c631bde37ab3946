import { RULE_PAGES } from "../engine/rule-docs.ts";
import { rdDiagnostic } from "./rd-diagnostic.ts";
import type { Reporter } from "./reporter.ts";

/** reviewdog's DiagnosticResult: one JSON document. */
export const reporter: Reporter = {
  *report({ files }) {
    const source = { name: "kong-lint", url: RULE_PAGES.replace(/\/blob\/.*$/, "") };
    yield `{"source":${JSON.stringify(source)},"diagnostics":[`;
    let separator = "\n";
    for (const file of files) {
      for (const finding of file.findings) {
        yield separator + JSON.stringify(rdDiagnostic(file, finding));
        separator = ",\n";
      }
    }
    yield "\n]}\n";
  },
};
