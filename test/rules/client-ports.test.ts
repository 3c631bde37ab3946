import { describe, expect, test } from "vitest";
import { linkSource } from "../../server/formats/read-unit.ts";
import { analyze } from "../../server/workspace/analyze.ts";
import { Files } from "../formats/judge-case.ts";

/** What is said of TLS on the port of a listener. */
async function said(path: string, text: string): Promise<readonly string[]> {
  const files = new Files({ [path]: text });
  const source = files.source(path);
  if (source === undefined) throw new Error("no format");
  const { findings } = await analyze(linkSource(source, { surroundings: {}, resolve: files.resolve }), {});
  return findings.filter(({ rule }) => /listen\/ssl-/.test(rule)).map(({ message }) => message);
}

const compose = (listen: string, rest: string): string =>
  `services:\n  kong:\n    image: kong:3.9\n    environment:\n      KONG_DATABASE: "off"\n      KONG_PROXY_LISTEN: ${listen}\n${rest}`;
const published = (...ports: readonly string[]): string => `    ports: ${JSON.stringify(ports)}\n`;

describe("TLS on a port that is known for plain HTTP", () => {
  const listen = "0.0.0.0:8000 ssl";

  test.each([
    ["published as it is", published("8000:8000"), "port 8000"],
    ["published as the plain port", published("80:8000"), "port 80,"],
    ["published as both", published("443:8000", "80:8000"), "port 80,"],
    ["not published", "", "port 8000"],
    ["on the network of the host", "    network_mode: host\n", "port 8000"],
  ])("%s", async (_, rest, port) => {
    const [message = "nothing", ...others] = await said("compose.yaml", compose(listen, rest));
    expect(message).toContain(port);
    expect(others).toEqual([]);
  });

  test.each([
    ["the port for TLS", published("443:8000")],
    ["the other port for TLS", published("127.0.0.1:8443:8000")],
    ["a port that is known for nothing", published("9000:8000")],
    ["a port that the engine chooses", published("8000")],
  ])("published as %s", async (_, rest) => {
    expect(await said("compose.yaml", compose(listen, rest))).toEqual([]);
  });

  test("by docker run", async () => {
    const run = (port: string) =>
      `docker run -p ${port} -e KONG_DATABASE=off -e "KONG_PROXY_LISTEN=${listen}" kong:3.9\n`;
    expect(await said("run.sh", run("443:8000"))).toEqual([]);
    expect(await said("run.sh", run("8000:8000"))).toHaveLength(1);
  });

  test.each([
    ["{name: proxy, port: 443, targetPort: 8000}", 0],
    ["{name: https, port: 8000}", 0],
    ["{name: kong-proxy-tls, port: 9000, targetPort: 8000}", 0],
    ["{name: http, port: 9000, targetPort: 8000}", 1],
    ["{name: proxy, port: 80, targetPort: 8000}", 1],
  ])("by a Service: %s", async (port, count) => {
    const text = `apiVersion: v1\nkind: Pod\nmetadata: {name: kong, labels: {app: kong}}\nspec:\n  containers:\n    - name: kong\n      image: kong:3.9\n      env:\n        - {name: KONG_PROXY_LISTEN, value: "${listen}"}\n---\napiVersion: v1\nkind: Service\nmetadata: {name: kong}\nspec:\n  selector: {app: kong}\n  ports:\n    - ${port}\n`;
    expect(await said("kong.yaml", text)).toHaveLength(count);
  });
});

describe("a port that is known for TLS, without it", () => {
  const listen = "0.0.0.0:8443";

  test.each([
    ["published as it is", published("8443:8443"), 1],
    ["published as the port for TLS", published("443:8443"), 1],
    ["not published", "", 1],
    ["published as the plain port", published("80:8443"), 0],
    ["published as a port that is known for nothing", published("9000:8443"), 0],
  ])("%s", async (_, rest, count) => {
    expect(await said("compose.yaml", compose(listen, rest))).toHaveLength(count);
  });
});
