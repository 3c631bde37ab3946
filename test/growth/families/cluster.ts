import { type Family, json, lines } from "./family.ts";

const POD = (index: number, env: string) =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: kong${index}\nspec:\n  template:\n    spec:\n      containers:\n        - name: proxy\n          image: kong:3.9\n${env}`;

/** Kubernetes, Helm and what else runs containers. */
export const CLUSTER_FAMILIES: readonly Family[] = [
  {
    name: "documents",
    path: "kong.yaml",
    does: "lint",
    from: 25,
    text: (size) =>
      Array.from({ length: size }, (_, index) =>
        POD(index, '          env:\n            - name: KONG_PG_SSL\n              value: "yes"\n'),
      ).join("---\n"),
  },
  {
    name: "documents to fix",
    path: "kong.yaml",
    does: "fix",
    from: 25,
    text: (size) =>
      Array.from({ length: size }, (_, index) =>
        POD(index, '          env:\n            - name: KONG_PG_SSL\n              value: "yes"\n'),
      ).join("---\n"),
  },
  {
    name: "entries of a container",
    path: "kong.yaml",
    does: "lint",
    from: 50,
    text: (size) =>
      POD(
        0,
        `          env:\n${lines(size, (index) => `            - name: KONG_V${index}\n              value: "a $(KONG_V${index - 1})"\n`)}`,
      ),
  },
  {
    name: "ConfigMaps",
    path: "kong.yaml",
    does: "lint",
    from: 25,
    text: (size) =>
      `${POD(0, `          envFrom:\n${lines(size, (index) => `            - configMapRef:\n                name: c${index}\n`)}`)}${lines(size, (index) => `---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: c${index}\ndata:\n  KONG_V${index}: a\n`)}`,
  },
  {
    name: "Deployments with one ConfigMap",
    path: "kong.yaml",
    does: "lint",
    from: 25,
    text: (size) =>
      `${Array.from({ length: size }, (_, index) => POD(index, "          envFrom:\n            - configMapRef:\n                name: c\n")).join("---\n")}---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: c\ndata:\n  KONG_PG_SSL: "yes"\n  KONG_DATABAS: "off"\n`,
  },
  {
    name: "Services",
    path: "kong.yaml",
    does: "lint",
    from: 50,
    text: (size) =>
      `${POD(0, '          env:\n            - name: KONG_PG_SSL\n              value: "yes"\n')}${lines(size, (index) => `---\napiVersion: v1\nkind: Service\nmetadata:\n  name: s${index}\nspec:\n  selector:\n    app: kong\n  ports:\n    - port: ${index + 1}\n      targetPort: 8000\n`)}`,
  },
  {
    name: "a kong.conf in a ConfigMap",
    path: "kong.yaml",
    does: "lint",
    from: 125,
    text: (size) =>
      `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: c\ndata:\n  kong.conf: |\n${lines(size, (index) => `    a${index} = b\n`)}`,
  },
  {
    name: "values",
    path: "values.yaml",
    does: "lint",
    from: 125,
    text: (size) =>
      `image:\n  repository: kong\n  tag: "3.9"\nenv:\n  database: "off"\n${lines(size, (index) => `  v${index}: a\n`)}`,
  },
  {
    name: "values to fix",
    path: "values.yaml",
    does: "fix",
    from: 50,
    text: (size) =>
      `image:\n  repository: kong\n  tag: "3.9"\nenv:\n  database: "off"\n${lines(size, (index) => `  pg_ssl${index}: "yes"\n  PG_SSL: yes\n`)}`,
  },
  {
    name: "custom variables",
    path: "values.yaml",
    does: "lint",
    from: 125,
    text: (size) =>
      `image:\n  repository: kong\n  tag: "3.9"\nenv:\n  database: "off"\ncustomEnv:\n${lines(size, (index) => `  v${index}: a\n`)}`,
  },
  {
    name: "Environment lines",
    path: "kong.service",
    does: "lint",
    from: 125,
    text: (size) =>
      `[Service]\n${lines(size, (index) => `Environment=KONG_V${index}=a\n`)}ExecStart=/usr/local/bin/kong start\n`,
  },
  {
    name: "words of one Environment line",
    path: "kong.service",
    does: "lint",
    from: 125,
    text: (size) =>
      `[Service]\nEnvironment=${lines(size, (index) => `"KONG_V${index}=a" \\\n`)}KONG_PG_SSL=yes\nExecStart=/usr/local/bin/kong start\n`,
  },
  {
    name: "Environment lines to fix",
    path: "kong.service",
    does: "fix",
    from: 50,
    text: (size) =>
      `[Service]\n${lines(size, (index) => `Environment=KONG_PG_SSL=yes${index}\n`)}ExecStart=/usr/local/bin/kong start\n`,
  },
  {
    name: "containers",
    path: "task.json",
    does: "lint",
    from: 25,
    text: (size) =>
      json({
        family: "kong",
        containerDefinitions: Array.from({ length: size }, (_, index) => ({
          name: `kong${index}`,
          image: "kong:3.9",
          environment: [{ name: "KONG_PG_SSL", value: "yes" }],
        })),
      }),
  },
  {
    name: "entries of a container",
    path: "task.json",
    does: "lint",
    from: 125,
    text: (size) =>
      json({
        family: "kong",
        containerDefinitions: [
          {
            name: "kong",
            image: "kong:3.9",
            environment: Array.from({ length: size }, (_, index) => ({ name: `KONG_V${index}`, value: "a" })),
          },
        ],
      }),
  },
  {
    name: "containers",
    path: "main.tf",
    does: "lint",
    from: 25,
    text: (size) =>
      lines(
        size,
        (index) =>
          `resource "docker_container" "kong${index}" {\n  name = "kong${index}"\n  image = "kong:3.9"\n  env = ["KONG_PG_SSL=yes"]\n}\n`,
      ),
  },
  {
    name: "nested expressions",
    path: "main.tf",
    does: "lint",
    from: 125,
    text: (size) =>
      `locals {\n  a = ${"[".repeat(size)}${"]".repeat(size)}\n}\nresource "docker_container" "kong" {\n  name = "kong"\n  image = "kong:3.9"\n  env = ["KONG_PG_SSL=yes"]\n}\n`,
  },
  {
    name: "nested templates",
    path: "main.tf",
    does: "lint",
    from: 125,
    text: (size) =>
      `resource "docker_container" "kong" {\n  name = "kong"\n  image = "kong:3.9"\n  env = ["KONG_PG_HOST=${'${"'.repeat(size)}a${'"}'.repeat(size)}"]\n}\n`,
  },
  {
    name: "tasks",
    path: "kong.nomad",
    does: "lint",
    from: 25,
    text: (size) =>
      `job "kong" {\n${lines(size, (index) => `  group "g${index}" {\n    task "kong" {\n      driver = "docker"\n      config {\n        image = "kong:3.9"\n      }\n      env {\n        KONG_PG_SSL = "yes"\n      }\n    }\n  }\n`)}}\n`,
  },
];
