import { describe, expect, it } from "vitest";
import { SourceText } from "../../grammar/text/source-text.ts";
import { applyEdits } from "../../grammar/text/text-edit.ts";
import { format as dockerfile } from "../../server/formats/dockerfile/format.ts";
import type { Cursor, Source, SourceFormat, SuppressionReach } from "../../server/formats/format.ts";
import { format as markdown } from "../../server/formats/markdown/format.ts";
import { format as shell } from "../../server/formats/shell/format.ts";
import { sourceId } from "../../server/model/location.ts";
import { locateInValue } from "../../server/model/value.ts";
import fc from "../fast-check.ts";
import { assignmentOf, read, unitOf } from "./editing.ts";

/** A text with `|` at the cursor. */
function at(format: SourceFormat, marked: string): { cursor: Cursor; text: string; source: Source } {
  const offset = marked.indexOf("|");
  const text = marked.slice(0, offset) + marked.slice(offset + 1);
  const { source, linked } = read(format, text);
  return { cursor: format.cursor(source, linked.units, offset), text, source };
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

describe("comments that silence", () => {
  const silenced = (
    format: SourceFormat,
    marked: string,
    reach: SuppressionReach,
  ): { text: string; covers: string } => {
    const offset = marked.indexOf("|");
    const text = marked.slice(0, offset) + marked.slice(offset + 1);
    const { source } = read(format, text);
    const found = format.suppression(source, { start: offset, end: offset }, ["a/b", "c/d"], reach);
    if (found === undefined) throw new Error("no comments");
    return { text: applyEdits(text, [found.edit]), covers: text.slice(found.covers.start, found.covers.end) };
  };

  it.each([
    [
      dockerfile,
      "FROM k\nENV A=1 \\\n    B=|2\n",
      "statement",
      "FROM k\nENV A=1 \\\n    # kong-lint-disable-next-line a/b, c/d\n    B=2\n",
      "    B=2",
    ],
    [
      dockerfile,
      "FROM k\nENV A=|1 \\\n    B=2\n",
      "line",
      "FROM k\n# kong-lint-disable-next-line a/b, c/d\nENV A=1 \\\n    B=2\n",
      "ENV A=1 \\",
    ],
    [
      dockerfile,
      "# escape=`\nFROM |k",
      "file",
      "# escape=`\n# kong-lint-disable-file a/b, c/d\nFROM k",
      "# escape=`\nFROM k",
    ],
    [
      shell,
      "if x; then\n  docker run \\\n    -e A=|1 kong\nfi\n",
      "statement",
      "if x; then\n  # kong-lint-disable-next-line a/b, c/d\n  docker run \\\n    -e A=1 kong\nfi\n",
      "  docker run \\\n    -e A=1 kong",
    ],
    [
      shell,
      "# kong-lint-disable-next-line x/y -- why\nkong sta|rt\n",
      "statement",
      "# kong-lint-disable-next-line x/y, a/b, c/d -- why\nkong start\n",
      "kong start",
    ],
    [
      shell,
      "#!/bin/sh\r\nkong sta|rt\r\n",
      "file",
      "#!/bin/sh\r\n# kong-lint-disable-file a/b, c/d\r\nkong start\r\n",
      "#!/bin/sh\r\nkong start\r\n",
    ],
  ] as const)("%#", (format, marked, reach, text, covers) => {
    expect(silenced(format as SourceFormat, marked, reach)).toEqual({ text, covers });
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
  const formats: readonly SourceFormat[] = [dockerfile, shell, markdown];
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
        const source = format.parse(sourceId("file"), new SourceText(written));
        const sources = [
          [format, source] as const,
          ...source.embedded.map((each) => [byId(formats, each.source), each.source] as const),
        ];
        for (const [owner, inner] of sources) {
          const { length } = inner.text.text;
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
            owner.cursor(inner, linked.units, offset);
            const statement = owner.statementAt(inner, offset);
            expect(statement.start <= statement.end && statement.end <= length).toBe(true);
            owner.suppression(inner, { start: offset, end: offset }, ["a/b"], "statement");
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

function byId(formats: readonly SourceFormat[], source: Source): SourceFormat {
  const found = formats.find(({ id }) => id === source.format);
  if (found === undefined) throw new Error("a source of no format");
  return found;
}

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
