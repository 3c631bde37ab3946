import { isDeepStrictEqual } from "node:util";
import { summarize } from "../../../server/engine/report.ts";
import { reporters } from "../../../server/report/reporters.ts";
import { DEFAULT_SETTINGS } from "../../../server/workspace/file-settings.ts";
import { lintSource } from "../../../server/workspace/lint-source.ts";
import { must, opened, type Target } from "../target.ts";

/** Signs by which a terminal is told more than to show a text. */
const UNSAFE = /[\0-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069]/;

/** A report is plain data about places in its text, no rule fails, and every output format writes it. */
export const lint: Target = {
  name: "lint",
  async run(input) {
    const found = await opened(input);
    if (found === undefined) return;
    const { report } = await lintSource(found.workspace, found.source, DEFAULT_SETTINGS);
    must(report.failedRules.length === 0, `rules failed: ${report.failedRules.join(", ")}`);
    must(isDeepStrictEqual(structuredClone(report), report), "the report is not plain data");
    for (const { span, rule } of report.findings)
      must(span.start <= span.end && span.end <= input.text.length, `${rule} is outside of the text`);
    const run = { files: [report], summary: summarize([report]), fixed: 0, dryRun: false };
    const context = { version: "0.0.0", color: false, hyperlinks: false, columns: 80 };
    for (const [name, { load }] of Object.entries(reporters)) {
      const text = [...(await load()).reporter.report(run, context)].join("");
      if (["json", "sarif", "gitlab", "rdjson"].includes(name)) JSON.parse(text);
      if (name === "pretty" || name === "compact")
        must(!UNSAFE.test(text), `${name} writes ${JSON.stringify(UNSAFE.exec(text)?.[0])}`);
      if (name === "github")
        for (const line of text.split("\n"))
          must(/^(?:$|::|- )/.test(line), `github writes a line of another kind: ${line}`);
    }
  },
};
