import { describe, expect, it } from "vitest";
import { carrierFindings, carrierFixed } from "./carrier-findings.ts";

/** What is said of values, by rule and characters. */
async function placesIn(text: string, rule: string): Promise<readonly string[]> {
  const found = await carrierFindings({ "values.yaml": text });
  return found.filter(({ what }) => what.endsWith(rule)).map(({ at }) => at);
}

describe("listeners that the chart makes of blocks", () => {
  const env = 'image: {repository: kong, tag: "1.4"}\nenv: {database: "off"}\n';

  it("are wrong at the parameter, once for all addresses", async () => {
    const text = `${env}proxy:\n  http: {parameters: ["backlog=16384"]}\n  tls: {parameters: [http2, "reuse port"]}\n`;
    expect(await placesIn(text, "listen/unknown-flag")).toEqual(["backlog=16384", "reuse"]);
    const fixed = await carrierFixed({ "values.yaml": text });
    expect(fixed).toBe(text.replace("reuse port", "reuseport"));
  });

  it("are wrong at the parameter of a list over lines, and of a stream", async () => {
    const text = `${env}proxy:\n  tls:\n    parameters:\n    - http2\n    - reuseprt\n  stream:\n  - containerPort: 9000\n    parameters: [reusport]\n`;
    expect(await placesIn(text, "listen/unknown-flag")).toEqual(["reuseprt", "reusport"]);
    expect(await carrierFixed({ "values.yaml": text })).toBe(
      text.replace("reuseprt", "reuseport").replace("reusport", "reuseport"),
    );
  });

  it("are left to a person where an item has to go", async () => {
    const text = `${env}proxy:\n  http: {parameters: [foo]}\n`;
    const found = await carrierFindings({ "values.yaml": text });
    expect(found.filter(({ at }) => at === "foo").map(({ fixes }) => fixes)).toEqual([
      ["display: Remove the flag"],
    ]);
    expect(await carrierFixed({ "values.yaml": text })).toBe(text);
  });
});

describe("keys of `customEnv`", () => {
  const values = (block: string) => `image: {repository: kong, tag: "3.4"}\nenv: {database: "off"}\n${block}`;

  it.each([
    "KONG_RATE_BACKEND: redis",
    "kong_foo: x",
    "KONG_LOG_LEVL: info",
    "api_token: x",
    "KONG_NGINX: x",
  ])("%s is for a plugin", async (line) => {
    expect(await carrierFindings({ "values.yaml": values(`customEnv:\n  ${line}\n`) })).toEqual([]);
  });

  it("that name a property have its values", async () => {
    const text = values("customEnv:\n  KONG_LOG_LEVEL: loud\n  kong_nginx_worker_processes: some\n");
    const found = await carrierFindings({ "values.yaml": text });
    expect(found.map(({ at }) => at)).toContain("loud");
  });
});
