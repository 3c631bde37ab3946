import type { FileReport, ReportedFinding } from "../engine/report.ts";
import type { Reporter } from "./reporter.ts";
import { xmlAttributes, xmlText } from "./xml-text.ts";

/** JUnit's XML: a suite for each file, a failed test for each error and warning, a passed one for a file without any. */
export const reporter: Reporter = {
  *report({ files }) {
    const suites = files.map((file) => ({ file, failures: file.findings.filter(isFailure).length }));
    const totals = {
      name: "kong-lint",
      tests: suites.reduce((sum, { file }) => sum + Math.max(1, file.findings.length), 0),
      failures: suites.reduce((sum, { failures }) => sum + failures, 0),
      errors: 0,
      time: "0",
    };
    yield '<?xml version="1.0" encoding="UTF-8"?>\n';
    yield `<testsuites${xmlAttributes(totals)}>\n`;
    for (const { file, failures } of suites) yield* suiteLines(file, failures);
    yield "</testsuites>\n";
  },
};

function isFailure({ severity }: ReportedFinding): boolean {
  return severity === "error" || severity === "warning";
}

function* suiteLines(file: FileReport, failures: number): Iterable<string> {
  const tests = Math.max(1, file.findings.length);
  yield `  <testsuite${xmlAttributes({ name: file.path, tests, failures, errors: 0, skipped: 0, time: "0" })}>\n`;
  if (file.findings.length === 0) {
    yield `    <testcase${xmlAttributes({ name: "no findings", classname: file.path, time: "0" })}/>\n`;
  }
  for (const finding of file.findings) yield* caseLines(file, finding);
  yield "  </testsuite>\n";
}

function* caseLines(file: FileReport, finding: ReportedFinding): Iterable<string> {
  const { start, rule, severity, message } = finding;
  const place = `${file.path}:${start.line + 1}:${start.character + 1}`;
  const name = `${rule} ${start.line + 1}:${start.character + 1}`;
  yield `    <testcase${xmlAttributes({ name, classname: file.path, time: "0" })}>\n`;
  const text = xmlText(`${place} ${severity} ${message}`);
  yield isFailure(finding)
    ? `      <failure${xmlAttributes({ message, type: severity })}>${text}</failure>\n`
    : `      <system-out>${text}</system-out>\n`;
  yield "    </testcase>\n";
}
