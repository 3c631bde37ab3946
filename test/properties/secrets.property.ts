import { expect, test } from "vitest";
import { summarize } from "../../server/engine/report.ts";
import { reporters } from "../../server/report/reporters.ts";
import fc from "../fast-check.ts";
import { everyAnswer } from "../lsp/every-answer.ts";
import { markedDocument, testContext } from "../lsp/marked-document.ts";
import { everythingSaid, GUILTY } from "./everything-said.ts";

type Shape = (secret: string) => string;

/** Lines of a kong.conf. */
const IN_CONF: readonly Shape[] = [
  (secret) => `pg_password = ${secret}`,
  (secret) => `pg_password = "${secret}"  # the old one`,
  (secret) => `pg_password = \${PG_PASSWORD:-${secret}}`,
  (secret) => `KONG_PG_PASSWORD=${secret}`,
  (secret) => `export KONG_PG_PASSWORD=${secret}`,
  (secret) => `- KONG_PG_PASSWORD=${secret}`,
  (secret) => `jwt_signing_key = ${secret}`,
  (secret) => `encryption_key = ${secret}`,
  (secret) => `redis_auth = ${secret}`,
  (secret) => `konnect_pat=${secret}`,
  (secret) => `smtpPassword = ${secret}`,
  (secret) => `some_dsn_of = host=db user=kong password=${secret}`,
  (secret) => `some_object = {"user": "kong", "password": "${secret}"}`,
  // No assignments: what another format writes, or a hand forgot.
  (secret) => `pg_password: ${secret}!`,
  (secret) => `pg_pasword: ${secret}`,
  (secret) => `pg_password: ${secret} with blanks`,
  (secret) => `pg_password ${secret}`,
  (secret) => `pg_password ${secret}\\\n  ${secret}`,
  (secret) => `kong_admin_token ${secret}`,
  (secret) => `KONG_PG_PASSWORD: "${secret}"`,
  (secret) => `"pg_password": "${secret}",`,
  (secret) => `- pg_password: ${secret}`,
  (secret) => `export pg_password ${secret}`,
  (secret) => `<pg_password>${secret}</pg_password>`,
  (secret) => `{"admin_gui_session_conf": {"secret": "${secret}"}}`,
  (secret) => `admin_gui_session_conf {"secret":"${secret}"}`,
  (secret) => `password: ${secret}`,
  (secret) => `[pg_password: ${secret}]`,
  (secret) => `{{ $pg_password := "${secret}" }}`,
  // Comments.
  (secret) => `#pg_password = ${secret}   # old`,
  (secret) => `# pg_password: ${secret}`,
  (secret) => `# pg_password ${secret}`,
  (secret) => `; redis_password => ${secret}`,
  (secret) => `# token: ${secret}`,
  (secret) => `# "smtp_password": "${secret}"`,
  (secret) => `# docker run -e KONG_PG_PASSWORD=${secret} kong`,
  (secret) => `# psql --password ${secret} -h db`,
  (secret) => `log_level = notice  # pg_password: ${secret}`,
  // URLs, and what is left of them in the name of a host.
  (secret) => `pg_host = postgres://kong:${secret}@db/kong`,
  (secret) => `# see postgres://kong:${secret}@db/kong`,
  (secret) => `postgres://kong:${secret}@db/kong`,
  (secret) => `postgres://kong:${secret}@db/kong?sslmode=disable`,
  (secret) => `postgres://kong:${secret}/9@db/kong`,
  (secret) => `pg_host = kong:${secret}@db`,
  (secret) => `pg_host: kong:${secret}@db`,
  (secret) => `cluster_control_plane = u:${secret}@h:8005`,
  (secret) => `proxy_listen = 0.0.0.0:8000 u:${secret}@h`,
  (secret) => `cassandra_contact_points = a, kong:${secret}@b`,
  (secret) => `proxy_server = http://kong:${secret}@proxy:3128`,
  // Texts that hold keys.
  (secret) => `declarative_config_string = {"keyauth_credentials":[{"key":"${secret}"}]}`,
  (secret) => `ssl_cert_key = LS0tLS1CRUdJTiBQUklW${secret}`,
  (secret) => `some_thing = LS0tLS1CRUdJTiBQUklW${secret}`,
  (secret) =>
    `ssl_cert_key = -----BEGIN PRIVATE KEY-----\\\n${secret}\\\n${secret}==\\\n-----END PRIVATE KEY-----`,
  (secret) =>
    `ssl_cert_key = -----BEGIN RSA PRIVATE KEY-----\n${secret}AAAAAAAA\n${secret}/AAAAAAAA==\n-----END RSA PRIVATE KEY-----`,
  (secret) =>
    `#some_thing = -----BEGIN EC PRIVATE KEY-----\n# ${secret}/+\n# ${secret}=\n# -----END EC PRIVATE KEY-----`,
  (secret) => `pg_user = -----BEGIN PRIVATE KEY-----\\n${secret}\\n-----END PRIVATE KEY-----`,
  (secret) => `some_thing = -----BEGIN PRIVATE KEY-----\n${secret}AAAAAAAA=`,
];

/** Lines of a file of variables. */
const IN_ENV: readonly Shape[] = [
  (secret) => `KONG_PG_PASSWORD=${secret}`,
  (secret) => `export KONG_PG_PASSWORD="${secret}"`,
  (secret) => `kong_pg_password=${secret}`,
  (secret) => `KONG_PG_PASSWORD: ${secret}`,
  (secret) => `KONG_PG_PASWORD ${secret}`,
  (secret) => `POSTGRES_PASSWORD=${secret}`,
  (secret) => `export POSTGRES_PASSWORD='${secret}'`,
  (secret) => `POSTGRES_PASSWORD="first\n${secret}"`,
  (secret) => `PGPASSWORD=${secret}`,
  (secret) => `KONNECT_PAT=${secret}`,
  (secret) => `REDIS_AUTH=${secret}`,
  (secret) => `AUTH_CONF={"password":"${secret}"}`,
  (secret) => `DATABASE_URL=postgres://kong:${secret}@db/kong`,
  (secret) => `DATABASE_HOST=kong:${secret}@db`,
  (secret) => `KONG_PG_HOST=kong:${secret}@db`,
  (secret) => `#POSTGRES_PASSWORD=${secret}`,
  (secret) => `# POSTGRES_PASSWORD: ${secret}`,
  (secret) => `OTHER="-----BEGIN PRIVATE KEY-----\n${secret}+\n${secret}==\n-----END PRIVATE KEY-----"`,
  (secret) => `KONG_SSL_CERT_KEY="-----BEGIN PRIVATE KEY-----\n${secret}+\n-----END PRIVATE KEY-----"`,
  (secret) => `KONG_DECLARATIVE_CONFIG_STRING='{"key":"${secret}"}'`,
];

/** A secret that no other text holds by chance. */
const secret = fc.stringMatching(/^[a-z0-9]{5}Zq[a-z0-9]{7}$/);

const source = fc.constantFrom("kong-conf" as const, "dotenv" as const).chain((carrier) =>
  fc.record({
    carrier: fc.constant(carrier),
    release: fc.constantFrom("3.9", "3.3", "2.8", "0.14", "enterprise@3.10", "enterprise@0.34"),
    lines: fc.array(
      fc.tuple(
        fc.constantFrom(...(carrier === "kong-conf" ? IN_CONF : IN_ENV)),
        secret,
        fc.constantFrom(...GUILTY[carrier]),
      ),
      { minLength: 1, maxLength: 4 },
    ),
    lineBreak: fc.constantFrom("\n", "\r\n"),
    seed: fc.nat(),
  }),
);

test("nothing that is said of a source holds a secret of it", async () => {
  await fc.assert(
    fc.asyncProperty(source, async ({ carrier, release, lines, lineBreak, seed }) => {
      const body = lines
        .map(([shape, hidden, guilty]) => `${guilty}\n${shape(hidden)}\n${guilty}\n`)
        .join("");
      const text = `# kong-lint: kong=${release}\n${body}`.replaceAll("\n", lineBreak);
      const said = await everythingSaid(text, carrier, seed);
      const told = lines.flatMap(([shape, hidden]) =>
        said.filter((each) => each.includes(hidden)).map((each) => [shape(hidden), each]),
      );
      expect(told).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

/** Each shape once, with every release, so that none depends on the dice. */
test.each([
  ...IN_CONF.map((shape) => ["kong-conf", shape] as const),
  ...IN_ENV.map((shape) => ["dotenv", shape] as const),
])("%s: %s", async (carrier, shape) => {
  const hidden = "s3cr3Zq7hunter";
  for (const release of ["3.9", "2.8", "enterprise@0.34"]) {
    const guilty = GUILTY[carrier].join("\n");
    const said = await everythingSaid(
      `# kong-lint: kong=${release}\n${guilty}\n${shape(hidden)}\n${guilty}\n`,
      carrier,
      0,
    );
    expect(said.filter((each) => each.includes(hidden))).toEqual([]);
  }
});

/** All texts that a program would write into the file, wherever they stand in an answer. */
function writtenTexts(answer: unknown, key = ""): readonly string[] {
  if (typeof answer === "string") return ["newText", "text", "suggestion"].includes(key) ? [answer] : [];
  if (typeof answer !== "object" || answer === null) return [];
  return Object.entries(answer).flatMap(([name, value]) => {
    const isList = Array.isArray(answer);
    // A message has a text too, and nobody writes it.
    return ["message", "shortDescription", "fullDescription", "help", "description"].includes(name)
      ? []
      : writtenTexts(value, isList ? key : name);
  });
}

test.each([
  ...IN_CONF.map((shape) => ["kong-conf", shape] as const),
  ...IN_ENV.map((shape) => ["dotenv", shape] as const),
])("no edit writes a mask: %s: %s", async (carrier, shape) => {
  const name = carrier === "kong-conf" ? "kong.conf" : "kong.env";
  const line = shape("s3cr3Zq7hunter");
  const text = `${GUILTY[carrier].join("\n")}\n${line}\n${line}\n`;
  const { document } = await markedDocument(text, { path: `/ws/${name}` });
  const { report } = document.analysis;
  const run = { files: [report], summary: summarize([report]), fixed: 0, dryRun: false };
  const context = { version: "0.0.0", color: false, hyperlinks: false, columns: undefined };
  const answers: unknown[] = await everyAnswer(document, 0, testContext());
  for (const format of ["json", "rdjson", "sarif"] as const) {
    const { reporter } = await reporters[format].load();
    answers.push(JSON.parse([...reporter.report(run, context)].join("")));
  }
  const written = answers.flatMap((answer) => writtenTexts(answer));
  expect(written.length).toBeGreaterThan(0);
  expect(written.filter((each) => /\*\*|\u2022/.test(each))).toEqual([]);
});
