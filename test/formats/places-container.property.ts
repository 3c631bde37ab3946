import { describe, expect, it } from "vitest";
import { applyEdits } from "../../grammar/text/text-edit.ts";
import { dockerfile } from "../../server/formats/dockerfile/format.ts";
import { markdownFormat } from "../../server/formats/markdown/format.ts";
import { shell } from "../../server/formats/shell/format.ts";
import type { Cursor, SourceFormat } from "../../server/model/format.ts";
import type { Source } from "../../server/model/source.ts";
import { SourceDocument } from "../../server/model/source-document.ts";
import { locateInValue } from "../../server/model/value.ts";
import fc from "../fast-check.ts";
import { assignmentOf, read, unitOf } from "./editing.ts";

const markdown = markdownFormat([shell, dockerfile]);

/** A text with `|` at the cursor. */
function at(format: SourceFormat, marked: string): { cursor: Cursor; text: string; source: Source } {
  const offset = marked.indexOf("|");
  const text = marked.slice(0, offset) + marked.slice(offset + 1);
  const { source, linked } = read(format, text);
  return { cursor: format.cursor?.(source, linked.units, offset) ?? { kind: "elsewhere" }, text, source };
}

/** The text once the proposal of a cursor is taken. */
function taken(format: SourceFormat, marked: string, property: string, value: string): string {
  const { cursor, text } = at(format, marked);
  if (cursor.kind === "name")
    return applyEdits(text, [{ span: cursor.replace, newText: cursor.spell(property, value) }]);
  if (cursor.kind === "value")
    return applyEdits(text, [{ span: cursor.replace, newText: cursor.spell(value) }]);
  return cursor.kind;
}

describe("the cursor", () => {
  it.each([
    [dockerfile, "FROM kong:3.9\nENV KONG_A=x|y\n", "FROM kong:3.9\nENV KONG_A=off\n"],
    [dockerfile, 'FROM kong:3.9\nENV KONG_A="x|y" B=1\n', 'FROM kong:3.9\nENV KONG_A="off" B=1\n'],
    [dockerfile, "FROM kong:3.9\nENV KON|\n", "FROM kong:3.9\nENV KONG_DATABASE=off\n"],
    [dockerfile, "FROM kong:3.9\nENV A=1 \\\n  KONG_|\n", "FROM kong:3.9\nENV A=1 \\\n  KONG_DATABASE=off\n"],
    [dockerfile, "FROM kong:3.9\nENV KONG_|A=1\n", "FROM kong:3.9\nENV KONG_DATABASE=1\n"],
    [dockerfile, "FROM kong:3.9\nRUN KONG_|\n", "elsewhere"],
    [dockerfile, "FROM alpine\nENV A=|\n", "elsewhere"],
    [dockerfile, "FROM kong:3.9\n# kong-li|nt\n", "comment"],
    [shell, "docker run -e KONG_A=x| kong:3.9", "docker run -e KONG_A=off kong:3.9"],
    [shell, "docker run -e 'KONG_A=x|' kong:3.9", "docker run -e 'KONG_A=off' kong:3.9"],
    [
      shell,
      'docker run \\\n -e "KONG_|" \\\n kong:3.9',
      'docker run \\\n -e "KONG_DATABASE=off" \\\n kong:3.9',
    ],
    [shell, "docker run --env=KONG_| kong:3.9", "docker run --env=KONG_DATABASE=off kong:3.9"],
    [shell, "KONG_|A=1 kong start", "KONG_DATABASE=1 kong start"],
    [shell, "export KONG_A=|\nkong start", "export KONG_A=off\nkong start"],
    [shell, "docker run ko|ng:3.9", "elsewhere"],
    [shell, "kong start # x|y", "comment"],
  ] as const)("%#", (format, marked, expected) => {
    expect(taken(format as SourceFormat, marked, "database", "off")).toBe(expected);
  });
});

describe("what a comment covers", () => {
  it.each([
    [dockerfile, "FROM k\nENV A=1 \\\n    B=|2\n", "    B=2"],
    [dockerfile, "FROM k\nENV A=|1 \\\n    B=2\n", "ENV A=1 \\"],
    [dockerfile, "FROM k\nRUN a \\\n  |b\n", "RUN a \\\n  b"],
    [shell, "if x; then\n  docker run \\\n    -e A=|1 kong\nfi\n", "  docker run \\\n    -e A=1 kong"],
    [shell, "# x\r\nkong sta|rt\r\n", "kong start"],
  ] as const)("%#", (format, marked, covers) => {
    const { source, text } = at(format as SourceFormat, marked);
    const { start, end } = source.format.statementAt(source, marked.indexOf("|"));
    expect(text.slice(start, end)).toBe(covers);
  });

  it.each([
    [dockerfile, "FROM k\n# |a\nENV A=1\n", "# a", "# a\n"],
    [dockerfile, "FROM k\nENV A=1 \\\n  # |a\n  B=2\n", "# a", "  # a\n"],
    [shell, "kong start # |a\n", "# a", " # a"],
    [shell, "ech|o '# a'\n", undefined, undefined],
  ] as const)("a comment with what goes with it: %#", (format, marked, comment, removal) => {
    const { source, text } = at(format as SourceFormat, marked);
    const found = source.format.commentAt(source, marked.indexOf("|"));
    expect(found?.text).toBe(comment);
    expect(found && text.slice(found.removal.start, found.removal.end)).toBe(removal);
  });
});

describe("which files are whose", () => {
  it.each([
    [dockerfile, "kong/Dockerfile", "", "named"],
    [dockerfile, "Dockerfile.prod", "", "named"],
    [dockerfile, "gateway.dockerfile", "", "named"],
    [dockerfile, "Containerfile", "", "named"],
    [dockerfile, "kong/Dockerfile2", "", "named"],
    [dockerfile, "src/DockerfileParser.java", "", undefined],
    [dockerfile, ".dockerignore", "", undefined],
    [dockerfile, "docs/Dockerfile.md", "", undefined],
    [dockerfile, "build/image", "# x\nARG T\nFROM kong:$T\nUSER root\n", "content"],
    [dockerfile, "mail.txt", "From: me\nFrom you\n", undefined],
    [shell, "run.sh", "", "named"],
    [shell, "bin/start", "#!/usr/bin/env bash\n", "named"],
    [shell, "notes.txt", "Then\n  docker run -d kong:3.9\n", "content"],
    [shell, "notes.txt", "Kong is a gateway; run docker.\n", undefined],
    [shell, "a.py", "#!/usr/bin/env python3\n", undefined],
    [markdown, "docs/README.md", "", "named"],
    [markdown, "README", "", "named"],
    [markdown, "README.rst", "", undefined],
  ] as const)("%#", (format, path, sample, expected) => {
    expect((format as SourceFormat).detect(path, sample)).toBe(expected);
  });
});

describe("any text", () => {
  const formats = [dockerfile, shell, markdown];
  const word = fc.constantFrom(
    ..."\n \\\t\r\0\"'`$#;&|()<>{}[]=,~!*?-".split(""),
    ..."FROM |ENV |ARG |RUN <<E|kong:3.9|KONG_A|KONG_DATABASE=off|docker run |-e |--env-file |export |kong start|${X:-|$(|${|```sh|> |$ |# escape=`|if |then |fi|case |esac|;;|\\\n|\ud800|é|E".split(
      "|",
    ),
  );
  const text = fc.array(word, { maxLength: 60 }).map((words) => words.join(""));

  it("gets an answer, with all places inside it", () => {
    fc.assert(
      fc.property(text, fc.constantFrom(...formats), (written, format) => {
        const source = format.parse(new SourceDocument("file", written));
        for (const inner of [source, ...source.embedded.map((each) => each.source)]) {
          const owner = inner.format;
          const { length } = inner.document.text;
          const linked = owner.link(inner, { surroundings: {}, resolve: () => ({ kind: "missing" }) });
          for (const { at: place } of linked.problems)
            expect(place.start <= place.end && place.end <= length).toBe(true);
          for (const { assignments, anchor, extent } of linked.units) {
            expect(anchor.start <= anchor.end && extent.end <= length).toBe(true);
            for (const { span, lineSpan, value } of assignments) {
              expect(span.start <= span.end && span.end <= length && lineSpan.start <= span.start).toBe(true);
              const place = locateInValue(value, { start: 0, end: 1 });
              expect(place === undefined || place.end <= length).toBe(true);
            }
          }
          for (let offset = 0; offset <= length; offset += 7) {
            owner.cursor?.(inner, linked.units, offset);
            const statement = owner.statementAt(inner, offset);
            expect(statement.start <= statement.end && statement.end <= length).toBe(true);
            const comment = owner.commentAt(inner, offset);
            expect(comment === undefined || comment.removal.end <= length).toBe(true);
          }
        }
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    ["a long ENV", dockerfile, `FROM kong:3.9\nENV ${"KONG_A=b ".repeat(30_000)}`],
    ["open quotes", dockerfile, `FROM kong:3.9\n${'ENV KONG_A="b\n'.repeat(30_000)}`],
    [
      "variables that double",
      dockerfile,
      `FROM kong:3.9\nENV A=x\n${"ENV A=$A$A KONG_B=$A\n".repeat(20_000)}`,
    ],
    ["many stages", dockerfile, `FROM kong AS a\n${"FROM a AS a\nENV KONG_A=1\n".repeat(20_000)}`],
    ["nested substitutions", shell, "$(".repeat(50_000)],
    ["nested braces", shell, `V=${"${V:-".repeat(30_000)}`],
    ["parentheses", shell, "(".repeat(50_000) + ")".repeat(50_000)],
    ["variables that double", shell, "V=x\n" + "V=$V$V\n".repeat(20_000) + "docker run -e KONG_A=$V kong"],
    ["many options", shell, `docker run ${"-e KONG_A=b ".repeat(20_000)} kong:3.9`],
    ["NUL", shell, "docker run -e KONG_A=\0 kong\n".repeat(10_000)],
    ["open fences", markdown, "```sh\ndocker run kong\n> ".repeat(20_000)],
  ] as const)("of any size: %s", (_, format, written) => {
    const { linked } = read(format as SourceFormat, written);
    expect(linked.units.length).toBeLessThanOrEqual(20_000);
  });
});

describe("places inside values", () => {
  it.each([
    [dockerfile, 'FROM kong\nENV KONG_A="x \\$y" B=1\n', "$y", "\\$y"],
    [shell, 'docker run -e KONG_A=\'a\'b"\\"c" kong', '"c', '\\"c'],
    [shell, "V=abc\ndocker run -e KONG_A=x${V}y kong", "bc", "${V}"],
  ] as const)("%#, an item has the characters that write it", (format, text, item, expected) => {
    const assignment = assignmentOf(unitOf(read(format as SourceFormat, text)), "KONG_A");
    const start = assignment.rawValue.indexOf(item);
    const place = locateInValue(assignment.value, { start, end: start + item.length });
    expect(place && text.slice(place.start, place.end)).toBe(expected);
  });
});
