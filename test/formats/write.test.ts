import { describe, expect, test } from "vitest";
import type { Surroundings } from "../../server/model/format.ts";
import type { SemanticEdit } from "../../server/model/semantic-edit.ts";
import { assignmentOf, edited, link, type Project, unitIn, variables, write } from "./project.ts";

const KNOWN: Surroundings = { shell: new Map() };

/** Values that each syntax has to hide something in. */
const VALUES = [
  "plain",
  "0.0.0.0:8001, [::]:8444 ssl",
  "a b",
  "off",
  "8000",
  "010",
  "",
  "~",
  "p$ss",
  "$${a}",
  "it's",
  'say "x"',
  "a # b",
  "#a",
  "a: b",
  "- a",
  "back\\slash",
  "two\nlines",
  " blank ",
  '{"a": "b"}',
  "./?.lua;./?/init.lua;;",
  "é",
  "%x",
  "@x",
  "*x",
];

/** Writes an edit and reads the files again: everything but what the edit says must be as before. */
function readAgain(project: Project, edit: SemanticEdit, id?: string): Record<string, string> {
  const again = link(edited(project, edit, id), project.surroundings);
  expect(again.linked.problems.filter(({ refuses }) => refuses)).toEqual([]);
  return variables(again, id);
}

const COMPOSE: Readonly<Record<string, string>> = {
  "a map":
    "services:\n  kong:\n    image: kong:3.9\n    environment:\n      KONG_A: one # why\n      KONG_B: two\n",
  "a map with quotes":
    "services:\n  kong:\n    image: kong:3.9\n    environment:\n      KONG_A: \"one\" # why\n      KONG_B: 'two'\n",
  "a list":
    "services:\n  kong:\n    image: kong:3.9\n    environment:\n      - KONG_A=one # why\n      - KONG_B=two\n",
  "a list with quotes":
    "services:\n  kong:\n    image: kong:3.9\n    environment:\n    - \"KONG_A=one\"\n    - 'KONG_B=two'\n",
  "flow style": 'services: {kong: {image: "kong:3.9", environment: {KONG_A: one, KONG_B: two}}}\n',
  "a flow list": "services:\n  kong:\n    image: kong:3.9\n    environment: [KONG_A=one, KONG_B=two]\n",
  JSON: '{"services": {"kong": {"image": "kong:3.9", "environment": {"KONG_A": "one", "KONG_B": "two"}}}}',
  "block scalars":
    "services:\n  kong:\n    image: kong:3.9\n    environment:\n      KONG_A: >-\n        one\n      KONG_B: |-\n        two\n",
  "returns before line feeds":
    "services:\r\n  kong:\r\n    image: kong:3.9\r\n    environment:\r\n      KONG_A: one\r\n      KONG_B: two\r\n",
};

describe.each(Object.entries(COMPOSE))("Compose: %s", (_, text) => {
  const project = link({ "compose.yaml": text }, KNOWN);

  test.each(VALUES)("set %j", (value) => {
    const edit: SemanticEdit = { kind: "set", assignment: assignmentOf(project, "KONG_A"), value };
    expect(readAgain(project, edit)).toEqual({ KONG_A: value, KONG_B: "two" });
  });

  test.each(VALUES)("insert %j", (value) => {
    for (const neighbor of [undefined, assignmentOf(project, "KONG_A")]) {
      const edit: SemanticEdit = { kind: "insert", property: "c", value, after: neighbor };
      expect(readAgain(project, edit)).toEqual({ KONG_A: "one", KONG_B: "two", KONG_C: value });
    }
  });

  test("remove, and then the last one without leaving an empty `environment`", () => {
    const edit: SemanticEdit = { kind: "remove", assignment: assignmentOf(project, "KONG_A") };
    const once = link(edited(project, edit), KNOWN);
    expect(variables(once)).toEqual({ KONG_B: "two" });
    const twice = edited(once, { kind: "remove", assignment: assignmentOf(once, "KONG_B") });
    expect(variables(link(twice, KNOWN))).toEqual({});
    expect(twice["compose.yaml"]).not.toContain("environment");
  });

  test("rename", () => {
    const edit: SemanticEdit = {
      kind: "rename",
      assignment: assignmentOf(project, "KONG_A"),
      property: "log_level",
    };
    expect(readAgain(project, edit)).toEqual({ KONG_LOG_LEVEL: "one", KONG_B: "two" });
  });

  test("comment out, where the syntax has comments", () => {
    const edit: SemanticEdit = { kind: "comment-out", span: assignmentOf(project, "KONG_A").span };
    const written = write(project, edit);
    if (written.kind === "edits") expect(readAgain(project, edit)).toEqual({ KONG_B: "two" });
    else expect(text.includes("{") || text.includes("[")).toBe(true);
  });
});

describe("Compose: the style of the file", () => {
  const text = COMPOSE["a map"] ?? "";
  const project = link({ "compose.yaml": text }, KNOWN);

  test("a trailing comment stays, and quotes come only where they are needed", () => {
    const edit: SemanticEdit = { kind: "set", assignment: assignmentOf(project, "KONG_A"), value: "info" };
    expect(edited(project, edit)["compose.yaml"]).toContain("      KONG_A: info # why\n");
    const off: SemanticEdit = { kind: "set", assignment: assignmentOf(project, "KONG_A"), value: "off" };
    expect(edited(project, off)["compose.yaml"]).toContain('      KONG_A: "off" # why\n');
  });

  test("quotes stay", () => {
    const quoted = link({ "compose.yaml": COMPOSE["a map with quotes"] ?? "" }, KNOWN);
    const edit: SemanticEdit = { kind: "set", assignment: assignmentOf(quoted, "KONG_B"), value: "info" };
    expect(edited(quoted, edit)["compose.yaml"]).toContain("KONG_B: 'info'\n");
  });

  test("a new entry follows the one before it", () => {
    const edit: SemanticEdit = {
      kind: "insert",
      property: "c",
      value: "x",
      after: assignmentOf(project, "KONG_A"),
    };
    expect(edited(project, edit)["compose.yaml"]).toContain(
      "KONG_A: one # why\n      KONG_C: x\n      KONG_B",
    );
  });

  test("a service without `environment` gets one", () => {
    const bare = link(
      {
        "compose.yaml":
          "services:\n    kong:\n        image: kong:3.9\n        ports:\n            - 8000\n    db:\n        image: postgres\n",
      },
      KNOWN,
    );
    const edit: SemanticEdit = { kind: "insert", property: "log_level", value: "info", after: undefined };
    expect(edited(bare, edit)["compose.yaml"]).toBe(
      "services:\n    kong:\n        image: kong:3.9\n        ports:\n            - 8000\n        environment:\n            KONG_LOG_LEVEL: info\n    db:\n        image: postgres\n",
    );
  });

  test("a service whose `environment` is an anchor gets its own entry, and the anchor stays", () => {
    const shared = link(
      {
        "compose.yaml":
          "x-e: &e\n  KONG_A: one\nservices:\n  kong:\n    image: kong\n    environment: *e\n  other:\n    image: kong\n    environment: *e\n",
      },
      KNOWN,
    );
    const edit: SemanticEdit = { kind: "insert", property: "b", value: "x", after: undefined };
    const again = link(edited(shared, edit, "services.kong"), KNOWN);
    expect(variables(again, "services.kong")).toEqual({ KONG_A: "one", KONG_B: "x" });
    expect(variables(again, "services.other")).toEqual({ KONG_A: "one" });
  });

  test("the last entry of an anchor leaves an empty map, for others refer to it", () => {
    const shared = link(
      {
        "compose.yaml":
          "x-e: &e\n  KONG_A: one\nservices:\n  kong:\n    image: kong\n    environment:\n      <<: *e\n      KONG_B: b\n",
      },
      KNOWN,
    );
    expect(readAgain(shared, { kind: "remove", assignment: assignmentOf(shared, "KONG_A") })).toEqual({
      KONG_B: "b",
    });
  });

  test("a value-less entry gets a value", () => {
    for (const lines of ["      KONG_A:\n      KONG_B: b\n", "      - KONG_A\n      - KONG_B=b\n"]) {
      const bare = link(
        { "compose.yaml": `services:\n  kong:\n    image: kong\n    environment:\n${lines}` },
        KNOWN,
      );
      expect(readAgain(bare, { kind: "set", assignment: assignmentOf(bare, "KONG_A"), value: "x" })).toEqual({
        KONG_A: "x",
        KONG_B: "b",
      });
    }
  });

  test("what an image sets has no text", () => {
    const image = link({ "compose.yaml": text }, { ...KNOWN, imageEnvironment: new Map([["KONG_I", "x"]]) });
    const edit: SemanticEdit = { kind: "remove", assignment: assignmentOf(image, "KONG_I") };
    expect(write(image, edit)).toEqual({ kind: "cannot", why: "no-text" });
  });

  test("a variable of an env_file is written there", () => {
    const files = {
      "compose.yaml": "services:\n  kong:\n    image: kong\n    env_file: a.env\n",
      "a.env": "KONG_A=one\nKONG_B='two'\n",
    };
    const drawn = link(files, KNOWN);
    for (const value of VALUES)
      expect(readAgain(drawn, { kind: "set", assignment: assignmentOf(drawn, "KONG_B"), value })).toEqual({
        KONG_A: "one",
        KONG_B: value,
      });
  });
});

describe.each(["compose-2", "compose-1", "docker-run", "shell", "dash", "kubectl", "systemd"])(
  "an environment file for %s",
  (reader) => {
    const surroundings: Surroundings = { ...KNOWN, reader: reader as NonNullable<Surroundings["reader"]> };
    const project = link({ "kong.env": "KONG_A=one\nKONG_B=two\n" }, surroundings);

    test.each(VALUES)("set and insert %j, or say that it cannot be", (value) => {
      const insert: SemanticEdit = {
        kind: "insert",
        property: "c",
        value,
        after: assignmentOf(project, "KONG_B"),
      };
      const set: SemanticEdit = { kind: "set", assignment: assignmentOf(project, "KONG_A"), value };
      if (write(project, set).kind !== "edits") {
        expect(value).toMatch(/\n|\$\{/);
        return;
      }
      expect(readAgain(project, set)).toEqual({ KONG_A: value, KONG_B: "two" });
      expect(readAgain(project, insert)).toEqual({ KONG_A: "one", KONG_B: "two", KONG_C: value });
    });

    test("remove, rename and comment out", () => {
      const a = assignmentOf(project, "KONG_A");
      expect(readAgain(project, { kind: "remove", assignment: a })).toEqual({ KONG_B: "two" });
      expect(readAgain(project, { kind: "comment-out", span: a.span })).toEqual({ KONG_B: "two" });
      expect(readAgain(project, { kind: "rename", assignment: a, property: "c" })).toEqual({
        KONG_C: "one",
        KONG_B: "two",
      });
    });
  },
);

test("an environment file whose reader is unknown keeps its style", () => {
  const project = link({ "kong.env": 'KONG_A=one\nexport KONG_B="two"\n' });
  const set = (variable: string, value: string): string =>
    edited(project, { kind: "set", assignment: assignmentOf(project, variable), value })["kong.env"] ?? "";
  expect(set("KONG_A", "0.0.0.0:8000, 0.0.0.0:8443 ssl")).toContain(
    "KONG_A=0.0.0.0:8000, 0.0.0.0:8443 ssl\n",
  );
  expect(set("KONG_A", "p$ss")).toContain("KONG_A='p$ss'\n");
  expect(set("KONG_B", "p$ss")).toContain('export KONG_B="p\\$ss"\n');
  expect(unitIn(project).assignments).toHaveLength(2);
});

test("what an alias refers to is neither removed nor turned into a comment", () => {
  const text =
    "services:\n  kong:\n    image: kong\n    environment:\n      KONG_A: &a one\n      KONG_B: two\n  other:\n    image: kong\n    environment:\n      KONG_A: *a\n";
  const project = link({ "compose.yaml": text }, KNOWN);
  const assignment = assignmentOf(project, "KONG_A", "services.kong");
  const shared = { kind: "cannot", why: "shared" };
  expect(write(project, { kind: "remove", assignment }, "services.kong")).toEqual(shared);
  expect(write(project, { kind: "comment-out", span: assignment.span }, "services.kong")).toEqual(shared);
});
