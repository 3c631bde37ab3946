import { describe, expect, test } from "vitest";
import type { Deployment } from "../../server/model/deployment.ts";
import { textOf } from "../../server/model/value.ts";
import { link, type Project, textAt, unitIn } from "./project.ts";

function compose(fields: string): Project {
  const indented = fields
    .trimEnd()
    .split("\n")
    .map((line) => `    ${line}\n`)
    .join("");
  return link({ "compose.yaml": `services:\n  kong:\n    image: kong:3.9\n${indented}` });
}

function deploymentIn(project: Project, id?: string): Deployment {
  const { deployment } = unitIn(project, id);
  if (deployment === undefined) throw new Error("no deployment");
  return deployment;
}

const run = (options: string): Deployment =>
  deploymentIn(link({ "run.sh": `docker run -e KONG_DATABASE=off ${options}\n` }));

describe("mounts", () => {
  test("in both forms of Compose, with secrets, configs and file systems in memory", () => {
    const project = compose(`volumes:
  - ./a/:/opt/a/:ro
  - data:/data
  - /cache
  - {type: tmpfs, target: /tmp}
tmpfs: /run
secrets: [pw, {source: s, target: t}]
configs: [{source: c, target: /etc/c.conf}]`);
    const { mounts } = deploymentIn(project);
    expect(
      mounts?.items.map(({ kind, target, source, isReadOnly }) => [kind, target, source, isReadOnly]),
    ).toEqual([
      ["bind", "/opt/a", "./a/", true],
      ["volume", "/data", "data", false],
      ["volume", "/cache", undefined, false],
      ["tmpfs", "/tmp", undefined, false],
      ["tmpfs", "/run", undefined, false],
      ["file", "/run/secrets/pw", "pw", true],
      ["file", "/run/secrets/t", "s", true],
      ["file", "/etc/c.conf", "c", true],
    ]);
    expect(mounts?.isComplete).toBe(true);
    const [first] = mounts?.items ?? [];
    expect(first && textAt(project, first.at)).toBe("./a/:/opt/a/:ro");
  });

  test("a source that is a variable leaves the target known, and the other way round", () => {
    const mounts = (field: string) => deploymentIn(compose(`volumes: ["${field}"]`)).mounts;
    expect(mounts("${DIR}:/opt/a")?.items.map(({ target, source }) => [target, source])).toEqual([
      ["/opt/a", undefined],
    ]);
    expect(mounts("./a:${DIR}")).toEqual({ items: [], isComplete: false });
  });

  test("of docker run", () => {
    const { mounts } = run("-v $PWD/a:/a:ro --mount type=bind,src=/b,dst=/b --tmpfs /c:size=1m kong:3.9");
    expect(mounts?.items.map(({ kind, target, isReadOnly }) => [kind, target, isReadOnly])).toEqual([
      ["bind", "/a", true],
      ["bind", "/b", false],
      ["tmpfs", "/c", false],
    ]);
    expect(mounts?.isComplete).toBe(true);
    expect(run("--volumes-from other kong:3.9").mounts?.isComplete).toBe(false);
  });
});

describe("the process", () => {
  test("its user, its rights and its root", () => {
    const { user, readOnlyRoot, addedCapabilities, isPrivileged } = deploymentIn(
      compose('user: "0"\nread_only: true\ncap_add: [CAP_NET_BIND_SERVICE]'),
    );
    expect([user?.value, readOnlyRoot?.value, addedCapabilities, isPrivileged]).toEqual([
      "0",
      true,
      ["NET_BIND_SERVICE"],
      false,
    ]);
    expect(deploymentIn(compose("privileged: true")).isPrivileged).toBe(true);
    const started = run("-u root --read-only --cap-add=SYS_TIME kong:3.9");
    expect([started.user?.value, started.readOnlyRoot?.value, started.addedCapabilities]).toEqual([
      "root",
      true,
      ["SYS_TIME"],
    ]);
  });

  test("a command that is a variable is unknown, an empty one is that of the image", () => {
    expect(deploymentIn(compose("command: ${CMD}")).isStartUnknown).toBe(true);
    const empty = deploymentIn(compose("command:"));
    expect([empty.isStartUnknown, empty.command]).toEqual([false, undefined]);
  });

  test("probes", () => {
    const tests = (fields: string) => deploymentIn(compose(fields)).probes?.items.map((probe) => probe.test);
    expect(tests('healthcheck: {test: ["CMD", "kong", "health"]}')).toEqual([
      { kind: "command", words: ["kong", "health"], isShell: false },
    ]);
    expect(tests("healthcheck: {test: curl -f http://localhost:8001 || exit 1}")).toEqual([
      {
        kind: "command",
        words: ["curl", "-f", "http://localhost:8001", "||", "exit", "1"],
        isShell: true,
      },
    ]);
    expect(tests("healthcheck: {disable: true, test: [CMD, x]}")).toEqual([]);
    expect(run("--health-cmd 'kong health' kong:3.9").probes?.items).toHaveLength(1);
  });

  test("what it depends on, and what it exposes", () => {
    const { dependencies, exposedPorts } = deploymentIn(
      compose(
        'depends_on: {db: {condition: service_healthy}, m: {condition: service_completed_successfully}}\nexpose: ["8001", "9000-9001/udp"]',
      ),
    );
    expect(dependencies?.map(({ name, condition }) => [name, condition])).toEqual([
      ["db", "healthy"],
      ["m", "completed"],
    ]);
    expect(exposedPorts?.map(({ port, protocol }) => [port, protocol])).toEqual([
      [8001, "tcp"],
      [9000, "udp"],
      [9001, "udp"],
    ]);
  });
});

describe("a build", () => {
  const DOCKERFILE = `FROM kong:3.9 AS base
USER root
RUN luarocks install x \\
  && true
FROM base
USER kong
COPY --chown=kong ["a.yml", "/opt/a.yml"]
HEALTHCHECK --interval=1s CMD kong health
CMD ["kong", "start"]
`;

  test("its steps with their user, those of the stage below included", () => {
    const { steps, user, probes, imageFiles } = deploymentIn(link({ Dockerfile: DOCKERFILE }));
    expect(steps?.map(({ kind, user: runsAs, text }) => [kind, runsAs, text])).toEqual([
      ["user", "root", "root"],
      ["run", "root", "luarocks install x   && true"],
      ["user", "kong", "kong"],
      ["copy", "kong", "/opt/a.yml"],
    ]);
    expect(user?.value).toBe("kong");
    expect(probes?.items).toHaveLength(1);
    expect(imageFiles).toBe("own");
  });

  test("that a service makes gives it command and user", () => {
    const { command, user, imageFiles } = deploymentIn(
      link({
        "compose.yaml": "services:\n  kong:\n    build: .\n",
        Dockerfile: DOCKERFILE,
      }),
    );
    expect([command?.value, user?.value, imageFiles]).toEqual([["kong", "start"], "kong", "own"]);
  });
});

describe("neighbors", () => {
  const TEXT = `services:
  kong: {image: "kong:3.9", environment: {KONG_PG_HOST: db}}
  db: {image: "postgres:13", container_name: kong-db, networks: {default: {aliases: [pg]}}}
  migrations: {image: "kong:3.9", command: kong migrations bootstrap, profiles: [setup]}
`;

  test("all services, with the names under which they are found", () => {
    const neighbors = deploymentIn(link({ "compose.yaml": TEXT }), "services.kong").neighbors;
    expect(
      neighbors?.items.map(({ name, image, hosts, isOptional, kong }) => [
        name,
        image && textOf(image.value),
        [...(hosts ?? [])],
        isOptional,
        kong?.release?.release.version,
      ]),
    ).toEqual([
      ["kong", "kong:3.9", ["kong"], false, "3.9"],
      ["db", "postgres:13", ["db", "kong-db", "pg"], false, undefined],
      ["migrations", "kong:3.9", ["migrations"], true, "3.9"],
    ]);
    expect(neighbors?.isComplete).toBe(true);
  });

  test.each([
    ["a file that Compose does not read by itself", { "compose.kong.yaml": TEXT }],
    ["a file to include that is not there", { "compose.yaml": `include: [other.yaml]\n${TEXT}` }],
    ["a service that another file completes", { "compose.yaml": `${TEXT}  other: {ports: ["1:1"]}\n` }],
  ])("%s: there may be more", (_, texts) => {
    expect(deploymentIn(link(texts), "services.kong").neighbors?.isComplete).toBe(false);
  });
});
