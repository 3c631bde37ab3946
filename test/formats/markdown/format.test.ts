import { describe, expect, it } from "vitest";
import { applyEdits } from "../../../grammar/text/text-edit.ts";
import { dockerfile } from "../../../server/formats/dockerfile/format.ts";
import { markdownFormat } from "../../../server/formats/markdown/format.ts";
import { shell } from "../../../server/formats/shell/format.ts";
import { configUnit } from "../../../server/model/config-unit.ts";
import type { SemanticEdit } from "../../../server/model/semantic-edit.ts";
import type { Embedded } from "../../../server/model/source.ts";
import { SourceDocument } from "../../../server/model/source-document.ts";
import { assignmentOf, environments, type Read, read, unitOf } from "../editing.ts";

const format = markdownFormat([shell, dockerfile]);

function embeddedIn(text: string): readonly Embedded[] {
  return format.parse(new SourceDocument("README.md", text)).embedded;
}

function inner(embedded: Embedded): Read {
  return read(embedded.source.format, embedded.source.document.text);
}

const RUN = "docker run -d \\\n  -e KONG_A=1 \\\n  -e KONG_B=2 \\\n  kong:3.9";
const within = (before: string, prefix = ""): string =>
  `# Kong\n\n${before}${RUN.split("\n").join(`\n${prefix}`)}\n${prefix}\`\`\`\n\ntext\n`;

/** The same command in the ways that Markdown writes it. */
const WAYS: readonly (readonly [string, string])[] = [
  ["a fence", within("```sh\n")],
  ["a fence without a language", within("~~~~\n").replace("```", "~~~~")],
  ["a fence in a list", within("1. Run\n\n   ```bash title=x\n   ", "   ")],
  ["a fence in a quotation", within("> ```shell\n> ", "> ")],
  ["a console", within("```console\n$ ").replace("kong:3.9\n", "kong:3.9\n0123abc\n$ docker ps\n")],
  [
    "a console with prompts of continuations",
    within("```console\nme@host:~$ ", "> ").replace("\n> ```", "\n```"),
  ],
  ["a prompt in a fence of the shell", within("```sh\n$ ")],
  ["an indented block", `Run\n\n    ${RUN.split("\n").join("\n    ")}\n\ntext\n`],
  ["CRLF", within("```sh\n").replaceAll("\n", "\r\n")],
];

describe.each(WAYS)("%s", (_, text) => {
  const [embedded] = embeddedIn(text);

  it("is a source of its own", () => {
    expect(embedded?.source.document.path).toBe("README.md#1");
    expect(embedded && environments(inner(embedded))).toEqual([{ KONG_A: "1", KONG_B: "2" }]);
  });

  it("maps places outward", () => {
    if (embedded === undefined) throw new Error("nothing embedded");
    const { rawValueSpan, nameSpan } = assignmentOf(unitOf(inner(embedded)), "KONG_B");
    for (const [span, expected] of [
      [nameSpan, "KONG_B"],
      [rawValueSpan, "2"],
    ] as const) {
      const outer = embedded.toOuter(span);
      expect(outer && text.slice(outer.start, outer.end)).toBe(expected);
    }
  });

  it.each<[string, (b: ReturnType<typeof assignmentOf>) => SemanticEdit, Record<string, string>]>([
    ["set", (assignment) => ({ kind: "set", assignment, value: "a b" }), { KONG_A: "1", KONG_B: "a b" }],
    ["remove", (assignment) => ({ kind: "remove", assignment }), { KONG_A: "1" }],
    [
      "insert",
      (after) => ({ kind: "insert", property: "c", value: "3", after }),
      { KONG_A: "1", KONG_B: "2", KONG_C: "3" },
    ],
  ])("writes edits outward: %s", (_name, edit, expected) => {
    if (embedded === undefined) throw new Error("nothing embedded");
    const before = inner(embedded);
    const written = before.format.write(
      edit(assignmentOf(unitOf(before), "KONG_B")),
      configUnit(unitOf(before), before.source),
      { source: () => before.source, escapeHash: true },
    );
    if (written.kind === "cannot") throw new Error(written.why);
    const edits = embedded.encode(written.changes.flatMap((change) => change.edits));
    const after = applyEdits(text, edits ?? []);
    const [again] = embeddedIn(after);
    expect(again && environments(inner(again))).toEqual([expected]);
    // What is around the command is as it was.
    expect(after.startsWith(text.slice(0, text.indexOf("docker")))).toBe(true);
    expect(after.endsWith(text.slice(text.indexOf("kong:3.9")))).toBe(true);
    expect(after.split("\n").every((line) => !/\S {5,}\S/.test(line))).toBe(true);
  });
});

describe("which fences are read", () => {
  it.each([
    ["```dockerfile\nFROM kong:3.9\nENV KONG_A=1\n```", 1],
    ["```\nFROM kong:3.9\nENV KONG_A=1\n```", 1],
    ["```text\ndocker run kong:3.9\n```", 0],
    ["```lua\nkong.log('docker run')\n```", 0],
    ['```json\n{"kong": 1}\n```', 0],
    ["```\nsome output of kong\n```", 0],
    ["``docker run kong`` and `kong start`", 0],
    ["```sh\necho nothing\n```", 0],
    ["```sh\ndocker run kong:3.9", 1],
    ["```sh\nKONG_PG_PASSWORD=x\n```", 1],
  ])("%j: %i", (text, count) => {
    expect(embeddedIn(text)).toHaveLength(count);
  });
});
