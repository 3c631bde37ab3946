import { expect, test } from "vitest";
import { ProviderError } from "../../server/review/provider-error.ts";
import { proxyHint } from "../../server/review/proxy-hint.ts";

const silence = new ProviderError("unavailable", "GitHub does not answer");
const proxy = { HTTPS_PROXY: "http://user:word@proxy.example:3128" };
const told = { ...proxy, NODE_USE_ENV_PROXY: "1" };

test.each([
  ["22.21.0", proxy, "NODE_USE_ENV_PROXY=1"],
  ["24.0.0", { https_proxy: proxy.HTTPS_PROXY }, "NODE_USE_ENV_PROXY=1"],
  ["20.20.0", proxy, "this is 20.20.0"],
  ["22.20.0", told, "this is 22.20.0"],
  ["23.11.1", told, "this is 23.11.1"],
])("a proxy that Node %s does not go by is hinted at, without its password", (node, environment, word) => {
  expect(proxyHint(silence, environment, node)).toContain(word);
  expect(proxyHint(silence, environment, node)).not.toContain("word@");
});

test.each([
  ["there is no proxy", silence, {}],
  ["Node goes by it", silence, told],
  ["somebody answers", new ProviderError("unavailable", "GitHub answers 502: fault"), proxy],
])("nothing is said where %s", (_, error, environment) => {
  expect(proxyHint(error, environment, "24.1.0")).toBe("");
});
