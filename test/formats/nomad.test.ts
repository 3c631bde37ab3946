import { describe, expect, test } from "vitest";
import { assignmentOf, edited, kinds, link, textAt, unitIn, variables } from "./project.ts";

const TEXT = `job "kong" {
  group "gw" {
    network {
      port "http" { to = 8000 }
      port "other" { to = 9000 }
    }
    task "kong" {
      driver = "docker"
      config {
        image = "kong:3.9"
        ports = ["http"]
        volumes = ["local/kong.conf:/etc/kong/kong.conf"]
      }
      env {
        KONG_DATABASE = "off" # c
        KONG_NGINX_WORKER_PROCESSES = 2
        KONG_PG_HOST = "\${attr.unique.hostname}"
      }
      template {
        destination = "local/kong.conf"
        data = <<EOF
log_level = debug
EOF
      }
    }
    task "redis" {
      config { image = "redis" }
      env { KONG_X = "y" }
    }
  }
}
`;
const project = link({ "kong.nomad.hcl": TEXT });

test("gives the variables of the tasks that run Kong, and the kong.conf that a template writes", () => {
  expect(project.linked.units.map(({ id }) => id)).toEqual(["gw/kong"]);
  expect(variables(project)).toEqual({
    KONG_DATABASE: "off",
    KONG_NGINX_WORKER_PROCESSES: "2",
    KONG_PG_HOST: "?",
    log_level: "debug",
  });
  expect(unitIn(project).file).toBeDefined();
  expect(textAt(project, assignmentOf(project, "log_level").writtenValueSpan)).toBe("debug");
});

test("publishes the ports that the task names", () => {
  expect(unitIn(project).deployment?.ports.map(({ containerPort }) => containerPort)).toEqual([8000]);
});

describe("edits", () => {
  const database = assignmentOf(project, "KONG_DATABASE");

  test.each([
    ["postgres", '"postgres"'],
    ["a${b}", '"a$${b}"'],
  ])("a value is written so that it arrives: %s", (value, spelled) => {
    expect(edited(project, { kind: "set", assignment: database, value })["kong.nomad.hcl"]).toBe(
      TEXT.replace('"off"', () => spelled),
    );
  });

  test("a variable is removed and added with its line", () => {
    expect(edited(project, { kind: "remove", assignment: database })["kong.nomad.hcl"]).toBe(
      TEXT.replace('        KONG_DATABASE = "off" # c\n', ""),
    );
    const edit = { kind: "insert", property: "role", value: "x", after: database } as const;
    expect(edited(project, edit)["kong.nomad.hcl"]).toBe(
      TEXT.replace("# c\n", '# c\n        KONG_ROLE = "x"\n'),
    );
  });

  test("a setting of the file inside the job", () => {
    const assignment = assignmentOf(project, "log_level");
    expect(edited(project, { kind: "set", assignment, value: "info" })["kong.nomad.hcl"]).toBe(
      TEXT.replace("debug", "info"),
    );
  });
});

test("braces that are not closed are told, and what can be read is read", () => {
  const broken = link({ "a.nomad": 'job "a" { task "k" { config { image = "kong" } env { KONG_A = "x" }' });
  expect(variables(broken)).toEqual({ KONG_A: "x" });
  expect(kinds(broken)).toEqual(["syntax"]);
});
