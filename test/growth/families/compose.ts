import { type Family, inService, lines } from "./family.ts";

/** Compose files. */
export const COMPOSE_FAMILIES: readonly Family[] = [
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
