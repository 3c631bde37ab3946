import { expect, test } from "vitest";
import { folderWith, kongLint } from "../cli/run-cli.ts";

async function variables(folder: string, file: string): Promise<readonly string[]> {
  const { stdout } = await kongLint(folder, ["environment", "--format", "json", file]);
  const [{ variables: found }] = JSON.parse(stdout).units;
  return found.map(({ name, value }: { name: string; value: string }) => `${name}=${value}`);
}

test("a unit is read with its drop-ins, in the order of their names", async () => {
  const folder = folderWith({
    "kong.service": "[Service]\nEnvironment=KONG_LOG_LEVEL=info\nExecStart=/usr/local/bin/kong start\n",
    "kong.service.d/20-b.conf": "[Service]\nEnvironment=KONG_LOG_LEVEL=warn\n",
    "kong.service.d/10-a.conf": "[Service]\nEnvironment=KONG_LOG_LEVEL=debug\n",
    "kong.service.d/README": "[Service]\nEnvironment=KONG_LOG_LEVEL=crit\n",
  });
  expect(await variables(folder, "kong.service")).toEqual(["KONG_LOG_LEVEL=warn"]);
});

test("manifests of one folder belong together", async () => {
  const folder = folderWith({
    "pod.yaml":
      "apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - {name: kong, image: 'kong:3.9', envFrom: [{configMapRef: {name: k}}]}\n",
    "any-name.yml": "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: k}\ndata: {KONG_LOG_LEVEL: info}\n",
  });
  expect(await variables(folder, "pod.yaml")).toContain("KONG_LOG_LEVEL=info");
});
