import { existsSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { type FormatCase, runFormatCase } from "./container-case.ts";

/** Cases measured with BuildKit, bash and Docker, and with the entrypoint of Kong's image; the same as in `../shared/formats/cases`. */
function casesOf(text: string): readonly FormatCase[] {
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line): FormatCase => JSON.parse(line));
}

describe.each(["dockerfile", "shell", "entrypoint"])("measured cases of %s", (kind) => {
  const cases = casesOf(readFileSync(new URL(`cases/${kind}.jsonl`, import.meta.url), "utf8"));

  it.each(cases.map((each) => [each.name, each] as const))("%s", (_, measured) => {
    expect(runFormatCase(measured)).toEqual(measured.env);
  });

  const shared = new URL(`../../../shared/formats/cases/${kind}.jsonl.gz`, import.meta.url);
  it.skipIf(!existsSync(shared))("those of ../shared/formats/cases (skipped without that folder)", () => {
    const all = casesOf(gunzipSync(readFileSync(shared)).toString("utf8"));
    expect(all.length).toBeGreaterThan(0);
    expect(all.filter((each) => !isEqual(runFormatCase(each), each.env)).map(({ name }) => name)).toEqual([]);
  });
});

function isEqual(a: unknown, b: unknown): boolean {
  try {
    expect(a).toEqual(b);
    return true;
  } catch {
    return false;
  }
}
