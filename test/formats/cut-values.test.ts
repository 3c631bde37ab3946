import { describe, expect, test } from "vitest";
import { linkedFindings } from "../rules/linked-findings.ts";

const RULE = "formats/value-changed";

/** The lines on which something is said about a value that ends at a comment. */
async function cutLines(texts: Readonly<Record<string, string>>): Promise<readonly number[]> {
  const found = await linkedFindings(texts);
  return found
    .filter(({ rule, message }) => rule === RULE && message.startsWith("YAML ends"))
    .map(({ line }) => line);
}

const compose = (line: string) => ({
  "compose.yaml": `services:\n  kong:\n    image: kong:3.4\n    environment:\n      ${line}\n`,
});

describe("a value of YAML that ends at ` #`", () => {
  test.each([
    "KONG_PG_PASSWORD: Meadow-Tiger #42",
    "KONG_PG_PASSWORD: Tiger #1 secret",
    "KONG_PG_PASSWORD: Tiger #x9$$y",
    "KONG_PG_USER: kong #7",
    "- KONG_PG_PASSWORD=Meadow-Tiger #42",
  ])("is cut in %s", async (line) => {
    expect(await cutLines(compose(line))).toEqual([5]);
  });

  test.each([
    "KONG_PG_PASSWORD: Meadow-Tiger # 42",
    "KONG_PG_PASSWORD: Meadow-Tiger #changeme",
    "KONG_PG_PASSWORD: Meadow-Tiger #TODO: rotate",
    "KONG_PG_PASSWORD: Meadow-Tiger #OPS-42",
    "KONG_PG_PASSWORD: Meadow-Tiger #gitleaks:allow",
    "KONG_PG_PASSWORD: Meadow-Tiger ##### 1",
    "KONG_PG_PASSWORD: 'Meadow-Tiger' #42",
    "KONG_PG_PASSWORD: Meadow-Tiger#42",
    "KONG_PG_USER: kong #the user",
    "KONG_LOG_LEVEL: debug #42",
    "- 'KONG_PG_PASSWORD=Meadow-Tiger' #42",
    "KONG_PG_PASSWORD: #42",
  ])("has a comment in %s", async (line) => {
    expect(await cutLines(compose(line))).toEqual([]);
  });

  test("is said once of what two services share", async () => {
    const text = `services:
  kong:
    image: kong:3.4
    environment: &all
      KONG_PG_PASSWORD: Meadow-Tiger #42
  migrations:
    image: kong:3.4
    command: kong migrations bootstrap
    environment: *all
`;
    expect(await cutLines({ "compose.yaml": text })).toEqual([5]);
  });

  test("is cut in Kubernetes and in values of the chart", async () => {
    const pod = `apiVersion: v1
kind: Pod
metadata: {name: kong}
spec:
  containers:
    - name: kong
      image: kong:3.4
      env:
        - name: KONG_PG_PASSWORD
          value: Meadow-Tiger #42
      envFrom: [{configMapRef: {name: kong}}]
---
apiVersion: v1
kind: ConfigMap
metadata: {name: kong}
data:
  KONG_PG_USER: kong #7
`;
    expect(await cutLines({ "pod.yaml": pod })).toEqual([10, 17]);
    const values = 'image: {repository: kong, tag: "3.4"}\nenv:\n  pg_password: Meadow-Tiger #42\n';
    expect(await cutLines({ "values.yaml": values })).toEqual([3]);
  });
});
