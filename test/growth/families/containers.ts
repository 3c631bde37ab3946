import { type Family, lines } from "./family.ts";

/** Dockerfiles, scripts and Markdown. */
export const CONTAINERS_FAMILIES: readonly Family[] = [
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
