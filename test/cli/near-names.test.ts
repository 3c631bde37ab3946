import { expect, test } from "vitest";
import { carrierFindings, carrierFixed } from "./carrier-findings.ts";

const NAMES = [" KONG_LOG_LEVEL", "KONG_LOG_LEVEL ", "export KONG_LOG_LEVEL"];

/** A variable in each format that has names in quotes. */
const FILES: readonly (readonly [string, (name: string) => string])[] = [
  [
    "task.json",
    (name) =>
      `{"family": "kong", "containerDefinitions": [{"name": "kong", "image": "kong:3.9",\n  "environment": [{"name": "KONG_PG_HOST", "value": "db"}, {"name": "${name}", "value": "info"}]}]}\n`,
  ],
  [
    "main.tf",
    (name) =>
      `resource "aws_ecs_task_definition" "kong" {\n  container_definitions = jsonencode([{\n    name = "kong"\n    image = "kong:3.9"\n    environment = [\n      { name = "KONG_PG_HOST", value = "db" },\n      { name = "${name}", value = "info" },\n    ]\n  }])\n}\n`,
  ],
  [
    "pod.yaml",
    (name) =>
      `apiVersion: v1\nkind: Pod\nmetadata: {name: kong}\nspec:\n  containers:\n    - name: kong\n      image: kong:3.9\n      env:\n        - {name: KONG_PG_HOST, value: db}\n        - {name: "${name}", value: info}\n`,
  ],
];

test.each(FILES)(
  "a name with a space is lost in %s, and the fix takes the space away",
  async (path, text) => {
    for (const name of NAMES) {
      const found = await carrierFindings({ [path]: text(name) });
      const lost = found.filter(({ what }) => what === "error formats/value-changed");
      expect(lost).toMatchObject([{ at: name, fixes: ["unsafe: Change to `KONG_LOG_LEVEL`"] }]);
      expect(await carrierFixed({ [path]: text(name) })).toContain('"KONG_LOG_LEVEL"');
    }
    const right = await carrierFindings({ [path]: text("KONG_LOG_LEVEL") });
    expect(right.map(({ what }) => what)).not.toContain("error formats/value-changed");
  },
);
