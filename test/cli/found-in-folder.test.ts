import { describe, expect, test } from "vitest";
import { FORMATS } from "../../server/formats/registry.ts";
import { formatName } from "../../server/model/format-id.ts";
import { SAMPLES } from "../fuzz/samples.ts";
import { folderWith, kongLint } from "./run-cli.ts";

/** The files that are linted where only the folder is named. */
async function found(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const { stdout } = await kongLint(folderWith(files), ["--list-files", "."]);
  return stdout
    .split("\n")
    .filter((line) => line !== "" && !line.includes(" skipped: "))
    .map((line) => line.split(" ")[0] ?? "");
}

describe("in a folder", () => {
  test.each(FORMATS.map(({ id, what }) => [what, formatName(id)] as const))(
    "%s is found by its content",
    async (_, id) => {
      const [sample] = SAMPLES[id] ?? [];
      if (sample === undefined) throw new Error(`no sample of ${id}`);
      expect(await found({ [sample.path]: sample.text, ...sample.files })).toContain(sample.path);
    },
  );

  const IMAGE = "image:\n  repository: kong/kong-gateway\n  tag: '3.9'\nenv:\n  pg_host: db\n";
  test.each([
    ["the image", "values.yaml", IMAGE],
    [
      "the image in a registry of one's own",
      "deploy/values.yaml",
      IMAGE.replace("kong/", "registry.example.com:5000/a/"),
    ],
    [
      "keys of Kong's chart",
      "values.yaml",
      "# Kong\ningressController:\n  enabled: true\nenv:\n  database: 'off'\n",
    ],
    ["its folder", "apps/kong/values.yaml", "env:\n  database: 'off'\nproxy:\n  type: ClusterIP\n"],
    ["its name", "kong-values.yaml", "env:\n  database: 'off'\nadmin:\n  enabled: true\n"],
    [
      "the chart that holds Kong's",
      "values.yaml",
      "gateway:\n  env:\n    database: 'off'\n  proxy:\n    type: ClusterIP\n# kong\n",
    ],
  ])("values are told by %s", async (_, path, text) => {
    expect(await found({ [path]: text })).toEqual([path]);
  });

  test.each([
    ["Konga", "values.yaml", IMAGE.replace("kong/kong-gateway", "pantsel/konga")],
    [
      "the controller alone",
      "values.yaml",
      IMAGE.replace("kong/kong-gateway", "kong/kubernetes-ingress-controller"),
    ],
    [
      "a service behind Kong",
      "values.yaml",
      "image:\n  repository: shop\ningress:\n  className: kong\nenv:\n  A: b\npostgresql:\n  enabled: true\n",
    ],
    [
      "another program with an ingress controller",
      "values.yaml",
      "ingressController:\n  enabled: true\nenv:\n  A: b\n",
    ],
  ])("values of %s are left alone", async (_, path, text) => {
    expect(await found({ [path]: text })).toEqual([]);
  });

  test("a task definition in a template of Terraform", async () => {
    const text =
      '[{"name": "kong", "image": "${image}", "essential": true,\n"environment": [{"name": "KONG_DATABASE", "value": "off"}]}]\n';
    expect(await found({ "tasks/gateway.tpl": text, "tasks/other.tftpl": text })).toEqual([
      "tasks/gateway.tpl",
      "tasks/other.tftpl",
    ]);
  });
});
