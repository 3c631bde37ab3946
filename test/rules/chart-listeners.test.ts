import { describe, expect, test } from "vitest";
import { type LinkedFinding, linkedFindings } from "./linked-findings.ts";

const CONTROL = `image: {repository: kong/kong-gateway, tag: "3.4"}
env:
  role: control_plane
  database: postgres
  pg_host: db.example.com
  cluster_cert: /etc/secrets/c/tls.crt
  cluster_cert_key: /etc/secrets/c/tls.key
secretVolumes: [c]
enterprise: {enabled: true}
`;
const CLUSTER = "cluster: {enabled: true, tls: {enabled: true}}\n";
const TELEMETRY = "clustertelemetry: {enabled: true, tls: {enabled: true}}\n";

async function found(values: string, rule: string): Promise<readonly LinkedFinding[]> {
  const all = await linkedFindings({ "values.yaml": values });
  return all.filter((finding) => finding.rule === rule);
}

describe("a control plane of the chart", () => {
  const rule = "cluster/hybrid-requirements";

  test("is told which section of the values gives it the listener for telemetry", async () => {
    const [only, ...others] = await found(`${CONTROL}${CLUSTER}`, rule);
    expect(only?.message).toContain("`clustertelemetry.enabled`");
    expect(only?.message).not.toContain("Remove the line");
    expect(others).toEqual([]);
    expect(await found(`${CONTROL}${CLUSTER}${TELEMETRY}`, rule)).toEqual([]);
  });

  test("is told so for the listener for configuration", async () => {
    const [only] = await found(`${CONTROL}${TELEMETRY}`, rule);
    expect(only?.message).toContain("`cluster.enabled`");
  });

  test("removes what its own line says", async () => {
    const off = CONTROL.replace("  database:", '  cluster_telemetry_listen: "off"\n  database:');
    const [only] = await found(`${off}${CLUSTER}`, rule);
    expect(only?.message).toMatch(/Remove the line, set `clustertelemetry\.enabled`/);
  });
});

describe("a release of Kong that has less than the chart writes", () => {
  test("is not told to remove lines that nobody wrote", async () => {
    const values = 'image: {repository: kong, tag: "1.4"}\nenv:\n  database: postgres\n';
    expect(await found(values, "deprecated/serf-cluster-keys")).toEqual([]);
    const [only] = await found(`${values}  cluster_listen: 0.0.0.0:7946\n`, "deprecated/serf-cluster-keys");
    expect(only?.line).toBe(4);
  });
});
