import { describe, expect, test } from "vitest";
import { sourceId } from "../../server/model/location.ts";
import { KNOWN, service } from "./compose-project.ts";
import { assignmentOf, kinds, link, unitIn, variables } from "./project.ts";

describe("several files", () => {
  test("layers: image, env_file in order, environment", () => {
    const files = {
      ...service("env_file:\n  - a.env\n  - b.env\nenvironment:\n  KONG_D: env"),
      "a.env": "KONG_B=a\nKONG_C=a\nKONG_D=a\n",
      "b.env": "KONG_C=b\n",
    };
    const imageEnvironment = new Map([
      ["KONG_A", "image"],
      ["KONG_B", "image"],
    ]);
    const project = link(files, { ...KNOWN, imageEnvironment });
    expect(variables(project)).toEqual({ KONG_A: "image", KONG_B: "a", KONG_C: "b", KONG_D: "env" });
    expect(unitIn(project).draws).toEqual(["compose.yaml", "a.env", "b.env"]);
    expect(assignmentOf(project, "KONG_C").layer.label).toBe("env_file b.env");
  });

  test("an env_file that is missing", () => {
    const missing = link(service("env_file: a.env"), KNOWN);
    expect(kinds(missing)).toEqual(["missing-file"]);
    expect(unitIn(missing).absence.kind).toBe("open");
    const optional = link(service("env_file:\n  - path: a.env\n    required: false"), KNOWN);
    expect(kinds(optional)).toEqual([]);
    expect(unitIn(optional).absence.kind).toBe("closed");
  });

  test("a file outside is not followed, and leaves the unit open", () => {
    const project = link(service("env_file: ../a.env"), KNOWN);
    expect(kinds(project)).toEqual([]);
    expect(unitIn(project).absence.kind).toBe("open");
  });

  test("extends another file, whose paths start from its folder", () => {
    const project = link(
      {
        "compose.yaml":
          "services:\n  gw:\n    extends:\n      file: base/common.yml\n      service: kong\n    environment:\n      KONG_B: own\n",
        "base/common.yml":
          "services:\n  kong:\n    image: kong:2.8\n    env_file: a.env\n    environment:\n      - KONG_A=base\n      - KONG_B=base\n",
        "base/a.env": "KONG_C=file\n",
      },
      KNOWN,
    );
    expect(variables(project, "services.gw")).toEqual({ KONG_A: "base", KONG_B: "own", KONG_C: "file" });
    expect(unitIn(project, "services.gw").release?.release).toEqual({ edition: "oss", version: "2.8" });
  });

  test("an override file beside the default one, and files that belong together", () => {
    const base =
      "services:\n  kong:\n    image: kong\n    environment:\n      KONG_A: base\n      KONG_B: base\n";
    const over = "services:\n  kong:\n    environment:\n      - KONG_B=over\n";
    expect(variables(link({ "docker-compose.yml": base, "docker-compose.override.yml": over }))).toEqual({
      KONG_A: "base",
      KONG_B: "over",
    });
    // Whichever of the two is named.
    expect(variables(link({ "docker-compose.override.yml": over, "docker-compose.yml": base }))).toEqual({
      KONG_A: "base",
      KONG_B: "over",
    });
    const together = ["base.yml", "prod.yml"].map(sourceId);
    expect(variables(link({ "prod.yml": over, "base.yml": base }, { together }))).toEqual({
      KONG_A: "base",
      KONG_B: "over",
    });
  });

  test("an override file that takes single variables away, or replaces them", () => {
    const base = `services:
  kong:
    image: kong:3.4
    environment: &env
      KONG_LOG_LEVEL: info
      KONG_PG_HOST: a
      KONG_PG_PORT: "1"
  list:
    image: kong:3.4
    environment: [KONG_LOG_LEVEL=info]
`;
    const over = `services:
  kong:
    environment:
      KONG_LOG_LEVEL: !reset null
      KONG_PG_HOST: !reset
      KONG_PG_PORT: !override 5432
  list:
    environment:
      KONG_LOG_LEVEL: !reset null
  sub:
    extends: {file: compose.yaml, service: kong}
    environment:
      KONG_PG_HOST: !reset null
`;
    const project = link({ "compose.yaml": base, "compose.override.yaml": over });
    expect(variables(project, "services.kong")).toEqual({ KONG_PG_PORT: "5432" });
    // Compose finds a variable by its key, which an item of a list does not have.
    expect(variables(project, "services.list")).toEqual({ KONG_LOG_LEVEL: "info" });
    expect(variables(project, "services.sub")).toEqual({ KONG_LOG_LEVEL: "info", KONG_PG_PORT: "1" });
    const documents = link({ "compose.yaml": `${base}---\n${over.slice(0, over.indexOf("  sub:"))}` });
    expect(variables(documents, "services.kong")).toEqual({ KONG_PG_PORT: "5432" });
  });

  test("includes", () => {
    const project = link(
      {
        "compose.yaml": "include:\n  - kong/compose.yaml\nservices:\n  db:\n    image: postgres\n",
        "kong/compose.yaml": "services:\n  kong:\n    image: kong\n    env_file: k.env\n",
        "kong/k.env": "KONG_A=x\n",
      },
      KNOWN,
    );
    expect(variables(project)).toEqual({ KONG_A: "x" });
  });

  test.each([
    [
      "services that extend each other",
      { "compose.yaml": "services:\n  kong:\n    image: kong\n    extends: b\n  b:\n    extends: kong\n" },
    ],
    [
      "files that include each other",
      {
        "compose.yaml": "include: [b.yaml]\nservices:\n  kong: {image: kong}\n",
        "b.yaml": "include: [compose.yaml]\nservices: {}\n",
      },
    ],
  ])("%s are refused", (_, files: Record<string, string>) => {
    expect(link(files, KNOWN).linked.problems.some(({ refuses }) => refuses)).toBe(true);
  });
});
