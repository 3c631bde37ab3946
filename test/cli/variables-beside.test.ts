import { describe, expect, test } from "vitest";
import { folderWith, kongLint } from "./run-cli.ts";

/** What a project without migrations is told besides. */
const OF_DEPLOYMENTS = /^deployment\//;

/** What is found in each file of a folder, by path. */
async function findings(files: Readonly<Record<string, string>>, argv: readonly string[] = ["."]) {
  const { stdout } = await kongLint(folderWith({ ".git/HEAD": "", ...files }), ["--format", "json", ...argv]);
  const report: { files: { path: string; findings: { rule: string }[] }[] } = JSON.parse(stdout);
  return Object.fromEntries(
    report.files.map(({ path, findings: each }) => [
      path,
      each.map(({ rule }) => rule).filter((rule) => !OF_DEPLOYMENTS.test(rule)),
    ]),
  );
}

const kong = (lines: string) =>
  `services:\n  pg:\n    image: postgres:16\n  kong:\n    image: kong:3.9\n${lines}`;
/** A variable of Compose that looks like a property with a slip in it. */
const VARIABLES = "KONG_PG_HOST=pg\nKONG_PG_DB=kongdb\nKONG_PROXY_LISTEN=0.0.0.0:8000\n";
const FILLS_IN = kong(
  "    environment:\n      KONG_PG_HOST: ${KONG_PG_HOST}\n      KONG_PG_DATABASE: ${KONG_PG_DB:-kong}\n",
);

describe("a file of variables whose reader is known", () => {
  const VALUES = '\ufeffKONG_PREFIX="/kong"\nKONG_LOG_LEVEL = info\nexport KONG_HEADERS=off\n';
  const disputes = async (files: Readonly<Record<string, string>>) =>
    ((await findings({ ...files, "kong.env": VALUES }))["kong.env"] ?? []).filter((rule) =>
      /readers-disagree|spaces-around|invisible/.test(rule),
    );

  test("is read by Compose", async () => {
    expect(await disputes({ "compose.yml": kong("    env_file: kong.env\n") })).toEqual([]);
  });

  test("is read by docker run", async () => {
    expect(await disputes({ "run.sh": "docker run --env-file kong.env kong:3.9\n" })).toEqual([
      "env/spaces-around-equals",
    ]);
  });

  test("is read by both, or by nobody that is known", async () => {
    const both = {
      "compose.yml": kong("    env_file: kong.env\n"),
      "run.sh": "docker run --env-file kong.env kong:3.9\n",
    };
    for (const files of [both, {}]) expect(await disputes(files)).toContain("env/readers-disagree");
  });
});

describe("variables that Compose fills in", () => {
  test.each([
    ".env",
    ".env.example",
    ".env.sample",
    ".env.template",
    "env.example",
    "example.env",
    ".env.local",
  ])("are no settings in `%s`", async (name) => {
    expect(await findings({ "compose.yml": FILLS_IN, [name]: VARIABLES })).toEqual({ "compose.yml": [] });
    expect(await findings({ "compose.yml": FILLS_IN, [name]: VARIABLES }, [name])).toEqual({});
    expect(
      await findings({ "compose.yml": FILLS_IN, [name]: VARIABLES }, ["--kong-version", "3.4", name]),
    ).toEqual({});
  });

  test("are passed on by a name alone", async () => {
    for (const environment of ["[KONG_PG_HOST]", "{KONG_PG_HOST: }"])
      expect(
        await findings({
          "compose.yml": kong(`    environment: ${environment}\n`),
          ".env": VARIABLES,
        }),
      ).toEqual({ "compose.yml": [] });
  });

  test("are judged by the service that gets their values", async () => {
    const files = {
      "compose.yml": kong("    environment:\n      - KONG_DATABASE=${KONG_DB}\n"),
      ".env": "KONG_DB=postgress\n",
    };
    expect(await findings(files)).toEqual({ ".env": ["schema/enum-value"], "compose.yml": [] });
  });

  test("are not judged by defaults of what the service sets", async () => {
    const files = {
      "compose.yml": kong(
        "    environment:\n      - KONG_PG_HOST=pg\n      - KONG_ADMIN_GUI_URL=${KONG_ADMIN_GUI_URL}\n      - KONG_ADMIN_GUI_PATH=/admin\n",
      ),
      ".env": "KONG_ADMIN_GUI_URL=https://kong.example.com/admin\n",
    };
    expect(await findings(files)).toEqual({ "compose.yml": [] });
  });
});

describe("a file of variables beside a Compose file", () => {
  const UNKNOWN = "env/unknown-variable";

  test.each([".env", ".env.example", ".env.template"])(
    "is Kong's as `%s` where Kong gets `.env`, whatever else Compose does with it",
    async (name) => {
      const files = { "compose.yml": `${FILLS_IN}    env_file: .env\n`, [name]: VARIABLES };
      expect((await findings(files))[name]).toEqual([UNKNOWN]);
    },
  );

  test("is Kong's where only its name says so, and where Compose uses none of it", async () => {
    for (const files of [
      { ".env": VARIABLES },
      { ".env": VARIABLES, "compose.yml": kong("    environment: {KONG_PG_HOST: ${OTHER}}\n") },
      { "kong.env": VARIABLES, "compose.yml": FILLS_IN },
      { "sub/.env": VARIABLES, "compose.yml": FILLS_IN },
    ])
      expect(Object.values(await findings(files)).flat()).toContain(UNKNOWN);
  });

  test("is Kong's where the settings say how it is read", async () => {
    const files = {
      "compose.yml": FILLS_IN,
      ".env": VARIABLES,
      ".kong-lint.json": JSON.stringify({ formats: { ".env": "dotenv" } }),
    };
    expect((await findings(files))[".env"]).toEqual([UNKNOWN]);
  });

  test("is not Kong's where only other services get it", async () => {
    const variables = "PORT=3000\nKONG_MODE=KONNECT\nKONG_ROLE=admin\nKONG_ADMIN_URL=http://kong:8001\n";
    const app = (file: string) => `  app:\n    build: .\n    env_file: ${file}\n`;
    for (const file of [".env", "app/prod.env"])
      expect(
        await findings({
          "compose.yml": kong("    environment: {KONG_PG_HOST: pg}\n") + app(file),
          [file]: variables,
        }),
      ).toEqual({ "compose.yml": [] });
    expect(
      await findings({
        "compose.yml": "services:\n  app:\n    image: acme/app\n    env_file: [.env]\n",
        ".env": variables,
      }),
    ).toEqual({});
  });

  test("is not taken for Kong's because of an image beside it", async () => {
    const files = {
      "compose.yml": kong("    environment: {KONG_PG_HOST: pg}\n"),
      "app.env": "KONG_MODE=KONNECT\nKONG_JWT_AUTHORITY=x\n",
    };
    const { stdout } = await kongLint(folderWith(files), ["--format", "json", "app.env"]);
    expect(stdout).not.toMatch(/"severity": ?"(?:warning|error)"/);
  });
});

test("a file is judged by the newest release where the image that gets it has no release in its tag", async () => {
  const stale = "KONG_PROXY_LISTEN=0.0.0.0:8000\nKONG_PROXY_LISTEN_SSL=0.0.0.0:8443\n";
  const compose = "services:\n  kong:\n    image: kong:latest\n    env_file: kong.env\n";
  for (const name of ["kong.env", "other.env"]) {
    const folder = folderWith({ "compose.yml": compose, [name]: stale });
    const { stdout } = await kongLint(folder, [name]);
    expect(stdout).toContain("because the image tag does not specify one");
    expect(stdout).toContain("ignores it");
  }
});
