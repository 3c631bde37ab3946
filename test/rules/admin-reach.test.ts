import { describe, expect, test } from "vitest";
import type { Finding } from "../../server/findings/finding.ts";
import { linkSource } from "../../server/formats/read-unit.ts";
import { analyze } from "../../server/workspace/analyze.ts";
import { Files } from "../formats/judge-case.ts";

/** The findings about who reaches the Admin API. */
async function findingsIn(path: string, text: string): Promise<readonly Finding[]> {
  const files = new Files({ [path]: text });
  const source = files.source(path);
  if (source === undefined) throw new Error("no format");
  const { findings } = await analyze(linkSource(source, { surroundings: {}, resolve: files.resolve }), {});
  return findings.filter(({ rule }) => /admin-(?:published|listen-public|open-to-neighbors)/.test(rule));
}

/** What is said of the Admin API, and on which line. */
async function said(path: string, text: string): Promise<readonly string[]> {
  return (await findingsIn(path, text)).map(
    ({ rule, span }) => `${rule} ${text.slice(0, span.start).split("\n").length}`,
  );
}

/** The same in words. */
async function words(path: string, text: string): Promise<string> {
  return (await findingsIn(path, text)).map(({ message }) => message).join("\n");
}

const PORT = "deployment/admin-published";
const ADDRESS = "security/admin-listen-public";
const DBLESS =
  '-e KONG_DATABASE=off -e KONG_DECLARATIVE_CONFIG=/kong/kong.yml -v "$PWD/kong:/kong" -e KONG_ADMIN_LISTEN=0.0.0.0:8001';

describe("docker run", () => {
  const run = (options: string): string => `docker run -d ${options} ${DBLESS} kong:3.1.1\n`;
  const macvlan = "docker network create -d macvlan \\\n  --subnet 10.0.0.0/24 lan\n";

  test.each([
    ["-p 8001:8001", [`${PORT} 1`]],
    ["--network=kong-net -p 8001:8001", [`${PORT} 1`]],
    ["--network kong-net -p 8001:8001", [`${PORT} 1`]],
    ["--net kong-net --network other -p 8001:8001", [`${PORT} 1`]],
    ["--network name=kong-net,alias=kong -p 8001:8001", [`${PORT} 1`]],
    ["--network bridge -p 8001:8001", [`${PORT} 1`]],
    ['--network "$NETWORK" -p 8001:8001', [`${PORT} 1`]],
    ["$OPTIONS -p 8001:8001", [`${PORT} 1`]],
    ["--network kong-net -p 127.0.0.1:8001:8001", []],
    ["--network kong-net -p 8000:8000", []],
    ["--network host", [`${ADDRESS} 1`]],
    ["--network host -p 8001:8001", [`${ADDRESS} 1`]],
    ["--network none -p 8001:8001", []],
    ["--network container:vpn", []],
    ["--pod web", []],
  ])("%s", async (options, expected) => {
    expect(await said("run.sh", run(options))).toEqual(expected);
  });

  test("a network of the script whose driver routes to each container", async () => {
    expect(await said("run.sh", macvlan + run("--network lan"))).toEqual([`${ADDRESS} 3`]);
    expect(await said("run.sh", macvlan + run("--network lan -p 8001:8001"))).toEqual([`${ADDRESS} 3`]);
    expect(await said("run.sh", macvlan + run("--network other -p 8001:8001"))).toEqual([`${PORT} 3`]);
    expect(await said("run.sh", macvlan + run("--network other"))).toEqual([]);
    const bridge = "docker network create kong-net\n";
    expect(await said("run.sh", bridge + run("--network kong-net -p 8001:8001"))).toEqual([`${PORT} 2`]);
  });
});

describe("Compose", () => {
  const compose = (kong: string, rest = ""): string =>
    `services:\n  kong:\n    image: kong:3.9\n    environment:\n      KONG_DATABASE: "off"\n      KONG_ADMIN_LISTEN: 0.0.0.0:8001\n${kong}${rest}`;
  const ports = '    ports: ["8001:8001"]\n';

  test.each([
    ["a network of its own", compose(ports), [`${PORT} 7`]],
    [
      "an external network",
      compose(`    networks: [a]\n${ports}`, "networks:\n  a:\n    external: true\n"),
      [`${PORT} 8`],
    ],
    ["a network by its name", compose(`    network_mode: kong-net\n${ports}`), [`${PORT} 8`]],
    ["a mode that is known at run time only", compose(`    network_mode: \${MODE}\n${ports}`), [`${PORT} 8`]],
    ["the network of the host", compose("    network_mode: host\n"), [`${ADDRESS} 6`]],
    [
      "the network of the host by its name",
      compose("    networks: [h]\n", "networks:\n  h:\n    external: true\n    name: host\n"),
      [`${ADDRESS} 6`],
    ],
    ["none", compose("    network_mode: none\n"), []],
    [
      "the network of a service that publishes it",
      compose("    network_mode: service:vpn\n", `  vpn:\n    image: gluetun\n${ports}`),
      [`${PORT} 10`],
    ],
    [
      "the network of a service that publishes nothing",
      compose("    network_mode: service:vpn\n", "  vpn:\n    image: gluetun\n"),
      [],
    ],
    [
      "a driver that routes",
      compose("    networks: [lan]\n", "networks:\n  lan:\n    driver: macvlan\n"),
      [`${ADDRESS} 6`],
    ],
  ])("%s", async (_, text, expected) => {
    expect(await said("compose.yaml", text)).toEqual(expected);
  });
});

describe("Kubernetes", () => {
  const deployment = (spec: string): string =>
    `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: kong}\nspec:\n  template:\n    metadata: {labels: {app: kong}}\n    spec:\n${spec}      containers:\n        - name: kong\n          image: kong:3.9\n          env:\n            - {name: KONG_ADMIN_LISTEN, value: "0.0.0.0:8001"}\n`;
  const service =
    "---\napiVersion: v1\nkind: Service\nmetadata: {name: kong}\nspec:\n  type: NodePort\n  selector: {app: kong}\n  ports:\n    - {port: 8001}\n";

  test("a pod is reached at its address, or by a Service that leads out", async () => {
    expect(await said("kong.yaml", deployment(""))).toEqual([`${ADDRESS} 12`]);
    expect(await said("kong.yaml", deployment("") + service)).toEqual([`${PORT} 21`]);
  });

  test("a pod on the network of its node is open there, with or without a Service", async () => {
    const host = deployment("      hostNetwork: true\n");
    expect(await said("kong.yaml", host)).toEqual([`${ADDRESS} 13`]);
    expect(await said("kong.yaml", host + service)).toEqual([`${ADDRESS} 13`]);
  });
});

describe("Helm", () => {
  const values = (rest: string): string =>
    `ingressController: {enabled: false}\nimage: {repository: kong, tag: "3.9"}\n${rest}env:\n  database: "off"\nadmin:\n  enabled: true\n  type: NodePort\n  http: {enabled: true, containerPort: 8001}\n  tls: {enabled: false}\n`;

  test("a Service on the network of the node", async () => {
    expect(await said("values.yaml", values(""))).toEqual([`${PORT} 8`]);
    expect(await said("values.yaml", values("deployment: {hostNetwork: true}\n"))).toEqual([`${ADDRESS} 9`]);
  });
});

describe("Terraform", () => {
  const docker = (rest: string): string =>
    `resource "docker_container" "kong" {\n  image = "kong:3.9"\n  name  = "kong"\n  env = ["KONG_DATABASE=off", "KONG_ADMIN_LISTEN=0.0.0.0:8001"]\n${rest}}\n`;
  const ports = "  ports {\n    internal = 8001\n    external = 8001\n  }\n";

  test.each([
    ["a published port", docker(ports), [`${PORT} 5`]],
    [
      "a published port of a network that was made",
      docker(`  networks_advanced {\n    name = "a"\n  }\n${ports}`),
      [`${PORT} 8`],
    ],
    ["a port on the loopback address", docker(ports.replace("  }", '    ip = "127.0.0.1"\n  }')), []],
    ["another port", docker(ports.replaceAll("8001", "8000")), []],
    ["the network of the host", docker('  network_mode = "host"\n'), [`${ADDRESS} 4`]],
    ["no network", docker('  network_mode = "none"\n'), []],
    ["migrations", docker(`  command = ["kong", "migrations", "bootstrap"]\n${ports}`), []],
  ])("docker_container: %s", async (_, text, expected) => {
    expect(await said("main.tf", text)).toEqual(expected);
  });

  const task = (mode: string, rest = ""): string =>
    `resource "aws_ecs_task_definition" "kong" {\n  family = "kong"\n${mode}  container_definitions = jsonencode([{\n    name = "kong"\n    image = "kong:3.9"\n    environment = [{ name = "KONG_ADMIN_LISTEN", value = "0.0.0.0:8001" }]\n${rest}  }])\n}\n`;
  const mappings = "    portMappings = [{ containerPort = 8001, hostPort = 8001 }]\n";

  test.each([
    ["bridge with a mapping", task('  network_mode = "bridge"\n', mappings), [`${PORT} 8`]],
    ["bridge without one", task('  network_mode = "bridge"\n'), []],
    ["host", task('  network_mode = "host"\n', mappings), [`${ADDRESS} 7`]],
    ["an interface of its own", task('  network_mode = "awsvpc"\n'), [`${ADDRESS} 7`]],
    ["instances", task('  requires_compatibilities = ["EC2"]\n', mappings), [`${PORT} 8`]],
    [
      "an interface of its own with a mapping",
      task('  network_mode = "awsvpc"\n', mappings),
      [`${ADDRESS} 7`],
    ],
    ["a mode known at run time only", task("  network_mode = var.mode\n", mappings), [`${ADDRESS} 7`]],
  ])("aws_ecs_task_definition: %s", async (_, text, expected) => {
    expect(await said("main.tf", text)).toEqual(expected);
  });

  const pod = (spec: string): string =>
    `resource "kubernetes_deployment_v1" "kong" {\n  spec {\n    template {\n      spec {\n${spec}        container {\n          name  = "kong"\n          image = "kong:3.9"\n          env {\n            name  = "KONG_ADMIN_LISTEN"\n            value = "0.0.0.0:8001"\n          }\n        }\n      }\n    }\n  }\n}\n`;

  test("a pod", async () => {
    expect(await said("main.tf", pod(""))).toEqual([`${ADDRESS} 10`]);
    expect(await said("main.tf", pod("        host_network = true\n"))).toEqual([`${ADDRESS} 11`]);
  });

  test("a resource of which nothing is known", async () => {
    const group =
      'resource "azurerm_container_group" "kong" {\n  container {\n    name = "kong"\n    image = "kong:3.9"\n    environment_variables = {\n      KONG_ADMIN_LISTEN = "0.0.0.0:8001"\n    }\n  }\n}\n';
    expect(await said("main.tf", group)).toEqual([`${ADDRESS} 6`]);
  });
});

describe("Amazon ECS", () => {
  const task = (mode: string, mappings: string): string =>
    JSON.stringify(
      {
        family: "kong",
        ...(mode === "" ? {} : { networkMode: mode }),
        containerDefinitions: [
          {
            name: "kong",
            image: "kong:3.9",
            portMappings: mappings === "" ? [] : JSON.parse(mappings),
            environment: [{ name: "KONG_ADMIN_LISTEN", value: "0.0.0.0:8001" }],
          },
        ],
      },
      undefined,
      1,
    );
  const mapped = '[{"containerPort":8001,"hostPort":8001}]';

  test.each([
    [
      "awsvpc",
      mapped,
      ADDRESS,
      "its task, without TLS. Everyone whom the security group lets in controls Kong",
    ],
    ["awsvpc", "", ADDRESS, "the security group must not let port 8001 in"],
    ["", "", ADDRESS, "security group"],
    ["bridge", mapped, PORT, "Remove the port mapping; until then, no security group must let the port in"],
    ["", '[{"containerPort":8001,"hostPort":18001}]', PORT, "its instance"],
    ["host", mapped, ADDRESS, "listens on every interface, without TLS, and anyone"],
  ])("%s %s", async (mode, mappings, rule, message) => {
    const text = task(mode, mappings);
    expect((await said("task-definition.json", text)).map((each) => each.split(" ")[0])).toEqual([rule]);
    const written = await words("task-definition.json", text);
    expect(written).toContain(message);
    expect(written).not.toMatch(/cluster|pod\b|NetworkPolicy|127\.0\.0\.1`, or remove/i);
  });

  test.each(["bridge", "none"])("%s without a mapping", async (mode) => {
    expect(await said("task-definition.json", task(mode, ""))).toEqual([]);
  });
});

describe("Nomad", () => {
  const job = (network: string, config = "", driver = "docker"): string =>
    `job "kong" {\n  group "gw" {\n${network}    task "kong" {\n      driver = "${driver}"\n      config {\n        image = "kong:3.9"\n${config}      }\n      env {\n        KONG_ADMIN_LISTEN = "0.0.0.0:8001"\n      }\n    }\n  }\n}\n`;
  const network = (mode: string, port: string): string =>
    `    network {\n${mode}      port "admin" {\n        ${port}\n      }\n    }\n`;
  const ports = '        ports = ["admin"]\n';

  test.each([
    ["static, without a port of the container", job(network("", "static = 8001"), ports), PORT],
    ["a port that Nomad chooses", job(network("", "to = 8001"), ports), PORT],
    ["mode bridge publishes all ports", job(network('      mode = "bridge"\n', "static = 8001")), PORT],
    ["a port that the task does not name", job(network("", "static = 8001")), ADDRESS],
    [
      "a network of the node",
      job(network("", 'static = 8001\n        host_network = "private"'), ports),
      ADDRESS,
    ],
    ["no network", job(""), ADDRESS],
    ["the network of the node", job("", '        network_mode = "host"\n'), ADDRESS],
  ])("%s", async (_, text, rule) => {
    expect((await said("kong.nomad.hcl", text)).map((each) => each.split(" ")[0])).toEqual([rule]);
    const written = await words("kong.nomad.hcl", text);
    expect(written).not.toMatch(/cluster|\bpod\b|NetworkPolicy/i);
    expect(written).toContain(rule === PORT ? "on the address of its node" : "every interface");
  });

  test("no network at all", async () => {
    expect(await said("kong.nomad.hcl", job('    network {\n      mode = "none"\n    }\n'))).toEqual([]);
  });
});
