import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parseRelease } from "../../schemas/release.ts";
import { deep, sample } from "../depth.ts";
import { isClaim, refusalsIn } from "./judge-case.ts";

/** What `npm run test:nginx -- --write` keeps of a case. */
interface KeptCase {
  readonly release: string;
  readonly text: string;
  readonly refused: boolean;
}

const cases: readonly KeptCase[] = readFileSync(new URL("cases.jsonl", import.meta.url), "utf8")
  .split("\n")
  .filter((line) => line !== "")
  .map((line) => JSON.parse(line));

async function said({ release, text }: KeptCase): Promise<string> {
  const flag = parseRelease(release);
  if (flag === undefined) throw new Error(`${release} is not a release`);
  return refusalsIn({ release: flag, text });
}

describe("of injected directives that nginx has judged", () => {
  deep("98 of 100 refusals are reported", async () => {
    const refused = cases.filter((each) => each.refused);
    const missed: string[] = [];
    for (const each of refused) if ((await said(each)) === "") missed.push(each.text);
    expect(refused.length).toBeGreaterThan(100);
    expect(missed.length, missed.join("")).toBeLessThanOrEqual(refused.length * 0.02);
  });

  test("none that nginx accepts is called refused", async () => {
    const accepted = cases.filter((each) => !each.refused);
    const wrong: string[] = [];
    for (const each of sample(accepted)) {
      const text = await said(each);
      if (isClaim(text)) wrong.push(`${each.text}${text}`);
    }
    expect(accepted.length).toBeGreaterThan(100);
    expect(wrong).toEqual([]);
  });
});
