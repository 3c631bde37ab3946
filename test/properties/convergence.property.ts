import { describe, expect, test } from "vitest";
import { parseRelease } from "../../schemas/release.ts";
import { SourceDocument } from "../../server/model/source-document.ts";
import { analyze } from "../../server/workspace/analyze.ts";
import { fixDocument } from "../../server/workspace/fix-document.ts";
import { linkedOf, readKongConf } from "../sources.ts";

function read(text: string) {
  return readKongConf(new SourceDocument("kong.conf", text));
}

/** Every default that an upgrade changes can be pinned, and each is a line at the same place. */
describe.each([
  ["oss@0.9", "oss@3.9"],
  ["oss@2.8", "oss@3.4"],
  ["enterprise@0.33", "enterprise@3.15"],
])("fixing a file for the way from %s to %s", (from, to) => {
  test.each([
    ["", "no text"],
    ["anonymous_reports = off", "no end of line"],
    ["anonymous_reports = off\r\n", "CRLF"],
  ])("ends with nothing left to fix (%s)", async (text) => {
    const settings = { release: { flag: parseRelease(to) }, from: parseRelease(from) };
    const fixed = await fixDocument(
      linkedOf(read(text)),
      { read: (changed) => linkedOf(read(changed)), analyze: (each) => analyze(each, settings) },
      true,
    );
    const left = fixed.analysis.report.findings.filter(({ fixes }) =>
      fixes.some(({ applicability, edits }) => applicability !== "display" && edits.length > 0),
    );
    expect(left).toEqual([]);
    expect(fixed.refused).toBe(0);
    expect(fixed.applied).toBeGreaterThan(5);
    const names = fixed.text.split(/\r?\n/).flatMap((line) => /^(\w+) =/.exec(line)?.[1] ?? []);
    expect(new Set(names).size).toBe(names.length);
  });
});
