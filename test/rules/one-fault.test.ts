import { describe, expect, test } from "vitest";
import { linkedFindings, rulesAndLines } from "./linked-findings.ts";

const CERTIFICATE = "-----BEGIN CERTIFICATE-----\nMIIB/zCC+VmgAwIB==\n-----END CERTIFICATE-----\n";

describe("a certificate over the lines of an environment file", () => {
  const carriers = {
    "compose.yaml": "services:\n  kong:\n    image: kong:3.4\n    env_file: kong.env\n",
    "run.sh": "docker run --env-file kong.env kong:3.4\n",
  };
  for (const [name, carrier] of Object.entries(carriers)) {
    test(`is one fault in ${name}`, async () => {
      const variables = `KONG_DATABASE=off\nKONG_CLUSTER_CERT=${CERTIFICATE}`;
      const found = await rulesAndLines({ [name]: carrier, "kong.env": variables }, /pem|formats/);
      expect(found).toEqual(["syntax/pem-over-lines 2"]);
    });

    test(`is refused in ${name} where it is not Kong's`, async () => {
      const variables = `KONG_DATABASE=off\nOTHER=${CERTIFICATE}`;
      const found = await rulesAndLines({ [name]: carrier, "kong.env": variables }, /pem|formats/);
      expect(found.map((each) => each.split(" ")[0])).toContain("formats/refused");
    });
  }
});

describe("a variable for a file that the image does not read", () => {
  const found = async (image: string, variable: string, more = "") =>
    (
      await linkedFindings({
        "compose.yaml": `services:\n  kong:\n    image: ${image}\n${more}    environment:\n      ${variable}: /run/secrets/a\n`,
      })
    ).filter(({ message }) => message.includes(variable));

  test("of a later image", async () => {
    const [only, ...others] = await found("kong:2.0.5", "KONG_PG_HOST_FILE");
    expect(only?.message).toContain("since Kong 2.5.1");
    expect(others).toEqual([]);
  });

  test("of a later image, beside a command that it would not serve", async () => {
    const shell = "    command: [sh, -c, kong start]\n";
    expect(await found("kong:2.0.5", "KONG_PG_HOST_FILE", shell)).toHaveLength(1);
  });

  test("of a command that is not served", async () => {
    const shell = "    command: [sh, -c, kong start]\n";
    const [only, ...others] = await found("kong:3.4", "KONG_PG_HOST_FILE", shell);
    expect(only?.message).toContain("Kong ignores `KONG_PG_HOST_FILE`. Set `KONG_PG_HOST`.");
    expect(others).toEqual([]);
  });

  test("of a property that Kong does not have", async () => {
    expect((await found("kong:3.4", "KONG_MY_OWN_FILE")).map(({ rule }) => rule)).toEqual([
      "env/unknown-variable",
    ]);
  });
});
