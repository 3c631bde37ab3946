/** A secret as a text writes it, and what no output may show of it. */
export interface Shape {
  readonly text: string;
  readonly hidden: readonly string[];
}

/** Texts of one format, each with some secrets. */
export interface ShapedFile {
  readonly path: string;
  readonly shapes: readonly ((secret: string) => Shape | string)[];
  /** The text around shapes. */
  wrap(shapes: readonly string[]): string;
}

type Line = (secret: string) => Shape | string;

/** Values of variables that hold secrets, by whatever name. Put together, so that no scanner takes them for real. */
const ENTRIES: readonly (readonly [string, (secret: string) => string])[] = [
  ["KONG_PG_PASSWORD", (secret) => secret],
  ["KONG_PG_PASWORD", (secret) => secret],
  ["kong_pg_password", (secret) => secret],
  ["KONG_ADMIN_GUI_SESSION_CONF", (secret) => `{'secret':'${secret}'}`],
  ["KONG_SOME_DSN", (secret) => `host=db password=${secret}`],
  ["KONG_PROXY_SERVER", (secret) => `http://kong:${secret}@proxy:3128`],
  ["DATABASE_URL", (secret) => `postgres://kong:${secret}@db/kong?sslmode=disable`],
  ["PGPASSWORD", (secret) => secret],
  ["SOME_THING", (secret) => `ghp_${secret}AbCd0123`],
  ["KONG_SOME_THING", (secret) => `kpat_${secret}AbCd0123`],
  ["SLACK", (secret) => `https://hooks.slack.com/services/T0/B0/${secret}`],
  ["KONG_ADMIN_GUI_URL", (secret) => `https://store.example/blob?sv=1&sig=${secret}`],
  ["KONG_NGINX_HTTP_SOME_THING", (secret) => `Authorization: Bearer ${secret}`],
  ["KONG_NGINX_PROXY_SOME_THING", (secret) => `curl -u admin:${secret} http://localhost`],
];

const COMMENTS: readonly Line[] = [
  (secret) => `# KONG_PG_PASSWORD=${secret}`,
  (secret) => `# Authorization: Bearer ${secret}`,
  (secret) => `# curl -u admin:${secret} http://localhost:8001`,
  (secret) => `# PGPASSWORD=${secret} psql -h db`,
  (secret) => `# old password: ${secret}`,
  (secret) => `# see postgres://kong:${secret}@db/kong`,
];

function indented(line: Line, indent: string): Line {
  return (secret) => {
    const made = line(secret);
    const shape = typeof made === "string" ? { text: made, hidden: [secret] } : made;
    return { ...shape, text: shape.text.replace(/^/gm, indent) };
  };
}

function allIndented(lines: readonly Line[], indent: string): readonly Line[] {
  return lines.map((line) => indented(line, indent));
}

const entries = (write: (name: string, value: string) => string): readonly Line[] =>
  ENTRIES.map(
    ([name, value]): Line =>
      (secret) =>
        write(name, value(secret)),
  );

const base64 = (text: string) => Buffer.from(text).toString("base64");

/** A secret whose fifth character is written as an escape. */
function escaped(secret: string, sign: string): Shape {
  const written = secret.slice(0, 4) + sign + secret.slice(5);
  return { text: written, hidden: [secret, written] };
}

const quotedEscape =
  (name: string, sign: string, write: (name: string, value: string) => string): Line =>
  (secret) => {
    const { text, hidden } = escaped(secret, sign);
    return { text: write(name, text), hidden };
  };

const composeMap = (name: string, value: string) => `${name}: "${value}"`;

/** At least one file for each format of the registry. */
export const SHAPED: readonly ShapedFile[] = [
  {
    path: "kong.conf",
    shapes: [
      ...ENTRIES.map(
        ([name, value]): Line =>
          (secret) =>
            `${name.toLowerCase().replace("kong_", "")} = ${value(secret)}`,
      ),
      ...COMMENTS,
      (secret) => `pg_password = first\\\n  ${secret}`,
      (secret) => `pg_password = "${secret}" # and ${secret}`,
    ],
    wrap: (lines) =>
      `# kong-lint: kong=3.9\npg_ssl = yes\nlog_level = verbose\n${lines.join("\n")}\ndatabse = off\n`,
  },
  {
    path: "kong.env",
    shapes: [
      ...entries((name, value) => `${name}="${value}"`),
      ...COMMENTS,
      (secret) => `KONG_PG_PASSWORD="first\n${secret}"`,
      (secret) => `export POSTGRES_PASSWORD='${secret}'`,
    ],
    wrap: (lines) => `KONG_PG_SSL=yes\nKONG_LOG_LEVEL=verbose\n${lines.join("\n")}\nKONG_DATABSE=off\n`,
  },
  {
    path: "compose.yaml",
    shapes: allIndented(
      [
        ...entries(composeMap),
        ...COMMENTS,
        (secret) => ({ text: `KONG_PG_PASSWORD: "${secret}$$x"`, hidden: [secret] }),
        (secret) => `KONG_PG_PASSWORD: \${PW:-${secret}}`,
        (secret) => `KONG_PG_PASSWORD: |\n  first\n  ${secret}`,
        (secret) => `KONG_PG_PASSWORD: >-\n  ${secret}`,
        (secret) => `KONG_PG_PASSWORD: first\n  ${secret}`,
        quotedEscape("KONG_PG_PASSWORD", "\\x61", composeMap),
        quotedEscape("KONG_REDIS_PASSWORD", "\\u0061", composeMap),
        (secret) => ({
          text: `KONG_PG_PASSWORD: '${secret.slice(0, 6)}''${secret.slice(6)}'`,
          hidden: [secret.slice(6)],
        }),
      ],
      "      ",
    ),
    wrap: (lines) =>
      `services:\n  kong:\n    image: kong:3.9\n    environment:\n      KONG_PG_SSL: "yes"\n      KONG_LOG_LEVEL: verbose\n${lines.join("\n")}\n      KONG_DATABSE: "off"\n`,
  },
  {
    path: "docker-compose.yml",
    shapes: allIndented(
      [
        ...entries((name, value) => `- ${name}=${value.replaceAll(": ", ":")}`),
        (secret: string) => `- "KONG_PG_PASSWORD=${secret}"`,
        (secret: string) => `- 'KONG_PG_PASSWORD=${secret}'`,
      ],
      "      ",
    ),
    wrap: (lines) =>
      `services:\n  kong:\n    image: kong:3.9\n    environment:\n      - KONG_PG_SSL=yes\n${lines.join("\n")}\n      - KONG_DATABSE=off\n`,
  },
  {
    path: "Dockerfile",
    shapes: [
      ...entries((name, value) => `ENV ${name}="${value}"`),
      ...COMMENTS,
      (secret) => `ENV KONG_PG_PASSWORD ${secret}`,
      (secret) => `ENV KONG_PG_SSL=yes \\\n    KONG_PG_PASSWORD=${secret}`,
      (secret) => `ARG PG_PASSWORD=${secret}\nENV KONG_PG_PASSWORD=$PG_PASSWORD`,
      (secret) => `RUN echo "pg_password = ${secret}" >> /etc/kong/kong.conf`,
      (secret) => `RUN PGPASSWORD=${secret} psql -h db`,
    ],
    wrap: (lines) => `FROM kong:3.9\nENV KONG_PG_SSL=yes\n${lines.join("\n")}\nENV KONG_DATABSE=off\n`,
  },
  {
    path: "start.sh",
    shapes: [
      ...entries((name, value) => `export ${name}="${value}"`),
      ...COMMENTS,
      (secret) => `docker run -e KONG_PG_PASSWORD='${secret}' -e KONG_PG_SSL=yes kong:3.9`,
      (secret) => `docker run \\\n  -e KONG_PG_PASSWORD=${secret} \\\n  kong:3.9`,
      (secret) => `KONG_PG_PASSWORD=${secret} kong start`,
      (secret) => `curl -u admin:${secret} http://localhost:8001`,
      (secret) => `export KONG_PG_PASSWORD=\${PW:-${secret}}`,
    ],
    wrap: (lines) =>
      `#!/bin/sh\nexport KONG_PG_SSL=yes\n${lines.join("\n")}\nexport KONG_DATABSE=off\nkong start\n`,
  },
  {
    path: "kong.yaml",
    shapes: allIndented(
      [
        ...entries((name, value) => `- name: ${name}\n  value: "${value}"`),
        ...entries((name, value) => `- {name: ${name}, value: '${value.replaceAll("'", "''")}'}`),
        ...COMMENTS,
        (secret) => `- name: KONG_PG_PASSWORD\n  value: >-\n    ${secret}`,
        (secret) => `- { name: KONG_REDIS_PASSWORD, value: "${secret}" }`,
      ],
      "            ",
    ),
    wrap: (lines) =>
      `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: kong\nspec:\n  template:\n    spec:\n      containers:\n        - name: proxy\n          image: kong:3.9\n          env:\n            - name: KONG_PG_SSL\n              value: "yes"\n${lines.join("\n")}\n            - name: KONG_DATABSE\n              value: "off"\n`,
  },
  {
    path: "secret.yaml",
    shapes: allIndented(
      [
        (secret: string) => ({
          text: `KONG_PG_PASSWORD: ${base64(secret)}`,
          hidden: [secret, base64(secret)],
        }),
        (secret: string) => ({ text: `kong.conf: ${base64(`pg_password = ${secret}`)}`, hidden: [secret] }),
      ],
      "  ",
    ),
    wrap: (lines) =>
      `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: kong\nspec:\n  template:\n    spec:\n      containers:\n        - name: proxy\n          image: kong:3.9\n          env:\n            - name: KONG_PG_SSL\n              value: "yes"\n          envFrom:\n            - secretRef: { name: s }\n---\napiVersion: v1\nkind: Secret\nmetadata:\n  name: s\ndata:\n${lines.join("\n")}\n`,
  },
  {
    path: "values.yaml",
    shapes: allIndented(
      [
        ...ENTRIES.map(
          ([name, value]): Line =>
            (secret) =>
              `${name.toLowerCase().replace("kong_", "")}: "${value(secret)}"`,
        ),
        ...COMMENTS,
      ],
      "  ",
    ),
    wrap: (lines) =>
      `image:\n  repository: kong\n  tag: "3.9"\nenv:\n  database: "off"\n  pg_ssl: "yes"\n${lines.join("\n")}\n  databse: "off"\n`,
  },
  {
    path: "kong.service",
    shapes: [
      ...entries((name, value) => `Environment="${name}=${value}"`),
      ...COMMENTS,
      (secret) => `Environment=KONG_PG_SSL=yes \\\n  KONG_PG_PASSWORD=${secret}`,
    ],
    wrap: (lines) =>
      `[Service]\nEnvironment=KONG_PG_SSL=yes\n${lines.join("\n")}\nEnvironment=KONG_DATABSE=off\nExecStart=/usr/local/bin/kong start\n`,
  },
  {
    path: "task.json",
    shapes: [
      ...entries((name, value) => `{ "name": "${name}", "value": "${value}" },`),
      quotedEscape(
        "KONG_PG_PASSWORD",
        "\\u0061",
        (name, value) => `{ "name": "${name}", "value": "${value}" },`,
      ),
    ],
    wrap: (lines) =>
      `{\n  "family": "kong",\n  "containerDefinitions": [\n    {\n      "name": "kong",\n      "image": "kong:3.9",\n      "environment": [\n${lines.join("\n")}\n        { "name": "KONG_PG_SSL", "value": "yes" }\n      ]\n    }\n  ]\n}\n`,
  },
  {
    path: "kong.nomad",
    shapes: [...entries((name, value) => `        ${name} = "${value}"`), ...COMMENTS],
    wrap: (lines) =>
      `job "kong" {\n  group "g" {\n    task "kong" {\n      driver = "docker"\n      config {\n        image = "kong:3.9"\n      }\n      env {\n        KONG_PG_SSL = "yes"\n${lines.join("\n")}\n      }\n    }\n  }\n}\n`,
  },
  {
    path: "main.tf",
    shapes: [
      ...entries((name, value) => `    "${name}=${value}",`),
      ...COMMENTS,
      quotedEscape("KONG_PG_PASSWORD", "\\u0061", (name, value) => `    "${name}=${value}",`),
    ],
    wrap: (lines) =>
      `resource "docker_container" "kong" {\n  name  = "kong"\n  image = "kong:3.9"\n  env = [\n    "KONG_PG_SSL=yes",\n${lines.join("\n")}\n  ]\n}\n`,
  },
  {
    path: "README.md",
    shapes: [
      ...entries((name, value) => `export ${name}="${value}"`),
      (secret: string) => `docker run -e KONG_PG_PASSWORD=${secret} kong:3.9`,
      (secret: string) => `curl -u admin:${secret} http://localhost:8001`,
    ],
    wrap: (lines) =>
      `# Kong\n\n\`\`\`sh\nexport KONG_PG_SSL=yes\n${lines.join("\n```\n\nNow this.\n\n```sh\n")}\nkong start\n\`\`\`\n`,
  },
];
