import { describe, expect, test } from "vitest";
import { effectiveAssignments } from "../../server/formats/shared/effective.ts";
import type { Surroundings } from "../../server/model/format.ts";
import { sourceId } from "../../server/model/location.ts";
import { locateInValue } from "../../server/model/value.ts";
import { deep } from "../depth.ts";
import { assignmentOf, kinds, link, textAt, unitIn, variables } from "./project.ts";
import { detectMeasured } from "./test-formats.ts";

const KNOWN: Surroundings = { shell: new Map() };

/** A file with one service `kong`, whose fields are given. */
function service(fields: string): Record<string, string> {
  const indented = fields
    .trimEnd()
    .split("\n")
    .map((line) => `    ${line}\n`)
    .join("");
  return { "compose.yaml": `services:\n  kong:\n    image: kong:3.9\n${indented}` };
}

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

describe("several files", () => {
  test("layers: image, env_file in order, environment", () => {
    const files = {
      ...service("env_file:\n  - a.env\n  - b.env\nenvironment:\n  KONG_D: env"),
      "a.env": "KONG_B=a\nKONG_C=a\nKONG_D=a\n",
      "b.env": "KONG_C=b\n",
    };
    const imageEnvironment = new Map([
      ["KONG_A", "image"],
      ["KONG_B", "image"],
    ]);
    const project = link(files, { ...KNOWN, imageEnvironment });
    expect(variables(project)).toEqual({ KONG_A: "image", KONG_B: "a", KONG_C: "b", KONG_D: "env" });
    expect(unitIn(project).draws).toEqual(["compose.yaml", "a.env", "b.env"]);
    expect(assignmentOf(project, "KONG_C").layer.label).toBe("env_file b.env");
  });

  test("an env_file that is missing", () => {
    const missing = link(service("env_file: a.env"), KNOWN);
    expect(kinds(missing)).toEqual(["missing-file"]);
    expect(unitIn(missing).absence.kind).toBe("open");
    const optional = link(service("env_file:\n  - path: a.env\n    required: false"), KNOWN);
    expect(kinds(optional)).toEqual([]);
    expect(unitIn(optional).absence.kind).toBe("closed");
  });

  test("a file outside is not followed, and leaves the unit open", () => {
    const project = link(service("env_file: ../a.env"), KNOWN);
    expect(kinds(project)).toEqual([]);
    expect(unitIn(project).absence.kind).toBe("open");
  });

  test("extends another file, whose paths start from its folder", () => {
    const project = link(
      {
        "compose.yaml":
          "services:\n  gw:\n    extends:\n      file: base/common.yml\n      service: kong\n    environment:\n      KONG_B: own\n",
        "base/common.yml":
          "services:\n  kong:\n    image: kong:2.8\n    env_file: a.env\n    environment:\n      - KONG_A=base\n      - KONG_B=base\n",
        "base/a.env": "KONG_C=file\n",
      },
      KNOWN,
    );
    expect(variables(project, "services.gw")).toEqual({ KONG_A: "base", KONG_B: "own", KONG_C: "file" });
    expect(unitIn(project, "services.gw").release?.release).toEqual({ edition: "oss", version: "2.8" });
  });

  test("an override file beside the default one, and files that belong together", () => {
    const base =
      "services:\n  kong:\n    image: kong\n    environment:\n      KONG_A: base\n      KONG_B: base\n";
    const over = "services:\n  kong:\n    environment:\n      - KONG_B=over\n";
    expect(variables(link({ "docker-compose.yml": base, "docker-compose.override.yml": over }))).toEqual({
      KONG_A: "base",
      KONG_B: "over",
    });
    // Whichever of the two is named.
    expect(variables(link({ "docker-compose.override.yml": over, "docker-compose.yml": base }))).toEqual({
      KONG_A: "base",
      KONG_B: "over",
    });
    const together = ["base.yml", "prod.yml"].map(sourceId);
    expect(variables(link({ "prod.yml": over, "base.yml": base }, { together }))).toEqual({
      KONG_A: "base",
      KONG_B: "over",
    });
  });

  test("an override file that takes single variables away, or replaces them", () => {
    const base = `services:
  kong:
    image: kong:3.4
    environment: &env
      KONG_LOG_LEVEL: info
      KONG_PG_HOST: a
      KONG_PG_PORT: "1"
  list:
    image: kong:3.4
    environment: [KONG_LOG_LEVEL=info]
`;
    const over = `services:
  kong:
    environment:
      KONG_LOG_LEVEL: !reset null
      KONG_PG_HOST: !reset
      KONG_PG_PORT: !override 5432
  list:
    environment:
      KONG_LOG_LEVEL: !reset null
  sub:
    extends: {file: compose.yaml, service: kong}
    environment:
      KONG_PG_HOST: !reset null
`;
    const project = link({ "compose.yaml": base, "compose.override.yaml": over });
    expect(variables(project, "services.kong")).toEqual({ KONG_PG_PORT: "5432" });
    // Compose finds a variable by its key, which an item of a list does not have.
    expect(variables(project, "services.list")).toEqual({ KONG_LOG_LEVEL: "info" });
    expect(variables(project, "services.sub")).toEqual({ KONG_LOG_LEVEL: "info", KONG_PG_PORT: "1" });
    const documents = link({ "compose.yaml": `${base}---\n${over.slice(0, over.indexOf("  sub:"))}` });
    expect(variables(documents, "services.kong")).toEqual({ KONG_PG_PORT: "5432" });
  });

  test("includes", () => {
    const project = link(
      {
        "compose.yaml": "include:\n  - kong/compose.yaml\nservices:\n  db:\n    image: postgres\n",
        "kong/compose.yaml": "services:\n  kong:\n    image: kong\n    env_file: k.env\n",
        "kong/k.env": "KONG_A=x\n",
      },
      KNOWN,
    );
    expect(variables(project)).toEqual({ KONG_A: "x" });
  });

  test.each([
    [
      "services that extend each other",
      { "compose.yaml": "services:\n  kong:\n    image: kong\n    extends: b\n  b:\n    extends: kong\n" },
    ],
    [
      "files that include each other",
      {
        "compose.yaml": "include: [b.yaml]\nservices:\n  kong: {image: kong}\n",
        "b.yaml": "include: [compose.yaml]\nservices: {}\n",
      },
    ],
  ])("%s are refused", (_, files: Record<string, string>) => {
    expect(link(files, KNOWN).linked.problems.some(({ refuses }) => refuses)).toBe(true);
  });
});

describe("which services run Kong", () => {
  const units = (fields: string): readonly string[] =>
    link(
      {
        "compose.yaml": `services:\n  s:\n${fields
          .split("\n")
          .map((line) => `    ${line}\n`)
          .join("")}`,
      },
      KNOWN,
    ).linked.units.map(({ id }) => id);

  test.each([
    ["the official image", "image: kong:3.9"],
    ["by way of another registry", "image: docker.io/library/kong"],
    ["Enterprise", "image: kong/kong-gateway:3.4"],
    ["a default of a variable", "image: ${IMAGE:-kong:3.4}"],
    ["an own image named kong", "image: registry.example.com:5000/team/kong:1"],
    ["an own image with settings of Kong", "image: acme/gateway\nenvironment:\n  KONG_DATABASE: off"],
    ["a migration", "image: acme/kong-plugins\ncommand: kong migrations bootstrap"],
  ])("%s", (_, fields) => expect(units(fields)).toEqual(["services.s"]));

  test.each([
    ["a database", "image: postgres:13\nenvironment:\n  KONG_PG_PASSWORD: x"],
    ["Konga", "image: pantsel/konga\nenvironment:\n  KONG_DATABASE: x"],
    ["something that talks to Kong", "image: acme/portal\nenvironment:\n  KONG_ADMIN_HOST: x"],
  ])("%s does not", (_, fields) => expect(units(fields)).toEqual([]));

  test.each([
    ["kong:3.9.1-alpine", "oss", "3.9.1", "said"],
    ["kong/kong-gateway:3.4.3.1-ubuntu", "enterprise", "3.4.3.1", "said"],
    ["${V:-kong:3.4}", "oss", "3.4", "guessed"],
    [
      "kong-docker-kong-gateway-docker.bintray.io/kong-enterprise-edition:2.3.2.0-alpine",
      "enterprise",
      "2.3.2.0",
      "said",
    ],
  ])("the release of %s", (image, edition, version, certainty) => {
    const told = unitIn(link({ "compose.yaml": `services:\n  kong:\n    image: "${image}"\n` })).release;
    expect(told).toMatchObject({ release: { edition, version }, certainty });
  });

  test.each(["kong", "kong:latest", "kong:8000", "kong@sha256:0a"])("none of %s", (image) => {
    expect(
      unitIn(link({ "compose.yaml": `services:\n  kong:\n    image: "${image}"\n` })).release,
    ).toBeUndefined();
  });

  test("own images of settings", () => {
    const images = [
      { pattern: "registry.corp/gw*", release: "enterprise@3.10", environment: new Map([["KONG_A", "x"]]) },
    ];
    const project = link(
      { "compose.yaml": "services:\n  kong:\n    image: registry.corp/gw:7\n" },
      { ...KNOWN, images },
    );
    expect(variables(project)).toEqual({ KONG_A: "x" });
    expect(unitIn(project).release?.release).toEqual({ edition: "enterprise", version: "3.10" });
    expect(unitIn(project).absence.kind).toBe("closed");
  });
});

describe("an image that is built", () => {
  const files = {
    "compose.yaml":
      "services:\n  gw:\n    build: {context: ./gw, target: prod, args: {V: 1}}\n    environment:\n      KONG_B: own\n",
    "gw/Dockerfile":
      "ARG V\nFROM kong:3.4 AS prod\nARG V\nENV KONG_A=image KONG_B=image KONG_C=$V\nFROM alpine\n",
  };

  test("its Dockerfile tells the release and the weakest layer", () => {
    const [unit] = link(files, KNOWN).linked.units;
    if (unit === undefined) throw new Error("no unit");
    expect(unit.release?.release.version).toBe("3.4");
    expect(unit.absence.kind).toBe("closed");
    expect([...effectiveAssignments(unit)].map(([name, { rawValue }]) => [name, rawValue])).toEqual([
      ["KONG_A", "image"],
      ["KONG_B", "own"],
      ["KONG_C", "1"],
    ]);
  });

  test("without its Dockerfile, settings of Kong tell that it runs Kong, and the unit is open", () => {
    const text = files["compose.yaml"].replace("KONG_B", "KONG_DATABASE");
    const unit = unitIn(link({ "compose.yaml": text }, KNOWN));
    expect(unit.absence.kind).toBe("open");
    expect(unit.release).toBeUndefined();
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
