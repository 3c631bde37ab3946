/** A kind of text of which a program that is not linear takes far more time when there is twice as much of it. */
export interface Family {
  readonly name: string;
  /** The name of the text decides how it is read. */
  readonly path: string;
  /** The last three are what the language server does. */
  readonly does: "lint" | "fix" | "format" | "open" | "edit" | "cancel";
  /** The size with which measuring begins. */
  readonly from: number;
  text(size: number): string;
  /** Other files, by path, to which the text refers. */
  files?(size: number): Readonly<Record<string, string>>;
}

function lines(size: number, line: (index: number) => string): string {
  return Array.from({ length: size }, (_, index) => line(index)).join("");
}

function json(value: unknown): string {
  return JSON.stringify(value, undefined, 2);
}

function inService(part: (size: number) => string): (size: number) => string {
  return (size) => `services:\n  kong:\n    image: kong:3.9\n${part(size)}`;
}

const CONF: readonly Family[] = [
  {
    name: "spaces in a value",
    path: "kong.conf",
    does: "format",
    from: 20_000,
    text: (size) => `log_level=a${" ".repeat(size)}b\n`,
  },
  {
    name: "pairs of a tab and a letter",
    path: "kong.conf",
    does: "format",
    from: 5000,
    text: (size) => `log_level=a${"\tb".repeat(size)}\n`,
  },
  {
    name: "pairs of a tab and a space before a comment",
    path: "kong.conf",
    does: "format",
    from: 5000,
    text: (size) => `log_level=notice${"\t ".repeat(size)}# a\n`,
  },
  {
    name: "lines with comments in one column",
    path: "kong.conf",
    does: "format",
    from: 500,
    text: (size) => lines(size, (index) => `log_level=a${index % 7}     # one\n`),
  },
  {
    name: "a comment that goes on below",
    path: "kong.conf",
    does: "format",
    from: 1000,
    text: (size) => `log_level=notice     # one\n${"                     # two\n".repeat(size)}`,
  },
  {
    name: "lines that are aligned",
    path: "kong.conf",
    does: "format",
    from: 500,
    text: (size) => lines(size, (index) => `a${index}     =  b\n`),
  },
  {
    name: "blank lines",
    path: "kong.conf",
    does: "format",
    from: 5000,
    text: (size) => `a = b\n${" \n".repeat(size)}c = d\n`,
  },
  {
    name: "variables with spaces",
    path: "kong.env",
    does: "format",
    from: 500,
    text: (size) => lines(size, (index) => `KONG_A${index} =  b   # c\n`),
  },
];

const FIXES: readonly Family[] = [
  {
    name: "equal lines",
    path: "kong.conf",
    does: "fix",
    from: 125,
    text: (size) => "pg_ssl = yes\n".repeat(size),
  },
  {
    name: "quoted lines",
    path: "kong.conf",
    does: "fix",
    from: 125,
    text: (size) => lines(size, (index) => `pg_host${index % 3} = "a b"\n`),
  },
  {
    name: "quoted lines of one property",
    path: "kong.conf",
    does: "fix",
    from: 125,
    text: (size) => lines(size, (index) => `pg_user = "a ${index}"\n`),
  },
  {
    name: "lone carriage returns",
    path: "kong.conf",
    does: "fix",
    from: 500,
    text: (size) => "pg_ssl = on\r".repeat(size),
  },
  {
    name: "suppression pairs",
    path: "kong.conf",
    does: "fix",
    from: 125,
    text: (size) => "# kong-lint-disable\npg_ssl = on\n# kong-lint-enable\n".repeat(size),
  },
  {
    name: "suppressions of the next line",
    path: "kong.conf",
    does: "fix",
    from: 125,
    text: (size) => lines(size, () => "# kong-lint-disable-next-line schema/boolean-value\npg_ssl = on\n"),
  },
  {
    name: "misspelled names",
    path: "kong.conf",
    does: "fix",
    from: 50,
    text: (size) => lines(size, (index) => `pg_pasword${index} = a\nPROXY_LISTN = 0.0.0.0:8000\n`),
  },
  {
    name: "curly quotes",
    path: "kong.conf",
    does: "fix",
    from: 50,
    text: (size) => lines(size, (index) => `pg_user = \u201ca\u00a0b${index}\u201d\n`),
  },
  {
    name: "continued lines",
    path: "kong.conf",
    does: "fix",
    from: 125,
    text: (size) => "plugins = bundled, \\\n  key-auth, \\\n  acl,\n".repeat(size),
  },
  {
    name: "variables in quotes",
    path: "kong.env",
    does: "fix",
    from: 125,
    text: (size) => lines(size, (index) => `KONG_PG_HOST${index % 3} = "a b"\nKONG_LOG_LEVEL=warning\n`),
  },
];

const LINT: readonly Family[] = [
  {
    name: "password lines",
    path: "kong.conf",
    does: "lint",
    from: 250,
    text: (size) => lines(size, (index) => `pg_password = secret${index}\n`),
  },
  {
    name: "comments with passwords",
    path: "kong.conf",
    does: "lint",
    from: 250,
    text: (size) =>
      lines(size, (index) => `# pg_password = secret${index} Authorization: Bearer abc${index}\n`),
  },
  {
    name: "passwords under unknown names",
    path: "kong.conf",
    does: "lint",
    from: 250,
    text: (size) => lines(size, (index) => `my_${index}_password = secret${index}\n`),
  },
  {
    name: "flags of one listener",
    path: "kong.conf",
    does: "lint",
    from: 500,
    text: (size) => `proxy_listen = 0.0.0.0:8000${" ssl".repeat(size)}\n`,
  },
  {
    name: "unknown flags of one listener",
    path: "kong.conf",
    does: "lint",
    from: 500,
    text: (size) => `proxy_listen = 0.0.0.0:8000${lines(size, (index) => ` flag${index}`)}\n`,
  },
  {
    name: "listeners",
    path: "kong.conf",
    does: "lint",
    from: 250,
    text: (size) => `proxy_listen = ${lines(size, (index) => `0.0.0.0:${index} ssl, `)}\n`,
  },
  {
    name: "listeners of one port",
    path: "kong.conf",
    does: "lint",
    from: 250,
    text: (size) => `proxy_listen = ${"0.0.0.0:8000 ssl, ".repeat(size)}\n`,
  },
  {
    name: "items of a list",
    path: "kong.conf",
    does: "lint",
    from: 1000,
    text: (size) => `plugins = bundled${lines(size, (index) => `, plug-${index}`)}\n`,
  },
  {
    name: "equal items of a list",
    path: "kong.conf",
    does: "lint",
    from: 1000,
    text: (size) => `plugins = bundled${", key-auth".repeat(size)}\n`,
  },
  {
    name: "addresses of a list",
    path: "kong.conf",
    does: "lint",
    from: 1000,
    text: (size) =>
      `trusted_ips = ${lines(size, (index) => `10.0.${(index >> 8) % 256}.${index % 256}/24,`)}\n`,
  },
  {
    name: "injected directives",
    path: "kong.conf",
    does: "lint",
    from: 125,
    text: (size) => lines(size, (index) => `nginx_http_dir${index} = a ${index}\n`),
  },
  {
    name: "arguments of a directive",
    path: "kong.conf",
    does: "lint",
    from: 1000,
    text: (size) => `nginx_proxy_real_ip_header = ${"a ".repeat(size)}\n`,
  },
  {
    name: "variables of a directive",
    path: "kong.conf",
    does: "lint",
    from: 500,
    text: (size) => `nginx_http_log_format = x '${lines(size, (index) => `$var${index} `)}'\n`,
  },
  {
    name: "unknown names",
    path: "kong.conf",
    does: "lint",
    from: 250,
    text: (size) => lines(size, (index) => `name_of_${index} = b\n`),
  },
  {
    name: "assignments of one name",
    path: "kong.conf",
    does: "lint",
    from: 500,
    text: (size) => lines(size, (index) => `log_level = a${index}\n`),
  },
  {
    name: "lines without a sign",
    path: "kong.conf",
    does: "lint",
    from: 500,
    text: (size) => `log_level = info\n${lines(size, (index) => `pg_host localhost${index}\n`)}`,
  },
  {
    name: "a continued value",
    path: "kong.conf",
    does: "lint",
    from: 1000,
    text: (size) => `plugins = bundled,\\\n${"  key-auth,\\\n".repeat(size)}acl\n`,
  },
  {
    name: "backslashes",
    path: "kong.conf",
    does: "lint",
    from: 10_000,
    text: (size) => `pg_user = a${"\\".repeat(size)}b\n`,
  },
  {
    name: "signs in a value",
    path: "kong.conf",
    does: "lint",
    from: 5000,
    text: (size) => `pg_user = a${"#'\"=".repeat(size)}b\n`,
  },
  {
    name: "letters of a name",
    path: "kong.conf",
    does: "lint",
    from: 10_000,
    text: (size) => `pg_${"a".repeat(size)} = b\n`,
  },
  {
    name: "addresses with credentials",
    path: "kong.conf",
    does: "lint",
    from: 500,
    text: (size) => `proxy_server = ${lines(size, (index) => `http://u:p${index}@h/`)}\n`,
  },
  {
    name: "colons and slashes",
    path: "kong.conf",
    does: "lint",
    from: 5000,
    text: (size) => `pg_host = ${"a://".repeat(size)}@\n`,
  },
  {
    name: "vault references",
    path: "kong.conf",
    does: "lint",
    from: 500,
    text: (size) => `pg_password = ${lines(size, (index) => `{vault://env/a${index}}`)}\n`,
  },
  {
    name: "templates",
    path: "kong.conf",
    does: "lint",
    from: 250,
    text: (size) => lines(size, (index) => `{% if a${index} %}\npg_host = {{ b }}\n{% endif %}\n`),
  },
  {
    name: "nested templates",
    path: "kong.conf",
    does: "lint",
    from: 125,
    text: (size) => `${"{% if a %}\n".repeat(size)}pg_host = b\n${"{% endif %}\n".repeat(size)}`,
  },
  {
    name: "open templates",
    path: "kong.conf",
    does: "lint",
    from: 1000,
    text: (size) => `pg_host = ${"{{ ".repeat(size)}\n`,
  },
  {
    name: "private keys without an end",
    path: "kong.conf",
    does: "lint",
    from: 250,
    text: (size) => `log_level = info\n${"-----BEGIN PRIVATE KEY-----\nabc\n".repeat(size)}`,
  },
  {
    name: "objects that are printed",
    path: "kong.conf",
    does: "lint",
    from: 1000,
    text: (size) => `pg_host = ${'{"a":['.repeat(size)}\n`,
  },
  {
    name: "invisible characters",
    path: "kong.conf",
    does: "lint",
    from: 500,
    text: (size) => `pg_host = ${"a\u200b\u00a0".repeat(size)}\n`,
  },
  {
    name: "port maps",
    path: "kong.conf",
    does: "lint",
    from: 500,
    text: (size) => `port_maps = ${lines(size, (index) => `${index}:${index + 1}, `)}\n`,
  },
  {
    name: "a size in digits",
    path: "kong.conf",
    does: "lint",
    from: 10_000,
    text: (size) => `mem_cache_size = ${"1".repeat(size)}m\n`,
  },
  {
    name: "plugin servers",
    path: "kong.conf",
    does: "lint",
    from: 125,
    text: (size) =>
      `pluginserver_names = ${lines(size, (index) => `p${index},`)}\n${lines(size, (index) => `pluginserver_p${index}_socket = /a\n`)}`,
  },
  {
    name: "variables of a file",
    path: "kong.env",
    does: "lint",
    from: 250,
    text: (size) => lines(size, (index) => `KONG_V${index}='a b'\nOTHER${index}=1\n`),
  },
  {
    name: "a value in quotes over lines",
    path: "kong.env",
    does: "lint",
    from: 1000,
    text: (size) => `KONG_PG_HOST="a${"\nb".repeat(size)}"\nKONG_LOG_LEVEL=info\n`,
  },
  {
    name: "quotes that do not end",
    path: "kong.env",
    does: "lint",
    from: 250,
    text: (size) => `KONG_LOG_LEVEL=info\n${lines(size, (index) => `KONG_V${index}="a\n`)}`,
  },
  {
    name: "nested references",
    path: "kong.env",
    does: "lint",
    from: 250,
    text: (size) => `KONG_PG_HOST=${"${A:-".repeat(size)}x${"}".repeat(size)}\nKONG_LOG_LEVEL=info\n`,
  },
];

const COMPOSE: readonly Family[] = [
  {
    name: "services",
    path: "compose.yaml",
    does: "lint",
    from: 25,
    text: (size) =>
      `services:\n${lines(size, (index) => `  kong${index}:\n    image: kong:3.9\n    environment:\n      KONG_PG_SSL: "yes"\n`)}`,
  },
  {
    name: "services to fix",
    path: "compose.yaml",
    does: "fix",
    from: 25,
    text: (size) =>
      `services:\n${lines(size, (index) => `  kong${index}:\n    image: kong:3.9\n    environment:\n      KONG_PG_SSL: "yes"\n`)}`,
  },
  {
    name: "services that share one set",
    path: "compose.yaml",
    does: "lint",
    from: 25,
    text: (size) =>
      `x-env: &env\n  KONG_PG_SSL: "yes"\n  KONG_DATABAS: "off"\nservices:\n${lines(size, (index) => `  kong${index}:\n    image: kong:3.9\n    environment: *env\n`)}`,
  },
  {
    name: "entries of a map",
    path: "compose.yaml",
    does: "lint",
    from: 125,
    text: inService((size) => `    environment:\n${lines(size, (index) => `      KONG_V${index}: "a"\n`)}`),
  },
  {
    name: "items of a list",
    path: "compose.yaml",
    does: "lint",
    from: 125,
    text: inService((size) => `    environment:\n${lines(size, (index) => `      - KONG_V${index}=a b\n`)}`),
  },
  {
    name: "items to fix",
    path: "compose.yaml",
    does: "fix",
    from: 50,
    text: inService(
      (size) => `    environment:\n${lines(size, (index) => `      - KONG_PG_SSL="yes${index}"\n`)}`,
    ),
  },
  {
    name: "environment files",
    path: "compose.yaml",
    does: "lint",
    from: 25,
    text: inService((size) => `    env_file:\n${lines(size, (index) => `      - f${index}.env\n`)}`),
    files: (size) =>
      Object.fromEntries(Array.from({ length: size }, (_, index) => [`f${index}.env`, "KONG_PG_SSL=yes\n"])),
  },
  {
    name: "services with one environment file",
    path: "compose.yaml",
    does: "lint",
    from: 25,
    text: (size) =>
      `services:\n${lines(size, (index) => `  kong${index}:\n    image: kong:3.9\n    env_file: gw.env\n`)}`,
    files: () => ({ "gw.env": "KONG_PG_SSL=yes\nKONG_DATABAS=off\n" }),
  },
  {
    name: "merged anchors",
    path: "compose.yaml",
    does: "lint",
    from: 50,
    text: (size) =>
      `${lines(size, (index) => `x-a${index}: &a${index}\n  KONG_V${index}: a\n`)}services:\n  kong:\n    image: kong:3.9\n    environment:\n      <<: [${lines(size, (index) => `*a${index},`)}]\n`,
  },
  {
    name: "a chain of anchors",
    path: "compose.yaml",
    does: "lint",
    from: 25,
    text: (size) =>
      `x-a0: &a0\n  KONG_PG_SSL: "on"\n${lines(size, (index) => `x-a${index + 1}: &a${index + 1}\n  <<: *a${index}\n`)}services:\n  kong:\n    image: kong:3.9\n    environment: *a${size}\n`,
  },
  {
    name: "a chain of extended services",
    path: "compose.yaml",
    does: "lint",
    from: 25,
    text: (size) =>
      `services:\n  kong0:\n    image: kong:3.9\n    environment:\n      KONG_PG_SSL: "on"\n${lines(size, (index) => `  kong${index + 1}:\n    extends: kong${index}\n`)}`,
  },
  {
    name: "published ports",
    path: "compose.yaml",
    does: "lint",
    from: 125,
    text: inService((size) => `    ports:\n${lines(size, (index) => `      - "${index}:${index}"\n`)}`),
  },
  {
    name: "nested variables",
    path: "compose.yaml",
    does: "lint",
    from: 125,
    text: inService(
      (size) => `    environment:\n      KONG_PG_HOST: ${"${A:-".repeat(size)}x${"}".repeat(size)}\n`,
    ),
  },
  {
    name: "dollar signs",
    path: "compose.yaml",
    does: "lint",
    from: 1000,
    text: inService((size) => `    environment:\n      KONG_PG_HOST: "${"$$a".repeat(size)}"\n`),
  },
  {
    name: "nested brackets",
    path: "compose.yaml",
    does: "lint",
    from: 125,
    text: inService((size) => `    x-a: ${"[".repeat(size)}${"]".repeat(size)}\n`),
  },
  {
    name: "lines of a command",
    path: "compose.yaml",
    does: "lint",
    from: 250,
    text: inService((size) => `    command: |\n${"      kong start\n".repeat(size)}`),
  },
];

const CONTAINERS: readonly Family[] = [
  {
    name: "ENV lines",
    path: "Dockerfile",
    does: "lint",
    from: 125,
    text: (size) => `FROM kong:3.9\n${lines(size, (index) => `ENV KONG_V${index}=a\n`)}`,
  },
  {
    name: "ENV lines that refer to the last",
    path: "Dockerfile",
    does: "lint",
    from: 125,
    text: (size) =>
      `FROM kong:3.9\nENV KONG_V0=a\n${lines(size, (index) => `ENV KONG_V${index + 1}=$KONG_V${index}\n`)}`,
  },
  {
    name: "a variable that grows",
    path: "Dockerfile",
    does: "lint",
    from: 50,
    text: (size) => `FROM kong:3.9\nENV KONG_PREFIX=/a\n${"ENV KONG_PREFIX=$KONG_PREFIX/b\n".repeat(size)}`,
  },
  {
    name: "ENV lines to fix",
    path: "Dockerfile",
    does: "fix",
    from: 50,
    text: (size) => `FROM kong:3.9\n${lines(size, (index) => `ENV KONG_PG_SSL=yes${index}\n`)}`,
  },
  {
    name: "continuations",
    path: "Dockerfile",
    does: "lint",
    from: 125,
    text: (size) =>
      `FROM kong:3.9\nENV KONG_PG_SSL=on \\\n${lines(size, (index) => `  KONG_V${index}=a \\\n`)}  KONG_Z=1\n`,
  },
  {
    name: "build stages",
    path: "Dockerfile",
    does: "lint",
    from: 50,
    text: (size) =>
      `FROM kong:3.9 AS s0\n${lines(size, (index) => `FROM s${index} AS s${index + 1}\nENV KONG_V${index}=a\n`)}`,
  },
  {
    name: "heredocs",
    path: "Dockerfile",
    does: "lint",
    from: 50,
    text: (size) =>
      `FROM kong:3.9\n${lines(size, (index) => `COPY <<EOF /etc/kong/k${index}.conf\npg_ssl = yes\nEOF\n`)}`,
  },
  {
    name: "RUN lines",
    path: "Dockerfile",
    does: "lint",
    from: 125,
    text: (size) =>
      `FROM kong:3.9\nENV KONG_PG_SSL=yes\n${lines(size, (index) => `RUN echo a = ${index} >> /etc/kong/kong.conf\n`)}`,
  },
  {
    name: "exported variables",
    path: "start.sh",
    does: "lint",
    from: 125,
    text: (size) =>
      `#!/bin/sh\n${lines(size, (index) => `export KONG_V${index}="a $V${index}"\n`)}kong start\n`,
  },
  {
    name: "calls of docker",
    path: "start.sh",
    does: "lint",
    from: 25,
    text: (size) =>
      `#!/bin/sh\n${lines(size, (index) => `docker run -e KONG_PG_SSL=yes -e KONG_V${index}=a kong:3.9\n`)}`,
  },
  {
    name: "calls of docker to fix",
    path: "start.sh",
    does: "fix",
    from: 25,
    text: (size) => `#!/bin/sh\n${"docker run -e KONG_PG_SSL=yes kong:3.9\n".repeat(size)}`,
  },
  {
    name: "options of docker",
    path: "start.sh",
    does: "lint",
    from: 125,
    text: (size) =>
      `#!/bin/sh\ndocker run \\\n${lines(size, (index) => `  -e KONG_V${index}=a \\\n`)}  kong:3.9\n`,
  },
  {
    name: "starts after exports",
    path: "start.sh",
    does: "lint",
    from: 25,
    text: (size) =>
      `#!/bin/sh\n${lines(10, (index) => `export KONG_V${index}=a\n`)}${"kong restart\n".repeat(size)}`,
  },
  {
    name: "nested substitutions",
    path: "start.sh",
    does: "lint",
    from: 125,
    text: (size) =>
      `#!/bin/sh\nexport KONG_PG_HOST=${"$(echo ".repeat(size)}a${")".repeat(size)}\nkong start\n`,
  },
  {
    name: "quotes that do not end",
    path: "start.sh",
    does: "lint",
    from: 250,
    text: (size) =>
      `#!/bin/sh\nexport KONG_PG_SSL=on\n${lines(size, (index) => `export KONG_V${index}="a\n`)}kong start\n`,
  },
  {
    name: "fences",
    path: "README.md",
    does: "lint",
    from: 50,
    text: (size) => "Run:\n\n```sh\ndocker run -e KONG_PG_SSL=yes kong:3.9\n```\n\n".repeat(size),
  },
  {
    name: "fences of Compose",
    path: "README.md",
    does: "lint",
    from: 25,
    text: (size) =>
      "Run:\n\n```yaml\nservices:\n  kong:\n    image: kong:3.9\n    environment:\n      KONG_PG_SSL: yes\n```\n\n".repeat(
        size,
      ),
  },
  {
    name: "fences of variables",
    path: "README.md",
    does: "lint",
    from: 50,
    text: (size) =>
      lines(size, (index) => `Set:\n\n\`\`\`env\nKONG_PG_SSL=yes\nKONG_V${index}=a\n\`\`\`\n\n`),
  },
  {
    name: "fences that do not end",
    path: "README.md",
    does: "lint",
    from: 250,
    text: (size) =>
      `\`\`\`sh\ndocker run -e KONG_PG_SSL=yes kong:3.9\n\`\`\`\n${"~~~~sh\n```env\nKONG_PG_SSL=yes\n".repeat(size)}`,
  },
  {
    name: "lines of one fence",
    path: "README.md",
    does: "lint",
    from: 125,
    text: (size) => `\`\`\`sh\n${lines(size, (index) => `export KONG_V${index}=a\n`)}kong start\n\`\`\`\n`,
  },
];

const POD = (index: number, env: string) =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: kong${index}\nspec:\n  template:\n    spec:\n      containers:\n        - name: proxy\n          image: kong:3.9\n${env}`;

const CLUSTER: readonly Family[] = [
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

const SERVER: readonly Family[] = [
  ...(["open", "edit"] as const).map(
    (does): Family => ({
      name: "lines of a document",
      path: "kong.conf",
      does,
      from: 2000,
      text: (size) => lines(size, (index) => (index % 4 === 0 ? `pg_ssl${index} = yes\n` : `# ${index}\n`)),
    }),
  ),
  ...(["open", "edit"] as const).map(
    (does): Family => ({
      name: "lines of known names",
      path: "kong.conf",
      does,
      from: 500,
      text: (size) => lines(size, (index) => `# A comment\nlog_level = info${index}\n\n`),
    }),
  ),
  {
    name: "requests with edits",
    path: "kong.conf",
    does: "cancel",
    from: 250,
    text: () => lines(100, (index) => `pg_host = a${index}\n`),
  },
];

/** All families of texts, format by format. */
export const FAMILIES: readonly Family[] = [
  ...CONF,
  ...FIXES,
  ...LINT,
  ...COMPOSE,
  ...CONTAINERS,
  ...CLUSTER,
  ...SERVER,
];
