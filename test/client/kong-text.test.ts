import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { HOST_LANGUAGES, hasKong } from "../../client/kong-text.ts";

test.each([
  "services:\n  gw:\n    image: kong:3.9\n",
  "services:\n  gw:\n    image: kong\n",
  'image: "kong/kong-gateway:3.9.0.0-alpine"\n',
  "image: registry.example.com/kong@sha256:0123\n",
  "environment:\n  - KONG_DATABASE=off\n",
  "FROM kong AS gateway\n",
  "FROM kong:${TAG}\n",
  "docker run -d kong\n",
  "kong:\n  env:\n    pg_host: db\n",
  "ingressController:\n  enabled: false\nenv:\n  pg_host: db\n",
  "exec kong start -c /etc/kong/kong.conf\n",
  "image:\n  repository: kong\nenv:\n  pg_host: db\n",
  "gateway:\n  image:\n    repository: registry.example.com/kong/kong-gateway\n",
])("Kong is in %j", (text) => {
  expect(hasKong(text)).toBe(true);
});

test.each([
  "",
  "services:\n  web:\n    image: nginx:1.27\n",
  "# We left Kong for something else.\n",
  "See https://docs.konghq.com/ for kong.\n",
  "image: pantsel/konga:latest\n",
  "kind: KongPlugin\n",
])("and not in %j", (text) => {
  expect(hasKong(text)).toBe(false);
});

test("the extension wakes for each language in which Kong may be, but not for the editor's own settings", () => {
  const manifest = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
  const woken: readonly string[] = manifest.activationEvents;
  // VS Code opens JSON of its own in every window, so these would wake the extension in all of them.
  expect(HOST_LANGUAGES.filter((language) => !woken.includes(`onLanguage:${language}`))).toEqual([
    "json",
    "jsonc",
  ]);
});
