import { describe, expect, it } from "vitest";
import { carrierFindings } from "./carrier-findings.ts";

const pod = (env: string, more = "") =>
  `apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec:\n  containers:\n  - name: kong\n    image: kong:3.4\n${more}    env:\n    - {name: KONG_PG_HOST, value: db.example}\n    - {name: KONG_PG_SSL, value: "on"}\n    - {name: KONG_PG_SSL_VERIFY, value: "on"}\n${env}---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata: {KONG_LOG_LEVEL: loud}\n---\napiVersion: v1\nkind: Secret\nmetadata: {name: s}\nstringData: {other: x}\n`;

const from = (name: string, reference: string) => `    - name: ${name}\n      valueFrom: {${reference}}\n`;

describe("a variable from a key that is not there", () => {
  it.each([
    [
      "an optional key of a ConfigMap",
      from("KONG_LOG_LEVEL", "configMapKeyRef: {name: c, key: k, optional: true}"),
    ],
    [
      "an optional key of a Secret",
      from("KONG_DNS_ORDER", "secretKeyRef: {name: s, key: k, optional: true}"),
    ],
    [
      "an optional ConfigMap",
      from("KONG_PROXY_LISTEN", "configMapKeyRef: {name: gone, key: k, optional: true}"),
    ],
    ["an optional Secret", from("KONG_PG_USER", "secretKeyRef: {name: gone, key: k, optional: true}")],
  ])("%s sets nothing", async (_, env) => {
    expect(await carrierFindings({ "k.yaml": pod(env) })).toEqual([]);
  });

  it("an optional one leaves what envFrom has set", async () => {
    const env = from("KONG_LOG_LEVEL", "configMapKeyRef: {name: c, key: k, optional: true}");
    const found = await carrierFindings({
      "k.yaml": pod(env, "    envFrom: [{configMapRef: {name: c}}]\n"),
    });
    expect(found.map(({ what, at }) => `${what} ${at}`)).toEqual(["error schema/enum-value loud"]);
  });

  it.each(["configMapKeyRef: {name: c, key: k}", "secretKeyRef: {name: s, key: k}"])(
    "%s stops the container, and that is all",
    async (reference) => {
      const found = await carrierFindings({ "k.yaml": pod(from("KONG_LOG_LEVEL", reference)) });
      expect(found.map(({ what }) => what)).toEqual(["error formats/refused"]);
    },
  );
});
