import { describe, expect, test } from "vitest";
import { parseRelease } from "../../schemas/release.ts";
import { SourceDocument } from "../../server/model/source-document.ts";
import { lint } from "../../server/workspace/analyze.ts";
import { linkedOf, readDotenv, readKongConf } from "../sources.ts";
import { DATABASE_TROUBLES } from "./reported-troubles/databases.ts";
import { MANAGER_TROUBLES } from "./reported-troubles/manager.ts";
import { PLANE_TROUBLES } from "./reported-troubles/planes.ts";
import { PROPERTY_TROUBLES } from "./reported-troubles/properties.ts";

/** An environment file begins with a variable of Kong, everything else is a kong.conf. */
async function findingsOf(release: string, text: string) {
  const isVariables = /^[A-Z_]+=/.test(text);
  const unit = isVariables
    ? readDotenv(new SourceDocument("kong.env", text))
    : readKongConf(new SourceDocument("kong.conf", text));
  return (await lint(linkedOf(unit), { release: { flag: parseRelease(release) } })).findings;
}

const ALL = [MANAGER_TROUBLES, PLANE_TROUBLES, DATABASE_TROUBLES, PROPERTY_TROUBLES];

describe.each(ALL.flatMap((troubles) => Object.entries(troubles)))("%s", (_, { told, silent }) => {
  test.each(told)("%s %j is told: %s", async (release, text, place) => {
    const findings = await findingsOf(release, text);
    expect(findings.map(({ start, severity, rule }) => `${start.line + 1} ${severity} ${rule}`)).toContain(
      place,
    );
  });

  if (silent.length > 0)
    test.each(silent)("%s %j: nothing says %s", async (release, text, says) => {
      const findings = await findingsOf(release, text);
      expect(findings.filter(({ message }) => says.test(message))).toEqual([]);
    });
});
