import { describe, expect, it } from "vitest";
import { applyEdits } from "../../grammar/text/text-edit.ts";
import { terraformFormat } from "../../server/formats/terraform/terraform-format.ts";
import { configUnit } from "../../server/model/config-unit.ts";
import { assignmentOf, link, textAt, unitIn, variables } from "./project.ts";

const task = (environment: string) => `resource "aws_ecs_task_definition" "edge" {
  family = "edge"
  container_definitions = jsonencode([
    {
      name  = "gateway"
      image = "kong:3.4"
      environment = [
${environment}
      ]
      secrets = [{ name = "KONG_PG_PASSWORD", valueFrom = aws_ssm_parameter.pg.arn }]
    },
    { name = "deck", image = "kong/deck:1.38", environment = [{ name = "KONG_ADMIN_LISTEN", value = "x" }] }
  ])
}
`;

describe("containers in Terraform", () => {
  it("a task definition by jsonencode", () => {
    const project = link({
      "main.tf": task(
        '        { name = "KONG_DATABASE", value = "off" },\n        { name = "KONG_PG_HOST", value = var.host }',
      ),
    });
    const id = project.linked.units[0]?.id;
    expect(project.linked.units.map(({ release }) => release?.release.version)).toEqual(["3.4"]);
    expect(variables(project, id)).toMatchObject({
      KONG_DATABASE: "off",
      KONG_PG_HOST: "?",
      KONG_PG_PASSWORD: "?",
    });
    expect(textAt(project, assignmentOf(project, "KONG_DATABASE", id).rawValueSpan)).toBe('"off"');
  });

  it.each([
    ["8000", 1],
    ["true", 1],
    ["null", 1],
    ["off", 1],
    ["'off'", 1],
    ['"p${ss}"', 1],
    ["tostring(8000)", 0],
    ["var.port", 0],
    ['"${var.port}"', 0],
    ['"0.0.0.0:${var.port}"', 0],
  ])("the value %s: refused %d times", (value, count) => {
    const { linked } = link({ "main.tf": task(`        { name = "KONG_LOG_LEVEL", value = ${value} }`) });
    expect(linked.problems.filter(({ refuses }) => refuses)).toHaveLength(count);
  });

  it("a task definition as JSON in a heredoc", () => {
    const project = link({
      "main.tf": [
        'resource "aws_ecs_task_definition" "edge" {',
        "  container_definitions = <<EOF",
        '[{"name": "gateway", "image": "kong:2.8", "environment": [{"name": "KONG_LOG_LEVEL", "value": "${var.level}"},',
        '  {"name": "KONG_DATABASE", "value": "off"}]}]',
        "EOF",
        "}",
      ].join("\n"),
    });
    expect(variables(project, project.linked.units[0]?.id)).toMatchObject({
      KONG_LOG_LEVEL: "?",
      KONG_DATABASE: "off",
    });
  });

  it("a deployment of Kubernetes, whose values become text", () => {
    const project = link({
      "main.tf": `resource "kubernetes_deployment" "edge" {
  spec {
    template {
      spec {
        container {
          name  = "proxy"
          image = "kong:3.4"
          env {
            name  = "KONG_PG_PORT"
            value = 5432
          }
        }
      }
    }
  }
}
`,
    });
    expect(variables(project, project.linked.units[0]?.id)).toMatchObject({ KONG_PG_PORT: "5432" });
    expect(project.linked.problems).toEqual([]);
  });

  it("a container of Docker", () => {
    const project = link({
      "main.tf":
        'resource "docker_container" "kong" {\n  name  = "kong"\n  image = "kong:3.4"\n  env   = ["KONG_DATABASE=off", "KONG_PG_HOST=${var.host}"]\n}\n',
    });
    const id = project.linked.units[0]?.id;
    expect(variables(project, id)).toMatchObject({ KONG_DATABASE: "off", KONG_PG_HOST: "?" });
    expect(textAt(project, assignmentOf(project, "KONG_DATABASE", id).rawValueSpan)).toBe("off");
  });

  it("a map that a module gets, to which the module may add", () => {
    const project = link({
      "main.tf":
        'module "kong" {\n  source      = "./kong"\n  kong_config = { KONG_ROLE = "data_plane" }\n}\n',
    });
    const unit = unitIn(project, project.linked.units[0]?.id);
    expect(unit.absence.kind).toBe("open");
    expect(variables(project, unit.id)).toEqual({ KONG_ROLE: "data_plane" });
  });

  it("a release of Helm: values in order, and `set` above them", () => {
    const project = link({
      "main.tf": [
        'resource "helm_release" "kong" {',
        '  chart   = "kong"',
        '  version = "2.38.0"',
        "  values = [<<-EOT",
        "    env:",
        "      pg_port: 12345678",
        "      pg_host: ${var.host}",
        "    EOT",
        '    , yamlencode({ env = { log_level = "debug", pg_user = "a" } })',
        "  ]",
        "  set {",
        '    name  = "env.pg_user"',
        '    value = "kong"',
        "  }",
        "}",
      ].join("\n"),
    });
    const unit = unitIn(project, project.linked.units[0]?.id);
    expect(unit.release?.release.version).toBe("3.6");
    expect(variables(project, unit.id)).toMatchObject({
      KONG_PG_PORT: "1.2345678e+07",
      KONG_PG_HOST: "?",
      KONG_LOG_LEVEL: "debug",
      KONG_PG_USER: "kong",
    });
    expect(textAt(project, assignmentOf(project, "KONG_PG_PORT", unit.id).rawValueSpan)).toBe("12345678");
  });

  const RELEASE = (values: string) =>
    `resource "helm_release" "kong" {\n  chart   = "kong"\n  version = "2.38.0"\n  values  = ${values}\n}\n`;

  it("values that are locals of the module, in the same file or beside it", () => {
    const project = link({
      "main.tf": `${RELEASE('["${local.text}", yamlencode(local.all.object), local.line, jsonencode({ env = local.env })]')}locals {\n  text = <<-EOT\n    env:\n      pg_host: a\n    EOT\n}\n`,
      "locals.tf": [
        "locals {",
        '  all  = { object = { env = { log_level = "debug" } } }',
        '  line = "env: {pg_user: kong}"',
        "  env  = { pg_database = local.name }",
        '  name = "edge"',
        "}",
      ].join("\n"),
    });
    expect(unitIn(project)).toMatchObject({ absence: { kind: "closed" }, draws: ["main.tf", "locals.tf"] });
    expect(variables(project)).toMatchObject({
      KONG_PG_HOST: "a",
      KONG_LOG_LEVEL: "debug",
      KONG_PG_USER: "kong",
      KONG_PG_DATABASE: "edge",
    });
    const places = ["KONG_PG_HOST", "KONG_LOG_LEVEL", "KONG_PG_USER", "KONG_PG_DATABASE"].map((name) => {
      const { rawValueSpan } = assignmentOf(project, name);
      return [rawValueSpan.source, textAt(project, rawValueSpan)];
    });
    expect(places).toEqual([
      ["main.tf", "a"],
      ["locals.tf", "debug"],
      ["locals.tf", "kong"],
      ["locals.tf", "edge"],
    ]);
  });

  it.each([
    ["another module", "[module.values.kong]"],
    ["a local that nobody sets", "[local.missing]"],
    ["a local that refers to itself", "[local.round]"],
    ["a file", '[file("values.yaml")]'],
    ["a text that escapes make", '["env:\\n  pg_host: a\\n"]'],
    ["a merged object", "[yamlencode(merge(local.a, local.b))]"],
    ["a list that is made", "[for x in var.all : yamlencode(x)]"],
    ["blocks that are made", '[]\n  dynamic "set" {\n    for_each = var.all\n  }'],
    ["a list of `set` that is made", "[]\n  set = var.all"],
  ])("values from %s are not known", (_, values) => {
    const project = link({ "main.tf": `${RELEASE(values)}locals {\n  round = local.round\n}\n` });
    expect(unitIn(project).absence.kind).toBe("open");
  });

  it("lists that are joined are read, as far as they are known", () => {
    const values = 'concat([yamlencode({ env = { pg_host = "a" } })], local.more, var.others)';
    const more = 'locals {\n  more = ["env: {pg_user: kong}"]\n}\n';
    const project = link({ "main.tf": RELEASE(values) + more });
    expect(unitIn(project).absence.kind).toBe("open");
    expect(variables(project)).toMatchObject({ KONG_PG_HOST: "a", KONG_PG_USER: "kong" });
  });

  it("an empty text has no values", () => {
    expect(unitIn(link({ "main.tf": RELEASE('[""]') })).absence.kind).toBe("closed");
  });

  it.each(["resource {{{{", 'a = [{ name = "KONG_A", value = ', "}}}}]]])", 'x = <<EOF\n[{"name": "KONG_A"'])(
    "braces that do not match end in no crash: %s",
    (text) => {
      expect(() => link({ "main.tf": text })).not.toThrow();
    },
  );
});

describe("edits", () => {
  const text = task('        { name = "KONG_DATABASE", value = "off" }');
  const project = link({ "main.tf": text });
  const unit = unitIn(project, project.linked.units[0]?.id);
  const write = (edit: Parameters<typeof terraformFormat.write>[0]) => {
    const written = terraformFormat.write(edit, configUnit(unit, project.source), {
      source: (id) => project.files.source(id),
      escapeHash: true,
    });
    return written.kind === "cannot"
      ? undefined
      : applyEdits(
          text,
          written.changes.flatMap(({ edits }) => edits),
        );
  };

  it("a value keeps its quotes, and what looks like a template is escaped", () => {
    const assignment = assignmentOf(project, "KONG_DATABASE", unit.id);
    expect(write({ kind: "set", assignment, value: "p${x}" })).toBe(text.replace('"off"', () => '"p$${x}"'));
    expect(write({ kind: "rename", assignment, property: "log_level" })).toBe(
      text.replace("KONG_DATABASE", "KONG_LOG_LEVEL"),
    );
  });
});
