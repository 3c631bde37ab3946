import { expect, test } from "vitest";
import { ProviderError } from "../../server/review/provider-error.ts";
import { proxyHint } from "../../server/review/proxy-hint.ts";

const silence = new ProviderError("unavailable", "GitHub does not answer");
const proxy = { HTTPS_PROXY: "http://user:word@proxy.example:3128" };

test("a proxy that Node does not go by is hinted at where nobody answers, without its password", () => {
  expect(proxyHint(silence, proxy)).toContain("NODE_USE_ENV_PROXY=1");
  expect(proxyHint(silence, proxy)).not.toContain("word");
});

test.each([
  ["there is no proxy", silence, {}],
  ["Node goes by it", silence, { ...proxy, NODE_USE_ENV_PROXY: "1" }],
  ["somebody answers", new ProviderError("unavailable", "GitHub answers 502: mishap"), proxy],
])("nothing is said where %s", (_, error, environment) => {
  expect(proxyHint(error, environment)).toBe("");
});
