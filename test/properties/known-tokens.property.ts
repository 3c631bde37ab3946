import { describe, expect, test } from "vitest";
import { knownTokens } from "../../server/secrets/known-tokens.ts";
import { everythingSaid, GUILTY } from "./everything-said.ts";

type Shape = (secret: string) => string;

const HIDDEN = "s3cr3Zq7hunter";

/** Secrets by their own form, each around a text that no output may hold. Put together, so that no scanner takes them for real. */
const TOKENS: readonly Shape[] = [
  (secret) => `kpat_${secret}AbCd0123`,
  (secret) => `spat_${secret}AbCd0123`,
  (secret) => `ghp_${secret}AbCd0123`,
  (secret) => `ghs_${secret}AbCd0123`,
  (secret) => `github_pat_${secret}_AbCd0123`,
  (secret) => `glpat-${secret}-AbCd`,
  (secret) => `npm_${secret}AbCd0123`,
  (secret) => `pypi-${secret}AbCd0123`,
  (secret) => `dckr_pat_${secret}AbCd0123`,
  (secret) => `xoxb-1234-${secret}`,
  (secret) => `xoxp-1234-${secret}`,
  (secret) => `xapp-1-A1-${secret}`,
  (secret) => `https://hooks.slack.com/services/T0/B0/${secret}`,
  (secret) => `https://discord.com/api/webhooks/123/${secret}`,
  (secret) => `https://corp.webhook.office.com/webhookb2/${secret}/IncomingWebhook/1`,
  (secret) => `sk_live_${secret}`,
  (secret) => `rk_test_${secret}`,
  (secret) => `whsec_${secret}AbCd`,
  (secret) => `SG.${secret}.${secret}`,
  (secret) => `hvs.${secret}AbCd`,
  (secret) => `AKIAABCDEFGHIJKLMNOP:${secret}${secret}${secret}`,
  (secret) => `AKIAABCDEFGHIJKLMNOP secret=${secret}/${secret}/${secret}`,
  (secret) => `https://store.example/blob?sv=1&sig=${secret}%3D`,
  (secret) => `AccountName=a;AccountKey=${secret}==;EndpointSuffix=b`,
  (secret) => `AIza${secret}AbCd0123`,
  (secret) => `ya29.${secret}AbCd`,
  (secret) => `GOCSPX-${secret}AbCd`,
  (secret) => `eyJhbGciOi.eyJ${secret}.${secret}`,
  (secret) => `$apr1$AbCdEfGh$${secret}`,
  (secret) => `$2y$10$${secret}AbCd`,
  (secret) => `$$2y$$10$$${secret}AbCd`,
  (secret) => `$6$salt$${secret}AbCd`,
  (secret) => `Authorization: Bearer ${secret}`,
  (secret) => `authorization=Basic ${secret}`,
  (secret) => `Kong-Admin-Token: ${secret}`,
  (secret) => `curl -u admin:${secret} http://localhost:8001`,
  (secret) => `curl -s --user "admin:${secret}" http://localhost:8001`,
];

/** Where they stand: under names that speak of no secret. */
const PLACES: Readonly<Record<string, readonly ["kong-conf" | "dotenv", Shape]>> = {
  "a property": ["kong-conf", (token) => `admin_gui_url = ${token}`],
  "an unknown property": ["kong-conf", (token) => `some_thing = ${token}`],
  "a directive": ["kong-conf", (token) => `nginx_http_some_thing = a "${token}"`],
  "a comment": ["kong-conf", (token) => `# see ${token}`],
  "a comment after a value": ["kong-conf", (token) => `log_level = noticed # ${token}`],
  "no setting": ["kong-conf", (token) => `${token}`],
  "a variable": ["dotenv", (token) => `KONG_ADMIN_GUI_URL=${token}`],
  "a variable in quotes": ["dotenv", (token) => `KONG_SOME_THING='${token}'`],
  "a variable of others": ["dotenv", (token) => `SOME_THING=${token}`],
  "a comment of an environment file": ["dotenv", (token) => `# ${token}`],
};

describe.each(Object.entries(PLACES))("in %s", (_, [carrier, place]) => {
  test.each(TOKENS.map((token) => [token(HIDDEN), token] as const))("%s", async (_written, token) => {
    const guilty = GUILTY[carrier].join("\n");
    const said = await everythingSaid(
      `# kong-lint: kong=3.9\n${guilty}\n${place(token(HIDDEN))}\n${guilty}\n`,
      carrier,
      0,
    );
    expect(said.filter((each) => each.includes(HIDDEN))).toEqual([]);
  });
});

describe("no secrets", () => {
  test.each([
    "Authorization: Bearer $token",
    "Authorization: Bearer ${TOKEN}",
    "Authorization: Bearer <your token>",
    "docker run --user kong:kong kong:3.9",
    "docker run -u 1000:1000 kong:3.9",
    "chown kong:kong /usr/local/kong",
    "https://example.com/?signature=none",
    "headers = apikey, authorization, x-api-key",
    "key-auth,acl,sk_ip,AKIA",
    "$6 $1 $http_host$request_uri",
    "https://hooks.slack.com/",
    "pg_key-value,npm_config_cache=/tmp",
  ])("%s", (text) => {
    expect(knownTokens(text)).toEqual([]);
  });
});
