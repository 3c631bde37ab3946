import { expect, test } from "vitest";
import { carrierFindings } from "./carrier-findings.ts";

const ADDRESSES = [
  "KONG_ADMIN_PORT",
  "KONG_HTTPS_PORT",
  "KONG_PORT",
  "KONG_PROXY_PORT",
  "KONG_ADMIN_GUI_HOST",
];

const compose = (image: string, more = "") =>
  `services:\n  kong:\n    image: ${image}\n    environment:\n      KONG_PG_HOST: db.lan\n${ADDRESSES.map((name) => `      ${name}: "8001"\n`).join("")}${more}`;

async function ignored(path: string, text: string) {
  const found = await carrierFindings({ [path]: text });
  return found.filter(({ what }) => what === "warning env/unknown-variable").map(({ at }) => at);
}

test("a container of Kong's own image gets no address for clients", async () => {
  expect(await ignored("compose.yaml", compose("kong:3.9"))).toEqual(ADDRESSES);
  const run = `docker run -e KONG_DATABASE=off ${ADDRESSES.map((name) => `-e ${name}=8001 `).join("")}kong:3.9\n`;
  expect(await ignored("run.sh", run)).toEqual(ADDRESSES);
});

test("others may read it: another image, a command, the tool, a client of a file of variables", async () => {
  expect(await ignored("compose.yaml", compose("acme/kong-oidc:3.9"))).toEqual([]);
  const command =
    '    command: ["sh", "-c", "echo $$KONG_PORT && kong start"]\n    ports: ["${KONG_ADMIN_PORT}:8001"]\n';
  expect(await ignored("compose.yaml", compose("kong:3.9", command))).toEqual(
    ADDRESSES.filter((name) => name !== "KONG_PORT" && name !== "KONG_ADMIN_PORT"),
  );
  const lines = ADDRESSES.map((name) => `${name}=8001\n`).join("");
  expect(await ignored("app.env", `KONG_PG_HOST=db.lan\n${lines}`)).toEqual([]);
});

test("a cluster sets such names for Services", async () => {
  const env = ADDRESSES.map((name) => `        - {name: ${name}, value: "8001"}\n`).join("");
  const pod = `apiVersion: v1\nkind: Pod\nmetadata: {name: kong}\nspec:\n  containers:\n    - name: kong\n      image: kong:3.9\n      env:\n${env}`;
  expect(await ignored("pod.yaml", pod)).toEqual([]);
});
