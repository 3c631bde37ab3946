import { describe, expect, test } from "vitest";
import { carrierFindings } from "./carrier-findings.ts";
import { folderWith, kongLint } from "./run-cli.ts";

const SETTINGS = ["KONG_DATABASE=off", "KONG_LOGLEVEL=debug", "KONG_PROXY_LISTEN=0.0.0.0:8000 backlog=a"];

function manifest(image: string, settings: readonly string[], more = ""): string {
  const data = settings.map((each) => `  ${each.replace("=", ': "')}"\n`).join("");
  return `apiVersion: v1
kind: ConfigMap
metadata: {name: settings}
data:
${data}---
apiVersion: v1
kind: Pod
metadata: {name: gateway}
spec:
  containers:
    - name: proxy
      image: ${image}
      envFrom: [{configMapRef: {name: settings}}]
${more}`;
}

const compose = (image: string, more = "") =>
  `services:\n  gateway:\n    ${image}\n    env_file: z.properties\n${more}`;
const lines = (settings: readonly string[]) => settings.map((each) => `${each}\n`).join("");

async function inManifest(image: string, settings: readonly string[], more = "") {
  return (await carrierFindings({ "pod.yaml": manifest(image, settings, more) })).map(({ at }) => at);
}

/** What is said of the Compose file and of what its services get. */
async function inCompose(image: string, settings: readonly string[], more = "") {
  const folder = folderWith({ "compose.yaml": compose(image, more), "z.properties": lines(settings) });
  return (await kongLint(folder, ["compose.yaml"])).stdout;
}

describe("a container that gets its settings from elsewhere", () => {
  test("runs Kong by an image of that name and one setting, or one with a slip in it", async () => {
    expect(await inManifest("acme/kong-oidc:2.8.1", SETTINGS)).toContain("backlog=a");
    expect(await inManifest("acme/kong-oidc:2.8.1", ["A=1", "B=2", "KONG_LOGLEVEL=debug"])).toEqual([
      "KONG_LOGLEVEL",
    ]);
    expect(await inCompose("image: acme/kong-oidc:2.8.1", SETTINGS)).toContain("backlog=a");
    const slip = ["A=1", "B=2", "KONG_LOGLEVEL=debug"];
    expect(await inCompose("image: acme/kong-oidc:2.8.1", slip)).toContain("KONG_LOG_LEVEL");
  });

  test("runs Kong where there is hardly anything but settings", async () => {
    for (const image of ["acme/gateway", "acme/gateway:7"]) {
      expect(await inManifest(image, SETTINGS)).toContain("backlog=a");
      expect(await inCompose(`image: ${image}`, SETTINGS)).toContain("backlog=a");
    }
    expect(await inCompose("build: ./gateway", SETTINGS)).toContain("backlog=a");
  });

  test("runs something else by its image, by its variables, or beside Kong", async () => {
    const foreign = ["KONG_ADMIN_URL=http://kong:8001", "KONG_MODE=KONNECT", "KONG_JWT_ISSUER=x"];
    for (const [image, settings] of [
      ["postgres:16", SETTINGS],
      ["pantsel/konga", SETTINGS],
      ["acme/kong-auth", foreign],
      ["acme/app", [...foreign, "PORT=3000", ...SETTINGS]],
    ] as const) {
      expect(await inManifest(image, settings)).toEqual([]);
      expect(await inCompose(`image: ${image}`, settings)).not.toContain("KONG_");
    }
    const kong = "    - name: kong\n      image: kong:3.9\n      env: [{name: KONG_PG_HOST, value: db}]\n";
    expect(await inManifest("acme/app", SETTINGS, kong)).not.toContain("backlog=a");
    const service = "  kong:\n    image: kong:3.9\n    environment: {KONG_PG_HOST: db.lan}\n";
    expect(await inCompose("image: acme/app", SETTINGS, service)).not.toContain("backlog=a");
  });

  test("tells the release of the file that it gets", async () => {
    const found = await carrierFindings({
      "kong.env": lines(SETTINGS),
      "compose.yaml": compose("image: acme/kong-oidc:2.8.1").replace("z.properties", "kong.env"),
    });
    expect(found.map(({ message }) => message).join("\n")).toContain("Kong 2.8.1");
  });

  test("may be Kong by the sample of a file that is not there", async () => {
    const files = {
      ".env.example": lines(SETTINGS),
      "compose.yaml": compose("image: acme/gateway").replace("z.properties", ".env"),
    };
    expect((await carrierFindings(files)).map(({ at }) => at)).toContain("backlog=a");
  });
});
