import { describe, expect, test } from "vitest";
import { assignmentOf, edited, kinds, link, textAt, unitIn, variables } from "./project.ts";

const unit = (lines: string, more: Record<string, string> = {}): Record<string, string> => ({
  "kong.service": `[Service]\n${lines}\nExecStart=/usr/local/bin/kong start\n`,
  ...more,
});

describe("which units start Kong", () => {
  test.each([
    ["by its command", { "gateway.service": "[Service]\nExecStart=/usr/local/bin/kong start -c /x\n" }],
    ["by its variables", { "a.service": "[Service]\nEnvironment=KONG_LOG_LEVEL=info\nExecStart=/run.sh\n" }],
    ["a drop-in", { "kong.service.d/a.conf": "[Service]\nEnvironment=KONG_X=1\n" }],
  ])("%s", (_, texts) => expect(link(texts).linked.units).toHaveLength(1));

  test("another service is none", () => {
    const text = "[Service]\nEnvironment=A=kong\nExecStart=/usr/bin/konga\n";
    expect(link({ "a.service": text }).linked.units).toEqual([]);
  });
});

describe("what systemd drops", () => {
  test.each([
    ["Environment=KONG_A=1, 2", "word-lost", "2", { KONG_A: "1," }],
    ["Environment=KONG_A = x", "word-lost", "KONG_A = x", {}],
    ["Environment=KONG_A=a\\ b", "word-lost", "\\ ", {}],
    ["Environment=KONG_A=a%2Fb", "word-lost", "%2", {}],
    ["Environment=\"KONG_A=it's", "word-lost", "\"KONG_A=it's", {}],
    ["environment=KONG_A=x", "word-lost", "environment", {}],
    ["EnvironmentFile=kong.env", "word-lost", "kong.env", {}],
    ["Environment=KONG_A=%h", "specifier", "%h", { KONG_A: "?" }],
  ])("%s", (line, kind, place, expected) => {
    const project = link(unit(line));
    expect(new Set(kinds(project))).toEqual(new Set([kind]));
    const [problem] = project.linked.problems;
    expect(problem === undefined ? "" : textAt(project, problem.at)).toBe(place);
    expect(variables(project)).toEqual(expected);
  });

  test("the rest of a value is offered in quotes", () => {
    const project = link(unit("Environment=KONG_A=1, 2 ssl"));
    const [problem] = project.linked.problems;
    expect(problem?.correction?.text).toBe('"KONG_A=1, 2 ssl"');
  });

  test("`Environment` in another section", () => {
    const text = "[Unit]\nEnvironment=KONG_A=x\n[Service]\nExecStart=/usr/local/bin/kong start\n";
    expect(kinds(link({ "kong.service": text }))).toEqual(["word-lost"]);
  });
});

test("a file that only the machine has leaves the process open, and is no problem", () => {
  const project = link(unit("EnvironmentFile=-/etc/kong/kong.env"));
  expect(unitIn(project).absence.kind).toBe("open");
  expect(kinds(project)).toEqual([]);
});

describe("edits", () => {
  const texts = unit('Environment=KONG_A=1 KONG_B=2\n# c\nEnvironment="KONG_C=x y"');
  const text = texts["kong.service"] ?? "";
  const project = link(texts);
  const a = assignmentOf(project, "KONG_A");

  test.each([
    ["3", "KONG_A=3"],
    ["a b", '"KONG_A=a b"'],
    ["50%", "KONG_A=50%%"],
    ['"q"', '"KONG_A=\\"q\\""'],
  ])("a value is written so that it arrives: %s", (value, spelled) => {
    const after = edited(project, { kind: "set", assignment: a, value });
    expect(after["kong.service"]).toBe(text.replace("KONG_A=1", () => spelled));
    expect(variables(link(after)).KONG_A).toBe(value);
  });

  test("an assignment is removed with its line, or from its line", () => {
    expect(edited(project, { kind: "remove", assignment: a })["kong.service"]).toBe(
      text.replace("KONG_A=1 ", ""),
    );
    const c = assignmentOf(project, "KONG_C");
    expect(edited(project, { kind: "remove", assignment: c })["kong.service"]).toBe(
      text.replace('Environment="KONG_C=x y"\n', ""),
    );
    const b = assignmentOf(project, "KONG_B");
    expect(edited(project, { kind: "remove", assignment: b })["kong.service"]).toBe(
      text.replace(" KONG_B=2", ""),
    );
  });

  test("a new setting has a line of its own", () => {
    const edit = { kind: "insert", property: "plugins", value: "bundled, x", after: a } as const;
    expect(edited(project, edit)["kong.service"]).toContain(
      'KONG_B=2\nEnvironment="KONG_PLUGINS=bundled, x"\n',
    );
  });
});
