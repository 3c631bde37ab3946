import { oneLine } from "./plain-text.ts";
import type { Reporter } from "./reporter.ts";

/** A line each, as gcc writes them and editors read them: `kong.conf:3:21: error: message [rule]`. Nothing for a clean run. */
export const reporter: Reporter = {
  *report({ files }) {
    for (const file of files) {
      for (const { start, severity, message, rule } of file.findings) {
        yield `${oneLine(file.path)}:${start.line + 1}:${start.character + 1}: ${GCC[severity]}: ${oneLine(message)} [${rule}]\n`;
      }
    }
  },
};

/** The words of gcc; it has one for everything below a warning. */
const GCC = { error: "error", warning: "warning", info: "note", hint: "note" } as const;
