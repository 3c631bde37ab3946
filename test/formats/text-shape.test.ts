import { expect, test } from "vitest";
import { detectFormat } from "../../server/formats/detect.ts";
import { shapeOf } from "../../server/formats/text-shape.ts";

const SETTINGS = "log_level = debug\nplugins = bundled\n";

test.each([
  ["settings", SETTINGS, true],
  ["settings, comments and empty lines", `# kong\n\n  ; old\n${SETTINGS}`, true],
  ["no settings", "# kong\n", false],
  ["a line without a sign", `${SETTINGS}services:\n`, false],
  ["a tag of a template", `{% if x %}\n${SETTINGS}{% endif %}\n`, false],
  ["a comment of a template", `{#\nservices:\n  kong:\n#}\n${SETTINGS}`, false],
  ["a script's first line", `#!/bin/sh\n${SETTINGS}`, false],
  ["a type of CloudFormation", `${SETTINGS}# Type: AWS::ECS::TaskDefinition\n`, false],
  ["a line separator of Unicode", `${SETTINGS}a = b\u2028services:\n`, false],
])("%s", (_, text, isPlain) => {
  expect(shapeOf(text).isPlain).toBe(isPlain);
});

test("a text of settings alone is Kong's, whatever its values quote", () => {
  const text = `${SETTINGS}nginx_http_x = services: { kind: Pod }\n# FROM kong\n`;
  expect(detectFormat("kong.conf", text).format).toMatchObject({ id: { name: "kong-conf" } });
});
