import { describe, expect, test } from "vitest";
import type { Finding } from "../../server/findings/finding.ts";
import { verifyRenames } from "../../server/fixes/verify-renames.ts";
import type { Assignment } from "../../server/model/assignment.ts";
import type { ConfigUnit } from "../../server/model/config-unit.ts";
import { SourceDocument } from "../../server/model/source-document.ts";
import { readKongConf } from "../sources.ts";

const NAMES = ["one", "two", "three", "four", "five"];

/** A file with a setting for each name, and a finding for each that offers to call it `new_<name>`. */
function offers(names: readonly string[]) {
  const text = names.map((name) => `${name} = x\n`).join("");
  const unit = readKongConf(new SourceDocument("kong.conf", text));
  return { unit, findings: unit.assignments.map(offer) };
}

function offer(assignment: Assignment): Finding {
  return {
    ...finding(assignment, "schema/unknown-property", "warning"),
    fixes: [
      {
        title: "Rename it",
        applicability: "unsafe",
        edits: [{ kind: "rename", assignment, property: `new_${assignment.property}` }],
      },
    ],
  };
}

function finding(assignment: Assignment, rule: string, severity: Finding["severity"]): Finding {
  const { property, span } = assignment;
  return { rule, severity, message: "", span, property, related: [], fixes: [], tags: [] };
}

/** An error about the first of the names that carries its new name: each name that is taken back uncovers the next. */
function errorAboutFirst(names: readonly string[]) {
  let asked = 0;
  const find = async ({ assignments }: ConfigUnit): Promise<readonly Finding[]> => {
    asked++;
    const guilty = assignments.find(({ property }) => names.some((name) => property === `new_${name}`));
    return guilty === undefined ? [] : [finding(guilty, "schema/enum-value", "error")];
  };
  return { find, asked: () => asked };
}

async function left(names: readonly string[], wrong: readonly string[]) {
  const { unit, findings } = offers(names);
  const { find, asked } = errorAboutFirst(wrong);
  const verified = await verifyRenames(unit, findings, find);
  const kept = verified.flatMap(({ property, fixes }) => (fixes.length > 0 ? [property] : []));
  return { kept, asked: asked() };
}

describe("names that are guessed", () => {
  test("stay where they make no error", async () => {
    expect(await left(NAMES, [])).toEqual({ kept: NAMES, asked: 1 });
  });

  test("are taken back one by one: those that make no error stay", async () => {
    expect(await left(NAMES, ["two"])).toEqual({ kept: ["one", "three", "four", "five"], asked: 2 });
  });

  test("are tried again without those that were taken back, three times", async () => {
    expect((await left(NAMES, ["one", "two"])).kept).toEqual(["three", "four", "five"]);
    expect(await left(NAMES, ["one", "two", "three"])).toEqual({ kept: ["four", "five"], asked: 4 });
  });

  test("are all taken back where there is still an error after that", async () => {
    expect(await left(NAMES, ["one", "two", "three", "four"])).toEqual({ kept: [], asked: 4 });
  });

  test("are all taken back where an error is about none of them", async () => {
    const { unit, findings } = offers(["one", "two"]);
    const other = readKongConf(new SourceDocument("kong.conf", `${"\n".repeat(40)}other = x\n`))
      .assignments[0];
    if (other === undefined) throw new Error("there is one setting");
    const isNew = ({ assignments }: ConfigUnit) =>
      assignments.some(({ property }) => property.startsWith("new_"));
    const verified = await verifyRenames(unit, findings, async (each) =>
      isNew(each) ? [finding(other, "schema/enum-value", "error")] : [],
    );
    expect(verified.flatMap(({ fixes }) => fixes)).toEqual([]);
  });

  test("stay where the error was there before", async () => {
    const { unit, findings } = offers(["one"]);
    const [assignment] = unit.assignments;
    if (assignment === undefined) throw new Error("there is one setting");
    const known = finding(assignment, "schema/enum-value", "error");
    const verified = await verifyRenames(unit, [...findings, known], async () => [known]);
    expect(verified.flatMap(({ fixes }) => fixes)).toHaveLength(1);
  });
});
