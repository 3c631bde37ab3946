import { describe, expect, test } from "vitest";
import { effectiveAssignments } from "../../server/formats/shared/effective.ts";
import { KNOWN } from "./compose-project.ts";
import { link, unitIn, variables } from "./project.ts";

describe("which services run Kong", () => {
  const units = (fields: string): readonly string[] =>
    link(
      {
        "compose.yaml": `services:\n  s:\n${fields
          .split("\n")
          .map((line) => `    ${line}\n`)
          .join("")}`,
      },
      KNOWN,
    ).linked.units.map(({ id }) => id);

  test.each([
    ["the official image", "image: kong:3.9"],
    ["by way of another registry", "image: docker.io/library/kong"],
    ["Enterprise", "image: kong/kong-gateway:3.4"],
    ["a default of a variable", "image: ${IMAGE:-kong:3.4}"],
    ["an own image named kong", "image: registry.example.com:5000/team/kong:1"],
    ["an own image with settings of Kong", "image: acme/gateway\nenvironment:\n  KONG_DATABASE: off"],
    ["a migration", "image: acme/kong-plugins\ncommand: kong migrations bootstrap"],
  ])("%s", (_, fields) => expect(units(fields)).toEqual(["services.s"]));

  test.each([
    ["a database", "image: postgres:13\nenvironment:\n  KONG_PG_PASSWORD: x"],
    ["Konga", "image: pantsel/konga\nenvironment:\n  KONG_DATABASE: x"],
    ["something that talks to Kong", "image: acme/portal\nenvironment:\n  KONG_ADMIN_HOST: x"],
  ])("%s does not", (_, fields) => expect(units(fields)).toEqual([]));

  test.each([
    ["kong:3.9.1-alpine", "oss", "3.9.1", "said"],
    ["kong/kong-gateway:3.4.3.1-ubuntu", "enterprise", "3.4.3.1", "said"],
    ["${V:-kong:3.4}", "oss", "3.4", "guessed"],
    [
      "kong-docker-kong-gateway-docker.bintray.io/kong-enterprise-edition:2.3.2.0-alpine",
      "enterprise",
      "2.3.2.0",
      "said",
    ],
  ])("the release of %s", (image, edition, version, certainty) => {
    const told = unitIn(link({ "compose.yaml": `services:\n  kong:\n    image: "${image}"\n` })).release;
    expect(told).toMatchObject({ release: { edition, version }, certainty });
  });

  test.each(["kong", "kong:latest", "kong:8000", "kong@sha256:0a"])("none of %s", (image) => {
    expect(
      unitIn(link({ "compose.yaml": `services:\n  kong:\n    image: "${image}"\n` })).release,
    ).toBeUndefined();
  });

  test("own images of settings", () => {
    const images = [
      { pattern: "registry.corp/gw*", release: "enterprise@3.10", environment: new Map([["KONG_A", "x"]]) },
    ];
    const project = link(
      { "compose.yaml": "services:\n  kong:\n    image: registry.corp/gw:7\n" },
      { ...KNOWN, images },
    );
    expect(variables(project)).toEqual({ KONG_A: "x" });
    expect(unitIn(project).release?.release).toEqual({ edition: "enterprise", version: "3.10" });
    expect(unitIn(project).absence.kind).toBe("closed");
  });
});

describe("an image that is built", () => {
  const files = {
    "compose.yaml":
      "services:\n  gw:\n    build: {context: ./gw, target: prod, args: {V: 1}}\n    environment:\n      KONG_B: own\n",
    "gw/Dockerfile":
      "ARG V\nFROM kong:3.4 AS prod\nARG V\nENV KONG_A=image KONG_B=image KONG_C=$V\nFROM alpine\n",
  };

  test("its Dockerfile tells the release and the weakest layer", () => {
    const [unit] = link(files, KNOWN).linked.units;
    if (unit === undefined) throw new Error("no unit");
    expect(unit.release?.release.version).toBe("3.4");
    expect(unit.absence.kind).toBe("closed");
    expect([...effectiveAssignments(unit)].map(([name, { rawValue }]) => [name, rawValue])).toEqual([
      ["KONG_A", "image"],
      ["KONG_B", "own"],
      ["KONG_C", "1"],
    ]);
  });

  test("without its Dockerfile, settings of Kong tell that it runs Kong, and the unit is open", () => {
    const text = files["compose.yaml"].replace("KONG_B", "KONG_DATABASE");
    const unit = unitIn(link({ "compose.yaml": text }, KNOWN));
    expect(unit.absence.kind).toBe("open");
    expect(unit.release).toBeUndefined();
  });
});
