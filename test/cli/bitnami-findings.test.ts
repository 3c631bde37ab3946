import { describe, expect, it } from "vitest";
import { carrierFindings } from "./carrier-findings.ts";

/** Variables that only the entrypoint of bitnami's image reads. */
const VARIABLES = [
  "KONG_MIGRATE",
  "KONG_EXIT_AFTER_MIGRATE",
  "KONG_BASE_DIR",
  "KONG_DEFAULT_CONF_DIR",
  "KONG_DAEMON_USER",
  "KONG_PROXY_LISTEN_OVERRIDE",
  "KONG_ADMIN_LISTEN_ADDRESS",
  "KONG_PROXY_HTTP_PORT_NUMBER",
];

const FILES: Readonly<Record<string, (image: string) => Readonly<Record<string, string>>>> = {
  Compose: (image) => ({
    "compose.yaml": `services:\n  kong:\n    image: ${image}\n    environment:\n${VARIABLES.map((name) => `      ${name}: "yes"\n`).join("")}`,
  }),
  "a file of Compose": (image) => ({
    "compose.yaml": `services:\n  kong:\n    image: ${image}\n    env_file: kong.env\n`,
    "kong.env": VARIABLES.map((name) => `${name}=yes\n`).join(""),
  }),
  Kubernetes: (image) => ({
    "k.yaml": `apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec:\n  containers:\n  - name: kong\n    image: ${image}\n    env:\n${VARIABLES.map((name) => `    - {name: ${name}, value: "yes"}\n`).join("")}`,
  }),
  "a script": (image) => ({
    "run.sh": `docker run -d ${VARIABLES.map((name) => `-e ${name}=yes`).join(" ")} ${image}\n`,
  }),
};

async function unknown(files: Readonly<Record<string, string>>): Promise<number> {
  const found = await carrierFindings(files);
  return found.filter(({ what }) => what.endsWith("unknown-variable")).length;
}

describe.each(Object.entries(FILES))("%s: variables of bitnami's image", (_, files) => {
  it.each(["bitnami/kong:3.4.2", "docker.io/bitnamilegacy/kong:3.1.1-debian-11-r3"])(
    "%s reads them",
    async (image) => {
      expect(await unknown(files(image))).toBe(0);
    },
  );
});

it("no other image does", async () => {
  expect(await unknown(FILES.Compose?.("kong:3.4.2") ?? {})).toBeGreaterThanOrEqual(4);
});

it("the chart of bitnami hands them on", async () => {
  const items = VARIABLES.map((name) => `    - {name: ${name}, value: "yes"}\n`).join("");
  expect(await unknown({ "values.yaml": `kong:\n  extraEnvVars:\n${items}` })).toBe(0);
});
