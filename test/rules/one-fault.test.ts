import { describe, expect, test } from "vitest";
import { rulesAndLines } from "./linked-findings.ts";

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
