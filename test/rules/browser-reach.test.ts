import { expect, test } from "vitest";
import { linkSource } from "../../server/formats/read-unit.ts";
import { analyze } from "../../server/workspace/analyze.ts";
import { Files } from "../formats/judge-case.ts";

/** How often Kong Manager is said to be open without its Admin API. */
async function count(path: string, text: string): Promise<number> {
  const files = new Files({ [path]: text });
  const source = files.source(path);
  if (source === undefined) throw new Error("no format");
  const { findings } = await analyze(linkSource(source, { surroundings: {}, resolve: files.resolve }), {});
  return findings.filter(({ rule }) => rule === "enterprise/manager-api-unreachable").length;
}

test.each([
  ["enabled: true", 1],
  ["enabled: false", 0],
  ["enabled: true, type: ClusterIP", 1],
])("values of the chart with manager: {%s}", async (manager, expected) => {
  const values = `image: {repository: kong/kong-gateway, tag: "3.9"}\nenv: {database: "off"}\ningressController: {enabled: false}\nenterprise: {enabled: true}\nmanager: {${manager}}\n`;
  expect(await count("values.yaml", values)).toBe(expected);
});

const SETTINGS = '      KONG_ADMIN_LISTEN: 127.0.0.1:8001\n      KONG_ADMIN_GUI_LISTEN: "0.0.0.0:8002"\n';
test.each([
  ['ports: ["8000:8000"]', 0],
  ['ports: ["8002:8002"]', 1],
  ['ports: ["8000-8010:8000-8010"]', 1],
  ["network_mode: host", 1],
  ['ports: ["${PORTS}"]', 1],
])("a service with %s", async (rest, expected) => {
  const text = `services:\n  kong:\n    image: kong:3.9\n    environment:\n      KONG_DATABASE: "off"\n${SETTINGS}    ${rest}\n`;
  expect(await count("compose.yaml", text)).toBe(expected);
});

const POD =
  'apiVersion: v1\nkind: Pod\nmetadata: {name: kong, labels: {app: kong}}\nspec:\n  containers:\n    - name: kong\n      image: kong:3.9\n      env:\n        - {name: KONG_ADMIN_LISTEN, value: "127.0.0.1:8001"}\n        - {name: KONG_ADMIN_GUI_LISTEN, value: "0.0.0.0:8002"}\n';
const service = (port: number) =>
  `---\napiVersion: v1\nkind: Service\nmetadata: {name: kong}\nspec:\n  selector: {app: kong}\n  ports:\n    - {port: ${port}}\n`;
test.each([
  ["without a Service, which may be elsewhere", POD, 1],
  ["with a Service that leads there", POD + service(8002), 1],
  ["with another Service", POD + service(8000), 0],
])("a pod %s", async (_, text, expected) => {
  expect(await count("kong.yaml", text)).toBe(expected);
});
