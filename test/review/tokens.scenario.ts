import { beforeEach, describe, expect, test } from "vitest";
import { gitHub } from "../../server/review/github.ts";
import { gitLab } from "../../server/review/gitlab.ts";
import { postReview } from "../../server/review/post-review.ts";
import { payloadJson, payloadMarkdown } from "../../server/review/render-payload.ts";
import type { ReviewProvider } from "../../server/review/review-provider.ts";
import fc from "../fast-check.ts";
import type { Fault } from "./fake-server.ts";
import { BROKEN } from "./sample.ts";
import { holdToContract, prepare, runReview, type Scenario } from "./scenario.ts";
import { STORIES } from "./scenarios.ts";

/** As providers make them, and as nobody would: all that a header can carry. */
const token = fc.oneof(
  fc.stringMatching(/^ghs_[A-Za-z0-9]{36}$/),
  fc.stringMatching(/^glpat-[A-Za-z0-9_-]{20}$/),
  fc.stringMatching(/^[!-~]{12,40}$/),
);
const status = fc.constantFrom(400, 401, 403, 404, 408, 410, 422, 429, 500, 502, 503);
/** How a server, or one in between, may give a token back. */
const echo = fc.constantFrom<(token: string) => string>(
  (text) => `Bad token ${text}`,
  (text) => `GET /api?private_token=${encodeURIComponent(text)}`,
  (text) => `{"authorization":${JSON.stringify(`Bearer ${text}`)}}`,
  (text) => `authorization: Basic ${btoa(text)}`,
  (text) => `${"x".repeat(190)} ${text}`,
  (text) => `one\ntwo ${text}\nthree`,
);
const fault = fc.oneof(
  { weight: 8, arbitrary: fc.record({ status, echo, isPage: fc.boolean() }) },
  { weight: 1, arbitrary: fc.constant("drop" as const) },
);
/** From which request on things go wrong; a review makes no more than these. */
const from = fc.nat({ max: 9 });

function providerWith(scenario: Scenario, secret: string): ReviewProvider {
  const network = {
    fetch: (input: Parameters<typeof fetch>[0], init?: RequestInit) => fetch(input, init),
    sleep: async () => undefined,
    now: () => 0,
    timeoutMs: 10_000,
  };
  const apiUrl = (scenario.fake as unknown as { readonly url: string }).url;
  return scenario.name === "GitHub"
    ? gitHub(
        {
          owner: "acme",
          repository: "gateway",
          number: 7,
          token: secret,
          apiUrl,
          serverUrl: "https://github.com",
        },
        network,
      )
    : gitLab(
        {
          project: "acme/gateway",
          number: 7,
          token: secret,
          apiUrl,
          projectUrl: "https://gitlab.example/a/b",
        },
        network,
      );
}

/** Every form of a token that tells it; pieces of it are told by {@link pieces}. */
function forms(secret: string): readonly string[] {
  return [secret, encodeURIComponent(secret), btoa(secret), JSON.stringify(secret).slice(1, -1)];
}

/** The beginning of a token that was cut off in its middle. */
const piece = (secret: string) => secret.slice(0, 8);

describe.each(STORIES)("the token at %s", (_, start) => {
  let scenario: Scenario;
  holdToContract(() => scenario);
  beforeEach(async () => {
    scenario = await start();
    scenario.push({ "conf/kong.conf": BROKEN });
  });

  test("is in nothing that is said or posted, whatever goes wrong and comes back", async () => {
    await fc.assert(
      fc.asyncProperty(token, fault, from, async (secret, wrong, first) => {
        let asked = 0;
        scenario.fake.fault = (): Fault | undefined => {
          if (asked++ < first) return undefined;
          if (wrong === "drop") return wrong;
          const text = wrong.echo(secret);
          return wrong.isPage
            ? { status: wrong.status, page: `<html>${text}</html>` }
            : { status: wrong.status, message: text };
        };
        const provider = providerWith(scenario, secret);
        const said: string[] = [];
        try {
          const order = await prepare(scenario, {}, provider);
          said.push(payloadMarkdown(order), payloadJson(order));
          said.push(JSON.stringify(await postReview(provider, order)));
        } catch (error) {
          said.push(String(error), error instanceof Error ? (error.stack ?? "") : "", JSON.stringify(error));
        }
        said.push(JSON.stringify(scenario.fake.requests.map(({ path, body }) => [path, body])));
        const all = said.join("\n");
        for (const form of [...forms(secret), piece(secret)]) expect(all).not.toContain(form);
        scenario.fake.requests.length = 0;
      }),
      { numRuns: 150 },
    );
  }, 120_000);

  test.each([400, 401, 403, 404, 422])(
    "%s with the token in it: the program does not show it",
    async (status) => {
      for (const at of [0, 1, 2, 4, 5]) {
        let asked = 0;
        scenario.fake.fault = () =>
          asked++ < at ? undefined : { status, message: `${"x".repeat(190)} ${scenario.token}` };
        const { stdout, stderr } = await runReview(scenario);
        expect(stdout + stderr).not.toContain(piece(scenario.token));
      }
    },
  );

  test("in an address is not used and not shown", async () => {
    const environment = Object.fromEntries(
      Object.entries(scenario.environment()).map(([name, value]) => [
        name,
        value.replace(/^(https?:\/\/)/, `$1oauth2:${scenario.token}@`),
      ]),
    );
    const { code, stdout, stderr } = await runReview(scenario, ["--dry-run"], environment);
    expect(code).toBe(0);
    expect(stdout + stderr).not.toContain(scenario.token);
  });

  test("with a line break at its end is taken without", async () => {
    const name = scenario.name === "GitHub" ? "GITHUB_TOKEN" : "GITLAB_TOKEN";
    expect(await runReview(scenario, [], { [name]: `${scenario.token}\n` })).toMatchObject({
      code: 0,
      stderr: "",
    });
  });

  test("a page in the place of an answer is said in a line", async () => {
    scenario.fake.fault = () => ({ status: 200, page: `<html>Log in first ${scenario.token}</html>` });
    const { code, stdout, stderr } = await runReview(scenario);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toBe(
      `kong-lint: ${scenario.name} answers with something else than JSON; nothing was posted\n`,
    );
  });
});
