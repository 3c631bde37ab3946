import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { folderWith, kongLint } from "./run-cli.ts";

const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: kong
  labels:
    app: kong
spec:
  selector:
    matchLabels:
      app: kong
  template:
    metadata:
      labels:
        app: kong
    spec:
      containers:
        - name: kong
          image: kong:3.4
          volumeMounts:
            - name: kong-config
              mountPath: /etc/kong/kong.conf
              subPath: kong.conf
      volumes:
        - name: kong-config
          configMap:
            name: kong-config
`;
const CONFIG_MAP = `apiVersion: v1
kind: ConfigMap
metadata:
  name: kong-config
data:
  kong.conf: |
    log_levl = info
    proxy_listen = 0.0.0.0:8000
    a line
    admin_listen = 127.0.0.1:8001
    database = off
    declarative_config = /kong.yml
    anonymous_reports = off
`;
const files = { "deployment.yaml": DEPLOYMENT, "configmap.yaml": CONFIG_MAP };

const found = async (texts: Readonly<Record<string, string>>, ...operands: readonly string[]) => {
  const { stdout } = await kongLint(folderWith(texts), [...operands, "--format", "compact"]);
  return stdout
    .split("\n")
    .flatMap((line) => /^(\S+:\d+:\d+): error: .*\[(.*)\]$/.exec(line)?.slice(1).join(" ") ?? []);
};

describe("a kong.conf in a manifest beside the one of its container", () => {
  const unknown = "configmap.yaml:7:5 schema/unknown-property";
  const line = "configmap.yaml:9:5 syntax/missing-equals";

  test("has its findings where it is written, each once", async () => {
    expect(await found(files, ".")).toEqual([unknown, line]);
    expect(await found(files, "configmap.yaml", "deployment.yaml")).toEqual([unknown, line]);
    expect(await found(files, "deployment.yaml")).toEqual([unknown]);
    expect(await found(files, "configmap.yaml")).toEqual([unknown, line]);
  });

  test("is fixed where it is written", async () => {
    const folder = folderWith(files);
    await kongLint(folder, ["--fix", "--unsafe-fixes", "."]);
    expect(readFileSync(join(folder, "deployment.yaml"), "utf8")).toBe(DEPLOYMENT);
    expect(readFileSync(join(folder, "configmap.yaml"), "utf8")).toBe(
      CONFIG_MAP.replace("log_levl", "log_level").replace("a line", "# a line"),
    );
  });

  test("is masked where a Secret has it as base64", async () => {
    const encoded = Buffer.from("log_level = loud\npg_password = hunter2secret\n").toString("base64");
    const secret = `apiVersion: v1\nkind: Secret\nmetadata:\n  name: kong-config\ndata:\n  kong.conf: ${encoded}\n`;
    const workload = DEPLOYMENT.replace("configMap:\n            name", "secret:\n            secretName");
    const texts = { "deployment.yaml": workload, "secret.yaml": secret };
    expect(await found(texts, ".")).toEqual(["secret.yaml:6:14 schema/enum-value"]);
    const folder = folderWith(texts);
    for (const options of [[], ["--format", "json"], ["--diff", "--unsafe-fixes"]]) {
      const { stdout, stderr } = await kongLint(folder, [".", ...options]);
      expect(stdout + stderr).not.toContain("hunter2");
      expect(stdout + stderr).not.toContain(encoded.slice(24, 60));
    }
    await kongLint(folder, ["--fix", "--unsafe-fixes", "."]);
    expect(readFileSync(join(folder, "secret.yaml"), "utf8")).toBe(secret);
  });

  test("is fixed as a kong.conf where a kustomization makes the ConfigMap of a file", async () => {
    const folder = folderWith({
      "deployment.yaml": DEPLOYMENT,
      "kustomization.yaml":
        "resources: [deployment.yaml]\nconfigMapGenerator:\n- name: kong-config\n  files: [kong.conf]\n",
      "kong.conf": "log_levl = info\n",
    });
    await kongLint(folder, ["--fix", "--unsafe-fixes", "deployment.yaml"]);
    expect(readFileSync(join(folder, "kong.conf"), "utf8")).toBe("log_level = info\n");
  });
});
