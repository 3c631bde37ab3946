import { describe, expect, test } from "vitest";
import { folderWith, kongLint } from "./run-cli.ts";

const VALUES =
  "gateway:\n  env:\n    log_levl: info\ningressController:\n  enabled: true\npostgresql:\n  enabled: false\n";
const CHART =
  'apiVersion: v2\nname: gw\nversion: 0.1.0\ndependencies:\n- {name: kong, version: 2.38.0, repository: "https://charts.konghq.com"}\n';

/** A repository with some files; without `.git` nothing says where its root is. */
const repository = (files: Readonly<Record<string, string>>): string =>
  folderWith({ ".git/HEAD": "ref: refs/heads/main\n", ...files });

const found = async (
  files: Readonly<Record<string, string>>,
  operand: string,
): Promise<readonly string[]> => {
  const { stdout } = await kongLint(repository(files), [operand, "--format", "compact"]);
  return stdout.split("\n").flatMap((line) => /^(\S+:\d+:\d+): error: /.exec(line)?.[1] ?? []);
};

describe("a path in a script starts from where a person runs it", () => {
  const call = "#!/bin/sh\nhelm upgrade --install kong kong/ingress --values kong/values.yaml\n";
  const slip = "kong/values.yaml:3:5";

  test.each(["x.sh", "scripts/x.sh", "deploy/x.sh", "kong/bin/x.sh", "a/b/x.sh", "Makefile"])(
    "values are those of the chart that %s installs",
    async (script) => {
      const text = script === "Makefile" ? `install:\n\t${call.slice(call.indexOf("helm"))}` : call;
      const files = { [script]: text, "kong/values.yaml": VALUES };
      expect(await found(files, ".")).toEqual([slip]);
      if (script !== "a/b/x.sh") expect(await found(files, "kong/values.yaml")).toEqual([slip]);
      if (script !== "Makefile") expect(await found(files, script)).toEqual([slip]);
    },
  );

  test("the nearest file counts", async () => {
    const files = {
      "scripts/x.sh": call,
      "scripts/kong/values.yaml": "gateway:\n  env:\n    databse: x\n",
      "kong/values.yaml": VALUES,
    };
    expect(await found(files, "scripts/x.sh")).toEqual(["scripts/kong/values.yaml:3:5"]);
    expect(await found(files, "kong/values.yaml")).toEqual([]);
  });

  test("a chart in a folder, and its own values", async () => {
    const files = {
      "deep/bin/x.sh":
        "#!/bin/sh\nhelm install kong charts/gw -f env/gw.yaml\nhelm install kong-2 ./charts/gw\n",
      "charts/gw/Chart.yaml": CHART,
      "charts/gw/values.yaml": "kong:\n  env:\n    admin_lisen: x\n",
      "env/gw.yaml": "kong:\n  env:\n    proxy_lisen: x\n",
    };
    expect(await found(files, "deep/bin/x.sh")).toEqual(["charts/gw/values.yaml:3:5", "env/gw.yaml:3:5"]);
  });

  test("a file of variables", async () => {
    const files = {
      "scripts/x.sh": "#!/bin/sh\ndocker run --env-file env/gw.env kong:3.4\n",
      "env/gw.env": "KONG_LOG_LEVL=info\n",
    };
    expect(await found(files, "scripts/x.sh")).toEqual(["env/gw.env:1:1"]);
  });

  test("nothing is looked for outside of the repository", async () => {
    const outer = folderWith({
      "kong/values.yaml": VALUES,
      "inner/.git/HEAD": "ref: refs/heads/main\n",
      "inner/x.sh": call,
    });
    const { stdout } = await kongLint(`${outer}/inner`, ["x.sh", "--format", "compact"]);
    expect(stdout).not.toContain("values.yaml");
  });
});
