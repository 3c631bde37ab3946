import { expect, test } from "vitest";
import { type Detection, detectFormat, detectNamed } from "../../server/formats/detect.ts";
import { formatName } from "../../server/model/format-id.ts";

const MANIFEST = `apiVersion: apps/v1
kind: Deployment
spec:
  template:
    spec:
      containers:
        - name: kong
          image: kong:3.4
          env:
            - name: KONG_DATABASE
              value: "off"
`;
const COMPOSE = "services:\n  kong:\n    image: kong:3.4\n    environment:\n      KONG_DATABASE: off\n";
const VALUES =
  'ingressController:\n  enabled: true\npostgresql:\n  enabled: false\nenv:\n  database: "off"\n';
const TASK = '{\n"containerDefinitions": [{"name": "kong", "image": "kong:3.4"}]\n}\n';

const idOf = ({ format }: Detection): string | undefined =>
  format === undefined ? undefined : formatName(format.id);

const HEREDOC = (text: string) => `locals {\n  text = <<EOT\n${text}EOT\n}\n`;
const JOB = (text: string) =>
  `job "kong" {\n  group "g" {\n    task "kong" {\n      template {\n        data = <<EOT\n${text}EOT\n      }\n    }\n  }\n}\n`;

test.each([
  ["kong.tf", "terraform", HEREDOC],
  ["main.tofu", "terraform", HEREDOC],
  ["kong.tf.j2", "terraform", HEREDOC],
  ["terragrunt.hcl", "terraform", HEREDOC],
  ["kong.nomad", "nomad", JOB],
  ["kong.nomad.hcl", "nomad", JOB],
  ["job.hcl", "nomad", JOB],
  ["kong.service", "systemd", (text: string) => `[Service]\nExecStart=/bin/sh -c 'cat >x <<E\n${text}E'\n`],
  ["deploy.py", undefined, (text: string) => `TEXT = """\n${text}"""\n`],
  ["Makefile", undefined, (text: string) => `define TEXT\n${text}endef\n`],
  ["kong.toml", undefined, (text: string) => `text = '''\n${text}'''\n`],
  ["kong.adoc", undefined, (text: string) => `= Kong\n----\n${text}----\n`],
  ["packer.hcl", undefined, (text: string) => `source "docker" "kong" {\n  text = <<EOT\n${text}EOT\n}\n`],
] as const)("what %s quotes does not make it another format", (name, expected, around) => {
  for (const text of [MANIFEST, COMPOSE, VALUES, TASK]) {
    const quoted = around(text);
    expect(idOf(detectNamed(name, quoted))).toBe(expected);
    expect(idOf(detectFormat(name, quoted))).toBe(expected);
  }
});

test("Terraform in JSON is not one of the manifests in it", () => {
  const text = `{"resource": {"kubernetes_manifest": {"kong": {"manifest": {\n"apiVersion": "apps/v1",\n"kind": "Deployment"}}}}}\n`;
  expect(detectNamed("main.tf.json", text)).toMatchObject({ format: undefined });
});
