import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { overlaps } from "../../grammar/text/span.ts";
import type { Analysis } from "../../server/engine/analyze.ts";
import type { ReportedFinding } from "../../server/engine/report.ts";
import { analyze } from "../../server/workspace/analyze.ts";
import type { ConformanceCase } from "../conformance/case.ts";
import { caseSource, hostOf } from "../conformance/judge.ts";
import { readCases } from "../conformance/read-cases.ts";

/**
 * Errors that rest on something else than the loader: what nginx refuses, what a cipher suite overrules, what a database
 * setting makes idle, a plugin that nobody has, or text that Kong keeps although nobody means it (quotes, a lost list).
 */
const BEYOND_LOADER = new Set([
  "cluster/dp-settings-ignored",
  "cluster/mtls-mode",
  "datastore/cassandra-contact-points",
  "datastore/cassandra-removed",
  "datastore/declarative-with-db",
  "datastore/pg-host-malformed",
  "deprecated/client-body-size",
  "deprecated/upstream-keepalive",
  "listen/flag-combination",
  "listen/http2-without-ssl",
  "listen/invalid-entry",
  "listen/ipv6",
  "listen/off-position",
  "listen/port-clash",
  "listen/port-range",
  "listen/unknown-flag",
  "nginx/directive-arguments",
  "nginx/directive-syntax",
  "nginx/duplicate-of-kong",
  "nginx/log-format",
  "nginx/log-words",
  "nginx/unknown-directive",
  "nginx/wrong-context",
  "performance/worker-processes",
  "schema/ngx-boolean-true",
  "schema/number-not-numeric",
  "schema/plugins-missing-bundled",
  "schema/size-value",
  "syntax/encoding",
  "schema/file-path",
  "syntax/foreign-comment",
  "syntax/hash-leading-value",
  "syntax/line-continuation",
  "syntax/list-separator",
  "syntax/quoted-value",
  "syntax/section-header",
  "syntax/trailing-comma",
  "tls/legacy-protocols",
  "tls/suite-overrides-protocols",
  "vault/reference-syntax",
  "vault/unavailable",
]);

const folder = join(dirname(fileURLToPath(import.meta.url)), "../conformance/cases");

function lintCase(conformanceCase: ConformanceCase): Promise<Analysis> {
  return analyze(caseSource(conformanceCase), {
    release: { flag: { edition: "oss", version: conformanceCase.version } },
    world: hostOf(conformanceCase),
  });
}

function errorsOf(analysis: Analysis): readonly ReportedFinding[] {
  return analysis.report.findings.filter((finding) => finding.severity === "error");
}

/** Whether Kong refuses, loses or misreads something in the characters of a finding. */
function isBorneOut(finding: ReportedFinding, { reading }: Analysis): boolean {
  return [...reading.losses, ...reading.refusals()].some(
    ({ span }) => span !== undefined && overlaps(span, finding.span),
  );
}

describe.each(readdirSync(folder).map((file) => [file.replace(".jsonl.gz", ""), file]))(
  "Kong %s",
  (_, file) => {
    const cases = readCases(join(folder, file)).filter((each) => Object.keys(each.env ?? {}).length === 0);

    test("what Kong refuses is an error, what is an error Kong refuses or does otherwise than the text says", async () => {
      const silent: string[] = [];
      const alarms: string[] = [];
      for (const each of cases) {
        const analysis = await lintCase(each);
        const errors = errorsOf(analysis);
        if (!each.ok && errors.length === 0) silent.push(each.id);
        if (!each.ok) continue;
        for (const error of errors) {
          if (!BEYOND_LOADER.has(error.rule) && !isBorneOut(error, analysis))
            alarms.push(`${each.id} ${error.rule}`);
        }
      }
      expect({ silent, alarms }).toEqual({ silent: [], alarms: [] });
    });
  },
);
