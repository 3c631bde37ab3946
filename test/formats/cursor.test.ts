import { describe, expect, test } from "vitest";
import { SourceText } from "../../grammar/text/source-text.ts";
import { applyEdits } from "../../grammar/text/text-edit.ts";
import type { Cursor } from "../../server/model/format.ts";
import { link, type Project } from "./project.ts";

/** What is at the `|` of a text. */
function at(
  path: string,
  marked: string,
): { readonly cursor: Cursor; readonly text: string; readonly project: Project } {
  const offset = marked.indexOf("¦");
  const text = marked.replace("¦", "");
  const project = link({ [path]: text });
  const cursor = project.source.format.cursor?.(project.source, project.linked.units, offset);
  if (cursor === undefined) throw new Error("no format");
  return { cursor, text, project };
}

/** The text after a proposal for the cursor. */
function taken(path: string, marked: string, name: string, value: string | undefined): string {
  const { cursor, text } = at(path, marked);
  if (cursor.kind === "name")
    return applyEdits(text, [{ span: cursor.replace, newText: cursor.spell(name, value) }]);
  if (cursor.kind === "value")
    return applyEdits(text, [{ span: cursor.replace, newText: cursor.spell(value ?? "") }]);
  return cursor.kind;
}

const HEAD = "services:\n  kong:\n    image: kong\n    environment:\n";

describe("Compose", () => {
  test.each([
    [
      "a name of a map",
      `${HEAD}      KONG_A: x\n      KONG_LO¦\n`,
      `${HEAD}      KONG_A: x\n      KONG_LOG_LEVEL: "off"\n`,
    ],
    ["the first name", `${HEAD}      KO¦\n`, `${HEAD}      KONG_LOG_LEVEL: "off"\n`],
    [
      "an empty line",
      `${HEAD}      KONG_A: x\n      ¦\n`,
      `${HEAD}      KONG_A: x\n      KONG_LOG_LEVEL: "off"\n`,
    ],
    ["the name before a value", `${HEAD}      KONG_L¦: x\n`, `${HEAD}      KONG_LOG_LEVEL: x\n`],
    [
      "an item",
      `${HEAD}      - KONG_A=x\n      - KONG_¦\n`,
      `${HEAD}      - KONG_A=x\n      - KONG_LOG_LEVEL=off\n`,
    ],
    [
      "a line without its dash",
      `${HEAD}      - KONG_A=x\n      ¦\n`,
      `${HEAD}      - KONG_A=x\n      - KONG_LOG_LEVEL=off\n`,
    ],
    ["a value", `${HEAD}      KONG_A: x¦\n`, `${HEAD}      KONG_A: "off"\n`],
    ["a value in quotes", `${HEAD}      KONG_A: '¦'\n`, `${HEAD}      KONG_A: 'off'\n`],
    [
      "no value yet",
      `${HEAD}      KONG_A:¦\n      KONG_B: x\n`,
      `${HEAD}      KONG_A: "off"\n      KONG_B: x\n`,
    ],
    ["the value of an item", `${HEAD}      - KONG_A=x¦\n`, `${HEAD}      - KONG_A=off\n`],
    [
      "an anchor",
      "x-e: &e\n  KONG_A: x\n  KONG_¦\nservices:\n  kong:\n    image: kong\n",
      'x-e: &e\n  KONG_A: x\n  KONG_LOG_LEVEL: "off"\nservices:\n  kong:\n    image: kong\n',
    ],
  ])("%s", (_, marked, expected) => {
    expect(taken("compose.yaml", marked, "log_level", "off")).toBe(expected);
  });

  test.each([
    ["the image", "services:\n  kong:\n    image: ko¦ng\n"],
    ["a key of the service", "services:\n  kong:\n    image: kong\n    por¦\n"],
    ["the key itself", "services:\n  kong:\n    image: kong\n    environ¦ment:\n      KONG_A: x\n"],
  ])("elsewhere: %s", (_, marked) => expect(at("compose.yaml", marked).cursor.kind).toBe("elsewhere"));

  test("a comment", () => {
    const { cursor, text } = at("compose.yaml", `${HEAD}      # kong-lint-dis¦\n      KONG_A: x\n`);
    expect(cursor).toMatchObject({ kind: "comment", typed: "kong-lint-dis" });
    expect(cursor.kind === "comment" && text.slice(cursor.replace.start, cursor.replace.end)).toBe(
      "kong-lint-dis",
    );
  });

  test("the unit of a name is its service", () => {
    const { cursor } = at(
      "compose.yaml",
      `${HEAD}      KONG_A: x\n  other:\n    image: kong\n    environment:\n      KONG_¦\n`,
    );
    expect(cursor).toMatchObject({ kind: "name", unit: "services.other", typed: "KONG_" });
  });
});

describe("environment files", () => {
  test.each([
    ["a name", "KONG_A=x\nKONG_L¦", "KONG_A=x\nKONG_LOG_LEVEL=off"],
    ["a name after `export`", "export KO¦\n", "export KONG_LOG_LEVEL=off\n"],
    ["the name before a value", "KONG_¦=x\n", "KONG_LOG_LEVEL=x\n"],
    ["a value", "KONG_A=x¦\n", "KONG_A=off\n"],
    ["a value in quotes", 'KONG_A="x¦y"\n', 'KONG_A="off"\n'],
    ["no value yet", "KONG_A=¦\n", "KONG_A=off\n"],
  ])("%s", (_, marked, expected) => expect(taken("kong.env", marked, "log_level", "off")).toBe(expected));

  test("a comment", () =>
    expect(at("kong.env", "# kong-lint¦\nKONG_A=x").cursor).toMatchObject({
      kind: "comment",
      typed: "kong-lint",
    }));
});

const JOB = 'job "k" {\n  group "k" {\n    task "kong" {\n      config { image = "kong" }\n      env {\n';
const TF = 'resource "docker_container" "kong" {\n  image = "kong"\n  env = ["KONG_PREFIX=x", ';
const TASK =
  '{"containerDefinitions": [{"name": "kong", "image": "kong", "environment": [\n  {"name": "KONG_A", "value": "x"},\n';
const STACK =
  "Resources:\n  T:\n    Type: AWS::ECS::TaskDefinition\n    Properties:\n      ContainerDefinitions:\n        - Image: kong\n          Environment:\n            - {Name: KONG_A, Value: x}\n";

describe("Nomad, Terraform and ECS", () => {
  test.each([
    [
      "kong.nomad",
      `${JOB}        KONG_A = "x"\n        KONG_L¦\n      }\n    }\n  }\n}\n`,
      'KONG_LOG_LEVEL = "off"',
    ],
    ["kong.nomad", `${JOB}        ¦\n      }\n    }\n  }\n}\n`, '        KONG_LOG_LEVEL = "off"'],
    ["kong.nomad", `${JOB}        KONG_¦ = "x"\n      }\n    }\n  }\n}\n`, 'KONG_LOG_LEVEL = "x"'],
    ["kong.nomad", `${JOB}        KONG_A = "¦"\n      }\n    }\n  }\n}\n`, 'KONG_A = "off"'],
    ["main.tf", `${TF}"KONG_B=¦"]\n}\n`, '"KONG_B=off"]'],
    ["main.tf", `${TF}"KONG_¦B=x"]\n}\n`, '"KONG_LOG_LEVEL=x"]'],
    ["main.tf", 'locals {\n  e = {\n    KONG_A = "x"\n    KONG_L¦\n  }\n}\n', '    KONG_LOG_LEVEL = "off"\n'],
    ["task.json", `${TASK}  {"name": "KONG_¦"}\n]}]}`, '{"name": "KONG_LOG_LEVEL", "value": "off"}'],
    ["task.json", `${TASK}  {"name": "KO¦", "value": "y"}\n]}]}`, '{"name": "KONG_LOG_LEVEL", "value": "y"}'],
    ["task.json", `${TASK}  {"name": "KONG_B", "value": "¦"}\n]}]}`, '{"name": "KONG_B", "value": "off"}'],
    [
      "stack.yaml",
      `${STACK}            - Name: KONG_¦\n`,
      '- Name: KONG_LOG_LEVEL\n              Value: "off"\n',
    ],
    ["stack.yaml", `${STACK}            - Name: KONG_B\n              Value: y¦\n`, 'Value: "off"\n'],
  ])("%s: %s", (path, marked, expected) => {
    expect(taken(path, marked, "log_level", "off")).toContain(expected);
  });

  test.each([
    ["the image of a task", "kong.nomad", JOB.replace('"kong" }', '"ko¦ng" }')],
    ["the name of a container", "task.json", TASK.replace('"kong", "image"', '"ko¦ng", "image"')],
    [
      "another attribute",
      "main.tf",
      'resource "docker_container" "kong" {\n  image = "ko¦ng"\n  env = ["KONG_A=x"]\n}\n',
    ],
  ])("elsewhere: %s", (_, path, marked) => expect(at(path, marked).cursor.kind).toBe("elsewhere"));
});

describe("what a comment covers", () => {
  const statementAt = (path: string, text: string, word: string): string => {
    const { source } = link({ [path]: text });
    const { start, end } = source.format.statementAt(source, text.indexOf(word));
    return text.slice(start, end);
  };
  const text = `${HEAD}      KONG_A: x # why\n      # aside\n      KONG_B: >-\n        one\n        two\n`;

  test("a statement", () =>
    expect(statementAt("compose.yaml", text, "KONG_A")).toBe("      KONG_A: x # why"));

  test("a statement of several lines, from the middle of it", () =>
    expect(statementAt("compose.yaml", text, "two")).toBe("      KONG_B: >-\n        one\n        two"));

  test.each([
    ["# why", " # why"],
    ["# aside", "      # aside\n"],
  ])("a comment is found with what goes with it: %s", (comment, removal) => {
    const { source } = link({ "compose.yaml": text });
    const found = source.format.commentAt(source, text.indexOf(comment) + 1);
    expect(found?.text).toBe(comment);
    expect(text.slice(found?.removal.start, found?.removal.end)).toBe(removal);
  });

  test("beside a comment there is none", () => {
    const { source } = link({ "compose.yaml": text });
    expect(source.format.commentAt(source, text.indexOf("KONG_A"))).toBeUndefined();
  });

  test("the statement of the name of a service is the service", () => {
    const { source } = link({ "compose.yaml": text });
    const place = source.format.statementAt(source, text.indexOf("kong:"));
    expect(place === undefined ? "" : text.slice(place.start, place.end)).toBe(
      text.slice(text.indexOf("  kong:")).trimEnd(),
    );
    expect(new SourceText(text).lines.positionAt(place?.start ?? 0).line).toBe(1);
  });
});
