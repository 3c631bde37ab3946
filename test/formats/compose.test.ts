import { describe, expect, test } from "vitest";
import type { Surroundings } from "../../server/model/format.ts";
import { locateInValue } from "../../server/model/value.ts";
import { deep } from "../depth.ts";
import { KNOWN, service } from "./compose-project.ts";
import { assignmentOf, kinds, link, textAt, unitIn, variables } from "./project.ts";
import { detectMeasured } from "./test-formats.ts";

function environment(lines: string, surroundings: Surroundings = KNOWN): Record<string, string> {
  return variables(
    link(
      service(
        `environment:\n${lines
          .split("\n")
          .map((line) => `  ${line}\n`)
          .join("")}`,
      ),
      surroundings,
    ),
  );
}

describe("variables of the shell", () => {
  test("without one that is known, a default is text and the rest is not", () => {
    expect(environment("KONG_A: ${V:-d}\nKONG_B: ${V}\nKONG_C: x$V\nKONG_D: ${V:+r}", {})).toEqual({
      KONG_A: "d",
      KONG_B: "?",
      KONG_C: "?",
      KONG_D: "?",
    });
  });

  test("operators", () => {
    const shell = new Map([
      ["S", "s"],
      ["E", ""],
    ]);
    expect(
      environment(
        'KONG_A: ${S}${E:-d}${E-d}${U-d}\nKONG_B: ${S:+r}${E:+r}${E+r}${U+r}\nKONG_C: \'${U:-{"a":"${S}"}}\'\nKONG_D: $$S',
        { shell },
      ),
    ).toEqual({ KONG_A: "sdd", KONG_B: "rr", KONG_C: '{"a":"s"}', KONG_D: "$S" });
  });

  test("a mandatory one that is missing stops Compose", () => {
    const project = link(service("environment:\n  KONG_A: ${V?say it}"), KNOWN);
    expect(project.linked.problems.map(({ kind, refuses }) => [kind, refuses])).toEqual([["refused", true]]);
  });

  test("`.env` fills in and is not passed on", () => {
    const files = { ...service("environment:\n  KONG_A: ${V}"), ".env": "V=1\nKONG_B=2\n" };
    expect(variables(link(files))).toEqual({ KONG_A: "1" });
  });

  test("a value keeps the places of its parts, in whatever file", () => {
    const project = link({ ...service("environment:\n  KONG_A: a${V}b"), ".env": "V=mid\n" });
    const { value } = assignmentOf(project, "KONG_A");
    const at = locateInValue(value, { start: 1, end: 4 });
    expect(at === undefined ? undefined : [at.source, textAt(project, at)]).toEqual([".env", "mid"]);
  });
});

describe("forms", () => {
  test("a variable without a value is taken away where the shell is known, and open where it is not", () => {
    expect(environment("KONG_A:\nKONG_B: ~")).toEqual({ KONG_A: "-", KONG_B: "-" });
    expect(environment("KONG_A:", {})).toEqual({ KONG_A: "?" });
    expect(kinds(link(service("environment:\n  KONG_A:"), KNOWN))).toEqual(["removed"]);
  });

  test("quotes of list items", () => {
    expect(environment('- KONG_A="x"\n- \'KONG_B=y\'\n- "KONG_C=a\\tb"')).toEqual({
      KONG_A: '"x"',
      KONG_B: "y",
      KONG_C: "a\tb",
    });
    expect(kinds(link(service('environment:\n  - KONG_A="x"'), KNOWN))).toEqual(["quotes-kept"]);
  });

  test.each([
    ["nothing", "environment:"],
    ["a text", "environment: KONG_A=x"],
    ["a number in a list", "environment:\n  - 5"],
    ["a missing blank", "environment:\n  KONG_A:x"],
    ["a list as a value", "environment:\n  KONG_A: [a]"],
    ["another key", "env:\n  KONG_A: x"],
  ])("%s is refused", (_, fields) => {
    expect(link(service(fields), KNOWN).linked.problems.some(({ refuses }) => refuses)).toBe(true);
  });

  test("a template is opaque and refused by nobody", () => {
    const project = link(service('environment:\n  KONG_A: {{ a }}\n  KONG_B: "{{ b }}"'), KNOWN);
    expect(variables(project)).toEqual({ KONG_A: "?", KONG_B: "?" });
    expect(kinds(project)).toEqual([]);
    expect(assignmentOf(project, "KONG_A").opaque).toBe("template");
  });

  test("types of versions before 2.17 and of version 1", () => {
    const lines = "KONG_A: off\nKONG_B: 12:30:45";
    expect(environment(lines)).toEqual({ KONG_A: "off", KONG_B: "12:30:45" });
    const reader = (name: string): Surroundings => ({
      ...KNOWN,
      reader: name as NonNullable<Surroundings["reader"]>,
    });
    expect(environment(lines, reader("compose-2.16"))).toEqual({ KONG_A: "false", KONG_B: "12:30:45" });
    expect(environment("KONG_B: 12:30:45", reader("compose-1"))).toEqual({ KONG_B: "45045" });
    expect(kinds(link(service("environment:\n  KONG_A: off"), KNOWN))).toEqual(["readers-disagree"]);
    expect(kinds(link(service("environment:\n  KONG_A: 010"), KNOWN))).toEqual(["retyped"]);
  });

  test("the place of a setting", () => {
    const project = link(service('environment:\n  KONG_A: "x y" # why\n  KONG_B: z'), KNOWN);
    const a = assignmentOf(project, "KONG_A");
    expect(
      [a.nameSpan, a.span, a.lineSpan, a.rawValueSpan, a.writtenValueSpan].map((at) => textAt(project, at)),
    ).toEqual(["KONG_A", 'KONG_A: "x y"', '      KONG_A: "x y" # why', '"x y"', "x y"]);
    expect(a.origin).toEqual({ kind: "written", address: "services.kong.environment.KONG_A" });
  });

  test("a merged setting stands at its anchor", () => {
    const text =
      "x-kong: &kong\n  KONG_A: x\nservices:\n  kong:\n    image: kong\n    environment:\n      <<: *kong\n";
    const a = assignmentOf(link({ "compose.yaml": text }), "KONG_A");
    expect(a.origin).toEqual({ kind: "written", address: "x-kong.KONG_A" });
    expect(a.nameSpan.start).toBe(text.indexOf("KONG_A"));
  });
});

describe("the deployment", () => {
  const deployment = (fields: string) => unitIn(link(service(fields), KNOWN)).deployment;

  test("ports", () => {
    const ports = deployment(
      'ports:\n  - "8000:8000"\n  - 127.0.0.1:8001:8001/tcp\n  - "[::1]:8444:8444"\n  - 9000-9001:7000-7001\n  - 8443\n  - target: 8002\n    published: "80"\n    host_ip: 10.0.0.1\n  - "${P:-81}:8003"\n',
    )?.ports.map(({ hostAddress, hostPort, containerPort }) => `${hostAddress} ${hostPort} ${containerPort}`);
    expect(ports).toEqual([
      "0.0.0.0 8000 8000",
      "127.0.0.1 8001 8001",
      "::1 8444 8444",
      "0.0.0.0 9000 7000",
      "0.0.0.0 9001 7001",
      "0.0.0.0 undefined 8443",
      "10.0.0.1 80 8002",
      "0.0.0.0 81 8003",
    ]);
  });

  test("ports that are known at run time only", () => {
    const unknown = unitIn(
      link(service('ports:\n  - "${HOST_PORT}:8000"\n  - "${A}:8001"\n  - "${B}"')),
      "services.kong",
    ).deployment;
    expect(unknown?.portsAreComplete).toBe(false);
    expect(unknown?.ports.map(({ hostPort, containerPort }) => [hostPort, containerPort])).toEqual([
      [undefined, 8000],
      [undefined, 8001],
    ]);
  });

  test("command and network", () => {
    expect(deployment("command: kong migrations bootstrap -v\nnetwork_mode: host")).toMatchObject({
      command: { value: ["kong", "migrations", "bootstrap", "-v"] },
      network: "host",
      reachableHosts: undefined,
    });
  });

  test("hosts: services, names, aliases, links", () => {
    const project = link({
      "compose.yaml": `services:
  kong:
    image: kong
    networks: [a]
    links: ["db:database"]
    extra_hosts: ["far:10.0.0.1"]
  db:
    image: postgres
    container_name: kong-db
    networks:
      a:
        aliases: [pg]
  other:
    image: redis
networks:
  a: {}
`,
    });
    expect([...(unitIn(project).deployment?.reachableHosts ?? [])].sort()).toEqual([
      "database",
      "db",
      "far",
      "kong",
      "kong-db",
      "pg",
    ]);
  });

  test("an external network may hold other hosts", () => {
    const text =
      "services:\n  kong:\n    image: kong\n    networks: [a]\nnetworks:\n  a:\n    external: true\n";
    expect(unitIn(link({ "compose.yaml": text })).deployment?.reachableHosts).toBeUndefined();
  });
});

describe("detection", () => {
  test.each([
    ["docker-compose.yml", "a: b", true],
    ["compose.prod.yaml", "", true],
    ["stack.yml", "services:\n  kong:\n    image: kong\n", true],
    ["deployment.yaml", "apiVersion: v1\nkind: Service\n", false],
    [".gitlab-ci.yml", "image: x\nservices:\n  - docker\n", false],
  ])("%s", (path, text, isCompose) => {
    expect(detectMeasured(path, text)?.title === "a Compose file").toBe(isCompose);
  });
});

test("2,000 services are 2,000 units", () => {
  const many = Array.from(
    { length: 2_000 },
    (_, at) => `  s${at}: {image: "kong:3.9", environment: {KONG_A: x}}\n`,
  ).join("");
  expect(link({ "compose.yaml": `services:\n${many}` }, KNOWN).linked.units).toHaveLength(2_000);
});

deep("many services that share many variables are bounded, which is said", () => {
  const variables = Array.from({ length: 2_000 }, (_, at) => `  KONG_X${at}: x\n`).join("");
  const services = Array.from(
    { length: 2_000 },
    (_, at) => `  s${at}:\n    image: kong\n    environment: *e\n`,
  ).join("");
  const project = link({ "compose.yaml": `x-e: &e\n${variables}services:\n${services}` }, KNOWN);
  expect(project.linked.units).toHaveLength(2_000);
  expect(kinds(project)).toContain("too-many");
});
