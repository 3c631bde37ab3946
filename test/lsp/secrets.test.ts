import { expect, test } from "vitest";
import { defaultHost } from "../../server/loader/host-environment.ts";
import { amount } from "../depth.ts";
import fc from "../fast-check.ts";
import { everyAnswer } from "./every-answer.ts";
import { markedDocument, testContext } from "./marked-document.ts";

const name = fc.constantFrom(
  "pg_password",
  "cassandra_password",
  "admin_gui_session_conf",
  "smtp_password",
  "my_plugin_secret",
  "redis_token",
  "keyring_recovery_private_key",
  "ssl_cert_key",
  "proxy_server",
  "pg-password",
  "pg_pasword",
  "vault_hcv_token",
);

/** A secret that no other text holds by chance. */
const secret = fc
  .tuple(fc.constantFrom("Zq", "0x", "7", "#", ""), fc.stringMatching(/^[a-z0-9]{14}$/))
  .map((all) => `${all.join("")}!k`);

const written = fc.record({
  name,
  secret,
  form: fc.constantFrom(
    "plain",
    "quoted",
    "url",
    "json",
    "commented",
    "twice",
    "hidden",
    "trailing",
    "spaced",
    "header",
    "key",
  ),
});

function lineOf({
  name: property,
  secret: hidden,
  form,
}: {
  name: string;
  secret: string;
  form: string;
}): string {
  switch (form) {
    case "quoted":
      return `${property} = "${hidden}"`;
    case "url":
      return `proxy_server = http://user:${hidden.replace("#", "")}@proxy:3128`;
    case "json":
      return `admin_gui_session_conf = {"secret":"${hidden}"}`;
    case "header":
      return `nginx_http_proxy_set_header = Authorization "Bearer ${hidden}"`;
    case "key":
      return `nginx_proxy_proxy_set_headr = X-Api-Key ${hidden}`;
    case "commented":
      return `#pg_password = ${hidden}`;
    case "twice":
      return `${property} = ${hidden}\n${property} = ${hidden}`;
    case "hidden":
      return `[section]\n${property} = ${hidden}`;
    case "trailing":
      return `${property} = ${hidden}   # words`;
    case "spaced":
      return `  ${property}=${hidden}  `;
    default:
      return `${property} = ${hidden}`;
  }
}

/** Whether a line holds a secret at all: a reading of the form that its property takes. */
function holdsSecret({ name: property, form }: { name: string; form: string }): boolean {
  if (["url", "json", "commented", "header", "key"].includes(form)) return true;
  // A key is a path as a rule, and a URL is a secret by its password alone.
  return !["proxy_server", "ssl_cert_key", "keyring_recovery_private_key"].includes(property);
}

test("no answer shows a secret", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(written, { minLength: 1, maxLength: 4 }),
      fc.constantFrom("3.9", "2.8", "1.3", "0.13", "enterprise@3.10", "enterprise@0.34"),
      fc.boolean(),
      fc.nat(),
      async (lines, release, isVariable, seed) => {
        const wanted = lines.filter(holdsSecret);
        fc.pre(wanted.length > 0);
        const text = isVariable
          ? lines
              .map(
                ({ name: own, secret: hidden }) =>
                  `KONG_${own.replace(/\W/g, "_").toUpperCase()}='${hidden}'`,
              )
              .join("\n")
          : lines.map(lineOf).join("\n");
        const path = isVariable ? "/ws/other.env" : "/ws/kong.conf";
        const [first] = wanted;
        const hush = `${first?.secret ?? ""}zz`;
        const world = {
          ...defaultHost,
          environment: new Map([
            ["KONG_PG_PASSWORD", hush],
            ["PG_SECRET", hush],
          ]),
        };
        const { document } = await markedDocument(
          `# kong-lint: kong=${release}\n${text}\npg_user = {vault://env/pg-secret}\n`,
          {
            path,
            settings: { world },
          },
        );
        const context = testContext({
          "/ws/kong.env": `KONG_PG_PASSWORD=${hush}\nPG_SECRET=${hush}\n`,
          "/ws/b/kong.conf": `pg_password = ${hush}\n`,
        });
        const offset = seed % (document.analysis.unit.document.text.length + 1);
        const shown = JSON.stringify(await everyAnswer(document, offset, context));
        // In a file of variables each line is the plain form of its property.
        const secrets = isVariable ? lines.filter((line) => holdsSecret({ ...line, form: "plain" })) : wanted;
        for (const { secret: hidden } of secrets) {
          const bare = hidden.replace("#", "");
          expect(shown).not.toContain(bare);
        }
        expect(shown).not.toContain(hush);
      },
    ),
    { numRuns: amount(150) },
  );
});
