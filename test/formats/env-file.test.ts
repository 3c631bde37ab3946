import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ENV_FILE_READERS } from "../../server/formats/env-file/readers.ts";
import type { Surroundings } from "../../server/model/format.ts";
import { amount } from "../depth.ts";
import { assignmentOf, kinds, link, textAt, unitIn, variables } from "./project.ts";

function reads(
  text: string,
  reader?: string,
  shell: Record<string, string> | undefined = {},
): Record<string, string> {
  const surroundings: Surroundings = {
    ...(shell === undefined ? {} : { shell: new Map(Object.entries(shell)) }),
    ...(reader === undefined ? {} : { reader: reader as NonNullable<Surroundings["reader"]> }),
  };
  return variables(link({ "kong.env": text }, surroundings));
}

describe("a line by its reader", () => {
  test.each([
    [
      'KONG_A="x" # c',
      {
        "compose-2": "x",
        "compose-1": "x",
        "docker-run": '"x" # c',
        shell: "x",
        kubectl: '"x" # c',
        systemd: "x# c",
      },
    ],
    [
      "KONG_A=p$ss",
      {
        "compose-2": "p",
        "compose-1": "p$ss",
        "docker-run": "p$ss",
        shell: "p",
        kubectl: "p$ss",
        systemd: "p$ss",
      },
    ],
    [
      "KONG_A=p$$w",
      { "compose-2": "p$w", "docker-run": "p$$w", shell: "?", kubectl: "p$$w", systemd: "p$$w" },
    ],
    [
      "KONG_A=1, 2 ssl",
      { "compose-2": "1, 2 ssl", "docker-run": "1, 2 ssl", shell: undefined, systemd: "1, 2 ssl" },
    ],
    ["export KONG_A=x", { "compose-2": "x", "compose-1": "x", shell: "x", systemd: undefined }],
    ['KONG_A={"a": "b"}', { "compose-2": '{"a": "b"}', "docker-run": '{"a": "b"}', shell: undefined }],
    [
      "\ufeffKONG_A=x",
      {
        "compose-2": "x",
        "compose-1": "x",
        "docker-run": "x",
        kubectl: "x",
        shell: undefined,
        systemd: undefined,
      },
    ],
  ])("%s", (text, expected: Record<string, string | undefined>) => {
    for (const [reader, value] of Object.entries(expected))
      expect(reads(text, reader).KONG_A, reader).toBe(value);
  });

  test("a shell sets nothing under conditions that are unknown", () => {
    expect(reads("if true\nthen\nKONG_A=x\nfi\nKONG_B=y", "shell")).toEqual({ KONG_A: "?", KONG_B: "y" });
  });

  test("a shell reads `export` of several, and earlier values", () => {
    expect(reads("V=1\nexport KONG_A=${V}x KONG_B=$KONG_A-${U:-d}", "shell")).toEqual({
      KONG_A: "1x",
      KONG_B: "1x-d",
    });
  });
});

describe("a file whose reader is unknown", () => {
  const problems = (text: string) => link({ "kong.env": text }).linked.problems;

  test("what all read alike is no problem", () => {
    expect(problems("# c\nKONG_A=x\n\nKONG_B=/a/b:1,2\nKONG_C=\n")).toEqual([]);
  });

  test("what they read differently is one problem a line, with what each reads", () => {
    const [problem, ...rest] = problems('KONG_A=x\nKONG_B="y"\n');
    expect(rest).toEqual([]);
    expect(problem).toMatchObject({ kind: "readers-disagree", name: "KONG_B", refuses: false });
    const readings = Object.fromEntries((problem?.readings ?? []).map(({ reader, text }) => [reader, text]));
    expect(readings).toMatchObject({ "compose-2": "y", "docker-run": '"y"', systemd: "y", kubectl: '"y"' });
    expect(problem?.detail).not.toContain('"y"');
    const project = link({ "kong.env": 'KONG_A=x\nKONG_B="y"\n' });
    expect(assignmentOf(project, "KONG_A").disputed).toBeUndefined();
    expect(assignmentOf(project, "KONG_B").disputed).toBe(true);
  });

  test("a refusal counts only where each of them refuses", () => {
    expect(problems("KONG_A=x\n; c\n").every(({ refuses }) => !refuses)).toBe(true);
  });

  test("the world is open", () => expect(unitIn(link({ "kong.env": "KONG_A=x" })).absence.kind).toBe("open"));
});

test("the place of a setting", () => {
  const project = link({ "kong.env": 'A=b\n  export KONG_A="x y" # why\nKONG_B=z' });
  const a = assignmentOf(project, "KONG_A");
  expect(
    [a.nameSpan, a.span, a.lineSpan, a.rawValueSpan, a.writtenValueSpan].map((at) => textAt(project, at)),
  ).toEqual(["KONG_A", 'KONG_A="x y"', '  export KONG_A="x y" # why', '"x y"', "x y"]);
  expect(a.origin).toEqual({ kind: "written", address: "KONG_A" });
});

test("files without Kong have no unit", () => expect(kinds(link({ "a.env": "KONG_A=x" }))).toEqual([]));

test("every reader has an answer for any text", () => {
  const part = fc.constantFrom(
    "KONG_A",
    "=",
    " ",
    "\n",
    "'",
    '"',
    "\\",
    "$",
    "${",
    "}",
    "#",
    ";",
    "&",
    "|",
    "`",
    "$(",
    ")",
    ":-",
    "x",
    "\r",
    "export ",
    "<",
    ">",
    "\u00a0",
    "if",
    "\t",
    "~",
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 40 }), (parts) => {
      const text = `KONG_B=x\n${parts.join("")}`;
      for (const reader of ENV_FILE_READERS)
        link({ "kong.env": text }, { reader: reader as string as NonNullable<Surroundings["reader"]> });
      link({ "kong.env": text });
    }),
    { numRuns: amount(300) },
  );
});
