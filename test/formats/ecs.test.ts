import { describe, expect, test } from "vitest";
import { assignmentOf, edited, kinds, link, textAt, unitIn, variables } from "./project.ts";

const task = (container: string): Record<string, string> => ({
  "task.json": `{
  "family": "kong",
  "networkMode": "awsvpc",
  "containerDefinitions": [
    {
      "name": "kong",
      "image": "kong:3.9",
${container.replace(/^/gm, "      ")}
    },
    {"name": "other", "image": "envoyproxy/envoy:v1", "environment": [{"name": "LOG_LEVEL", "value": "x"}]}
  ]
}
`,
});

const ENVIRONMENT = `"environment": [
  {"name": "KONG_DATABASE", "value": "off"},
  {"name": "KONG_PREFIX", "value": "/\${dir}/x"}
],
"secrets": [{"name": "KONG_PG_PASSWORD", "valueFrom": "arn:x"}]`;

describe("a task definition in JSON", () => {
  const texts = task(ENVIRONMENT);
  const text = texts["task.json"] ?? "";
  const project = link(texts);

  test("gives the variables of the containers that run Kong", () => {
    expect(project.linked.units.map(({ id }) => id)).toEqual(["kong"]);
    expect(variables(project)).toEqual({ KONG_DATABASE: "off", KONG_PREFIX: "?", KONG_PG_PASSWORD: "?" });
    expect(textAt(project, assignmentOf(project, "KONG_DATABASE").writtenValueSpan)).toBe("off");
  });

  test("is edited in place", () => {
    const assignment = assignmentOf(project, "KONG_DATABASE");
    expect(edited(project, { kind: "set", assignment, value: 'a"b' })["task.json"]).toBe(
      text.replace('"off"', '"a\\"b"'),
    );
    expect(edited(project, { kind: "remove", assignment })["task.json"]).toBe(
      text.replace(/\{"name": "KONG_DATABASE", "value": "off"\},\s*/, ""),
    );
    const inserted = edited(project, { kind: "insert", property: "role", value: "x", after: assignment });
    expect(JSON.parse(inserted["task.json"] ?? "").containerDefinitions[0].environment[1]).toEqual({
      name: "KONG_ROLE",
      value: "x",
    });
  });

  test("published ports are those of the mappings", () => {
    const { deployment } = unitIn(link(task('"portMappings": [{"containerPort": 8000}]')));
    expect(deployment?.ports.map(({ containerPort }) => containerPort)).toEqual([8000]);
  });

  test("numbers and booleans are refused", () => {
    const wrong = link(task('"environment": [{"name": "KONG_A", "value": 8000}]'));
    expect(kinds(wrong)).toEqual(["refused"]);
  });
});

test("containers that Terraform fills in", () => {
  const text = `[{
  "name": "kong", "image": "\${image}", "cpu": \${cpu},
  "environment": [
    %{ if tls }
    {"name": "KONG_SSL_CERT", "value": "/a.crt"},
    %{ endif }
    {"name": "KONG_LOG_LEVEL", "value": "\${level}"}
  ],
  "portMappings": [{"containerPort": \${port}}],
  "essential": true
}]
`;
  const project = link({ "kong.json": text });
  expect(variables(project)).toEqual({ KONG_SSL_CERT: "/a.crt", KONG_LOG_LEVEL: "?" });
  expect(unitIn(project).deployment?.ports).toEqual([]);
});

describe("a stack of CloudFormation", () => {
  const text = `AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions:
        - Name: kong
          Image: !Sub "kong:\${Tag}"
          Environment:
            - Name: KONG_DATABASE
              Value: off
            - {Name: KONG_PG_HOST, Value: !GetAtt Db.Endpoint}
            - Name: KONG_PG_PORT
              Value: 5432
  Machine:
    Type: AWS::EC2::Instance
    Properties:
      UserData:
        Fn::Base64: !Sub |
          #!/bin/bash
          export KONG_LOG_LEVEL=info
          export KONG_PG_USER='\${User}'
          kong start
`;
  const project = link({ "stack.yaml": text });

  test("has task definitions, whose functions are unknown", () => {
    expect(variables(project, "Task/kong")).toEqual({
      KONG_DATABASE: "off",
      KONG_PG_HOST: "?",
      KONG_PG_PORT: "5432",
    });
    expect(kinds(project)).toEqual([]);
  });

  test("has machines whose scripts start Kong", () => {
    const script = project.linked.units.find(({ id }) => id.startsWith("Machine/"));
    expect(script && variables(project, script.id)).toMatchObject({
      KONG_LOG_LEVEL: "info",
      KONG_PG_USER: "?",
    });
    const assignment = assignmentOf(project, "KONG_LOG_LEVEL", script?.id);
    expect(edited(project, { kind: "set", assignment, value: "warn" }, script?.id)["stack.yaml"]).toBe(
      text.replace("KONG_LOG_LEVEL=info", "KONG_LOG_LEVEL=warn"),
    );
  });

  test("a new entry is written as its neighbors are", () => {
    const after = assignmentOf(project, "KONG_DATABASE", "Task/kong");
    const edit = { kind: "insert", property: "role", value: "x", after } as const;
    expect(edited(project, edit, "Task/kong")["stack.yaml"]).toBe(
      text.replace("Value: off\n", "Value: off\n            - Name: KONG_ROLE\n              Value: x\n"),
    );
  });
});
