import type { Reporter } from "./reporter.ts";
import { xmlAttributes } from "./xml-text.ts";

/** Checkstyle has no hints. */
const SEVERITIES = { error: "error", warning: "warning", info: "info", hint: "info" } as const;

/** Checkstyle's XML, which most build servers read. */
export const reporter: Reporter = {
  *report({ files }, { version }) {
    yield '<?xml version="1.0" encoding="UTF-8"?>\n';
    yield `<checkstyle${xmlAttributes({ version })}>\n`;
    for (const file of files) {
      if (file.findings.length === 0) continue;
      yield `  <file${xmlAttributes({ name: file.path })}>\n`;
      for (const { start, severity, message, rule } of file.findings) {
        const attributes = {
          line: start.line + 1,
          column: start.character + 1,
          severity: SEVERITIES[severity],
          message,
          source: `kong-lint.${rule}`,
        };
        yield `    <error${xmlAttributes(attributes)}/>\n`;
      }
      yield "  </file>\n";
    }
    yield "</checkstyle>\n";
  },
};
