import { describe, expect, it } from "vitest";
import { dockerfile } from "../../server/formats/dockerfile/format.ts";
import { shell } from "../../server/formats/shell/format.ts";
import type { SourceFormat } from "../../server/model/format.ts";
import { textOf } from "../../server/model/value.ts";
import fc from "../fast-check.ts";
import { assignmentOf, edited, environments, faults, read, unitOf } from "./editing.ts";

const surroundings = { shell: new Map<string, string>(), buildArguments: new Map<string, string>() };

/** Texts in the styles that people write, each with the variables A, B and C in one unit. */
const STYLES: readonly (readonly [string, SourceFormat, string])[] = [
  [
    "ENV, one each",
    dockerfile,
    "FROM kong:3.9\nENV KONG_A=1\nENV KONG_B='2 x'\nENV KONG_C \"3\"\nUSER kong\n",
  ],
  [
    "ENV over lines",
    dockerfile,
    'FROM kong:3.9\nENV KONG_A=1 \\\n    KONG_B="2 x" \\\n    # why\n    KONG_C=3\nUSER kong\n',
  ],
  ["ENV on one line", dockerfile, "FROM kong:3.9\nENV KONG_A=1 KONG_B=2 KONG_C=3\nUSER kong"],
  [
    "ENV with a backquote",
    dockerfile,
    "# escape=`\nFROM kong:3.9\nENV KONG_A=1 `\n    KONG_B=2 `\n    KONG_C=3\nUSER kong\n",
  ],
  [
    "ENV, CRLF",
    dockerfile,
    "FROM kong:3.9\r\nENV KONG_A=1 \\\r\n  KONG_B=2 \\\r\n  KONG_C=3\r\nUSER kong\r\n",
  ],
  [
    "options over lines",
    shell,
    "docker run -d \\\n  -e \"KONG_A=1\" \\\n  -e KONG_B='2 x' \\\n  --env KONG_C=3 \\\n  kong:3.9\necho done\n",
  ],
  [
    "options on one line",
    shell,
    "docker run -eKONG_A=1 --env=KONG_B=\"2\" -ite 'KONG_C=3' kong:3.9 kong start # go\n",
  ],
  ["export", shell, "#!/bin/sh\nexport KONG_A=1\nexport KONG_B='2 x' KONG_C=\"3\"\nkong start\n"],
  ["a prefix", shell, "KONG_A=1 KONG_B=\"2\" \\\n  KONG_C='3' kong start -c x\n"],
  ["in a substitution", shell, "ID=$(docker run -e KONG_A=1 -e KONG_B=2 -e KONG_C=3 kong:3.9)\n"],
];
const NAMES = ["KONG_A", "KONG_B", "KONG_C"];

/** Values with all characters that some syntax gives a meaning. */
const value = fc.string({
  unit: fc.constantFrom(..."ab1 ,;:=#&|<>()[]{}*?!~%@^+-_./\\\"'`$", "\t", "é", "\ud83d\ude00"),
  maxLength: 12,
});

describe.each(STYLES)("%s", (_, format, text) => {
  const before = read(format, text, surroundings);
  const [environment = {}] = environments(before);

  it("has three variables", () => {
    expect(Object.keys(environment)).toEqual(NAMES);
    expect(faults(before)).toEqual([]);
  });

  it("sets any value, and nothing else", () => {
    fc.assert(
      fc.property(fc.constantFrom(...NAMES), value, (name, wanted) => {
        const assignment = assignmentOf(unitOf(before), name);
        const after = edited(before, { kind: "set", assignment, value: wanted });
        if (after === undefined) throw new Error("cannot be written");
        expect(environments(read(format, after, surroundings))).toEqual([{ ...environment, [name]: wanted }]);
        expect(faults(read(format, after, surroundings))).toEqual([]);
      }),
    );
  });

  it.each(NAMES)("removes %s, and nothing else", (name) => {
    const after = edited(before, { kind: "remove", assignment: assignmentOf(unitOf(before), name) });
    const { [name]: _gone, ...rest } = environment;
    const again = read(format, after ?? "", surroundings);
    expect(environments(again)).toEqual([rest]);
    expect(faults(again)).toEqual([]);
    expect(after).not.toMatch(/\\\s*$/);
  });

  it.each(NAMES)("renames %s, and nothing else", (name) => {
    const assignment = assignmentOf(unitOf(before), name);
    const after = edited(before, { kind: "rename", assignment, property: "log_level" });
    const { [name]: kept = "", ...rest } = environment;
    expect(environments(read(format, after ?? "", surroundings))).toEqual([
      { ...rest, KONG_LOG_LEVEL: kept },
    ]);
  });

  it("inserts after any of them, and nothing else changes", () => {
    fc.assert(
      fc.property(fc.constantFrom(...NAMES, undefined), value, (name, wanted) => {
        const after = name === undefined ? undefined : assignmentOf(unitOf(before), name);
        const text = edited(before, { kind: "insert", property: "log_level", value: wanted, after });
        if (text === undefined) throw new Error("cannot be written");
        expect(environments(read(format, text, surroundings))).toEqual([
          { ...environment, KONG_LOG_LEVEL: wanted },
        ]);
      }),
    );
  });

  it("maps every character of a value to the source", () => {
    for (const assignment of unitOf(before).assignments) {
      if (assignment.value.kind !== "text") continue;
      for (const piece of assignment.value.pieces) {
        if (piece.kind !== "text" || piece.at === undefined || piece.map === undefined) continue;
        for (const [index, character] of [...piece.text].entries())
          expect(text[piece.map.toSource(index)]).toBe(character);
      }
      expect(textOf(assignment.value)).toBe(assignment.rawValue);
    }
  });
});

describe("comments instead of settings", () => {
  it.each([
    [
      dockerfile,
      "FROM kong:3.9\nENV KONG_A=1\nENV KONG_B=2\n",
      "FROM kong:3.9\n# ENV KONG_A=1\nENV KONG_B=2\n",
    ],
    [dockerfile, "FROM kong:3.9\nENV KONG_A=1 \\\n  KONG_B=2\n", undefined],
    [
      dockerfile,
      "FROM kong:3.9\nENV KONG_B=1 \\\n  KONG_A=2\n",
      "FROM kong:3.9\nENV KONG_B=1\n  # KONG_A=2\n",
    ],
    [shell, "export KONG_A=1\nkong start\n", "# export KONG_A=1\nkong start\n"],
    [shell, "docker run \\\n -e KONG_A=1 \\\n kong:3.9\n", undefined],
  ] as const)("%#", (format, text, expected) => {
    const before = read(format as SourceFormat, text, surroundings);
    const { span } = assignmentOf(unitOf(before), "KONG_A");
    expect(edited(before, { kind: "comment-out", span: span })).toBe(expected);
  });
});

describe("the first setting of a unit", () => {
  it.each([
    [dockerfile, "FROM kong:3.9\nUSER kong\n", "FROM kong:3.9\nENV KONG_LOG_LEVEL=info\nUSER kong\n"],
    [dockerfile, "FROM kong:3.9", "FROM kong:3.9\nENV KONG_LOG_LEVEL=info"],
    [
      shell,
      "docker run --rm kong:3.9 kong start\n",
      "docker run --rm -e KONG_LOG_LEVEL=info kong:3.9 kong start\n",
    ],
    [shell, "exec kong start\n", "KONG_LOG_LEVEL=info exec kong start\n"],
    [shell, "sudo -E kong start\n", "sudo -E KONG_LOG_LEVEL=info kong start\n"],
    [shell, "sudo nohup kong start\n", undefined],
  ] as const)("%#", (format, text, expected) => {
    const before = read(format as SourceFormat, text, surroundings);
    const edit = { kind: "insert", property: "log_level", value: "info", after: undefined } as const;
    expect(edited(before, edit)).toBe(expected);
  });
});
