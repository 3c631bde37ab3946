import { describe, expect, test } from "vitest";
import { span } from "../../grammar/text/span.ts";
import { applyEdits } from "../../grammar/text/text-edit.ts";
import { catalogFor, historyOf, knownReleases } from "../../schemas/catalog.ts";
import { sensitiveProperties } from "../../schemas/generated/sensitive-properties.ts";
import { jsonSecretHolders } from "../../schemas/json-secret-holders.ts";
import { formatRelease } from "../../schemas/release.ts";
import { looksLikeSecretName } from "../../schemas/secret-names.ts";
import { suggestProperty } from "../../schemas/suggest/suggest-property.ts";
import { effectiveConfiguration } from "../../server/engine/effective-configuration.ts";
import { defaultHost } from "../../server/loader/host-environment.ts";
import { SourceDocument } from "../../server/model/source-document.ts";
import { maskText } from "../../server/secrets/mask.ts";
import { isSecretProperty, secretsOf } from "../../server/secrets/secrets.ts";
import { unparsedSettings } from "../../server/secrets/unparsed-settings.ts";
import { allRules, analyze } from "../../server/workspace/analyze.ts";
import { amount } from "../depth.ts";
import fc from "../fast-check.ts";
import { everyReport } from "../report/every-report.ts";
import { type LineFormat, linkedOf, readUnit } from "../sources.ts";

const catalog = catalogFor({ edition: "oss", version: "3.9" });

function unitOf(text: string, carrier: LineFormat = "kong-conf") {
  const path = carrier === "dotenv" ? "kong.env" : "kong.conf";
  return readUnit(new SourceDocument(path, text), carrier);
}

/** The secrets that are found in a text, each once. */
function secretsIn(text: string, carrier?: LineFormat): readonly string[] {
  return [...new Set(secretsOf(unitOf(text, carrier), catalog).map((secret) => secret.text))];
}

test.each([
  ["pg_password = hunter2", ["hunter2"]],
  ["pg_password = ${PG_PASSWORD}", []],
  ["pg_password = {{ pg_password }}", []],
  ["pg_password = {vault://env/pg-password}", []],
  // Something fills in a part, and the other part stands there.
  ["pg_password = hunter2${SUFFIX}", ["hunter2${SUFFIX}"]],
  ["pg_password = zq.:$A000000", ["zq.:$A000000"]],
  ["pg_password = ${A}-${B}", []],
  ["admin_gui_url = http://user:hunter2@${HOST}", ["hunter2"]],
  ["admin_gui_url = http://user:${PASSWORD}@${HOST}", []],
  // A path is no secret, whatever fills in a part of it.
  ["ssl_cert_key = /etc/kong/${NAME}.key", []],
  ["keyring_recovery_private_key = /etc/kong/{{ name }}.pem", []],
  ["ssl_cert_kye = /etc/kong/a.key", []],
  ["tls_key = /etc/kong/a.key", []],
  ["signing_key = /etc/kong/a.key", []],
  ["signing_key = hunter2", ["hunter2"]],
  // A password needs no scheme before it, and may hold the signs that end it.
  ["pg_host = kong:hunter2@db", ["hunter2"]],
  ["cluster_control_plane = u:hunter2@h:8005", ["hunter2"]],
  ["cassandra_contact_points = a, kong:hunter2@[::1]", ["hunter2"]],
  ["admin_gui_url = http://user:hun@ter2@host", ["hun@ter2"]],
  ["admin_gui_url = http://user:hun/ter2@host", ["hun/ter2"]],
  ["admin_gui_url = http://:hunter2@host, http://b:8001", ["hunter2"]],
  ["pg_host = kong:${PASSWORD}@db", []],
  ["admin_gui_url = http://host:8001/a@b", []],
  ["admin_gui_url = http://host:8001, http://b@host", []],
  ["smtp_admin_emails = mailto:me@host, a@b", []],
  // Kong drops a line without an equals sign, and the secret stands there all the same.
  ["pg_password hunter2", ["hunter2"]],
  ["pg_pasword: hunter2 b", ["hunter2 b"]],
  ["pg_password -> hunter2", ["hunter2"]],
  ["pg-password hunter2", ["hunter2"]],
  ["ssl_cert_key /etc/kong/a.key", []],
  ["secrets are kept elsewhere", []],
  ["#admin_gui_url = http://user:hunter2@host", ["hunter2"]],
])("%s", (text, secrets) => {
  expect(secretsIn(text)).toEqual(secrets);
});

describe("what no reader takes for a setting", () => {
  test.each([
    ['"pg_password": "hunter2",', ["hunter2"]],
    ["- KONG_PG_PASSWORD=hunter2", ["hunter2"]],
    ["export pg_password hunter2", ["hunter2"]],
    ["pg_password hunter2\\\n  more", ["hunter2", "more"]],
    ["password: hunter2", ["hunter2"]],
    ["# pg_password: hunter2", ["hunter2"]],
    ["# pg_password hunter2", ["hunter2"]],
    ["# token: hunter2", ["hunter2"]],
    ["# docker run -e KONG_PG_PASSWORD=hunter2 kong", ["hunter2"]],
    ["# psql --password hunter2", ["hunter2"]],
    ["#pg_password = hunter2   # the old one", ["hunter2"]],
    ["log_level = info # pg_password: hunter2", ["hunter2"]],
    ['{{ $pg_password := "hunter2" }}', ["hunter2"]],
    ["#pg_password = ${PASSWORD:-hunter2}", ["hunter2"]],
  ])("%s", (text, parts) => {
    const masked = maskText(text, secretsOf(unitOf(text), catalog));
    expect(parts.filter((part) => masked.includes(part))).toEqual([]);
  });

  test.each([
    "# pg_password is set by the environment",
    "# Password for the database, see the wiki.",
    "# token: the one of the user",
    "# - `basic-auth`: Basic Authentication plugin",
    "# use --password to be asked",
    "# see https://example.com/token: it is short",
    "#pg_password =                  # Postgres user's password.",
    "#ssl_cert_key = /etc/kong/a.key   # the key",
    "# pg_password: ${PASSWORD}",
    "# pg_password: {vault://env/pg-password}",
    "# secrets live elsewhere, credentials too",
    "extra_secrets: []",
    "the password is set elsewhere",
    "- ./secrets:/usr/local/kong/secrets",
    "smtp_auth: off",
    "{{ if .password }}",
    "proxy_pass http://upstream",
  ])("not %s", (text) => {
    expect(secretsIn(text)).toEqual([]);
  });

  test.each([
    ["POSTGRES_PASSWORD=hunter2", ["hunter2"]],
    ["POSTGRES_PASSWORD='hunter2\nmore'", ["hunter2", "more"]],
    ["DATABASE_URL=postgres://kong:hunter2@db/kong", ["hunter2"]],
    ["PRIVATE='-----BEGIN PRIVATE KEY-----\nhunter2+\n-----END PRIVATE KEY-----'", ["hunter2"]],
  ])("a variable of another program: %s", (text, parts) => {
    const masked = maskText(text, secretsOf(unitOf(text, "dotenv"), catalog));
    expect(parts.filter((part) => masked.includes(part))).toEqual([]);
  });

  test("is the same after edits as for the whole text", () => {
    const line = fc.constantFrom(
      "pg_password: a1",
      "# token: b2",
      "x = 1",
      "",
      "A_SECRET=c3 d",
      "# --password e5",
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 6 }), fc.nat(), fc.nat(9), line, (lines, at, length, added) => {
        const text = lines.join("\n");
        const start = at % (text.length + 1);
        const edit = { span: span(start, Math.min(text.length, start + length)), newText: `\n${added}` };
        const after = applyEdits(text, [edit]);
        const before = unitOf(text);
        unparsedSettings(before.document);
        const document = before.document.edited([edit]);
        expect(unparsedSettings(document)).toEqual(unparsedSettings(new SourceDocument("kong.conf", after)));
      }),
      { numRuns: amount(300) },
    );
  });
});

describe("a name near to that of a secret", () => {
  test.each([
    "pg_pasword",
    "pg_passwrod",
    "pgpassword",
    "postgres_pw",
    "pg_pw",
    "pg_ro_pasword",
    "postgres_password",
    "KONG_PG_PASWORD",
    "smtp_pasword",
    "redis_secert",
    "declarative_config_strng",
    "ssl_certificate_key",
  ])("%s", (name) => {
    expect(isSecretProperty(name, catalog)).toBe(true);
  });

  test.each([
    "pg_hots",
    "pg_prot",
    "log_levl",
    "declarative_confg",
    "ssl_certs",
    "pg_passwords_file",
    // Names of another release, which is not asked for a password.
    "pg_ssl_cert",
    "keyring_recovery_public_key",
    "cassandra_port",
  ])("not %s", (name) => {
    expect(isSecretProperty(name, catalog)).toBe(false);
  });
});

describe("a name of another program", () => {
  test.each(
    (
      "jwt_signing_key encryption_key redis_auth konnect_pat signing_key my_jwt smtpPassword redisAuthToken PGPASSWORD " +
      "accesstoken db_passphrase session.secret kong_redis_password azure_account_key hmac_key sentry_dsn auth KONG_SIGNING_KEY"
    ).split(" "),
  )("%s", (name) => {
    expect(isSecretProperty(name, catalog)).toBe(true);
  });

  test.each(
    (
      "tls_key_path ssl_key_file smtp_auth_type oauth_method auth_header jwt_role redis_auth_header my_path token_endpoint " +
      "primary_key cache_key keyring_public_key compass pattern"
    ).split(" "),
  )("not %s", (name) => {
    expect(isSecretProperty(name, catalog)).toBe(false);
  });

  test("no property of Kong's sounds like a secret and is none, but for these", () => {
    const loud = new Set(
      knownReleases().flatMap((release) =>
        [...catalogFor(release).properties.values()].flatMap(({ name, type }) =>
          type !== "boolean" && !sensitiveProperties.has(name) && looksLikeSecretName(name) ? [name] : [],
        ),
      ),
    );
    expect([...loud].sort()).toEqual(["request_debug_token", "vault_hcv_aws_access_key_id"]);
  });
});

test.each([
  "a".repeat(200_000),
  `<${"a".repeat(200_000)}`,
  `# token ${"a.-".repeat(70_000)}`,
  `# token: ${"a b ".repeat(50_000)}1`,
  "://a:".repeat(40_000),
  ",a:b".repeat(50_000),
  `secret_x${"=".repeat(200_000)}`,
  `pg_password: ${'"'.repeat(100_000)}x`,
  '"secret": "'.repeat(20_000),
  "-----BEGIN PRIVATE KEY-----".repeat(7_000),
  `${"[".repeat(100_000)}pg_password x`,
])("looks through a line of any length at once: %#", (line) => {
  const text = `${line} @\nx = ${line}\n`;
  const start = performance.now();
  secretsOf(unitOf(text), catalog);
  expect(performance.now() - start).toBeLessThan(3000);
});

test("what a property holds in one release is a secret for all", () => {
  const sensitive = new Set(
    knownReleases().flatMap((release) =>
      [...catalogFor(release).properties.values()].flatMap(({ name, sensitive }) =>
        sensitive ? [name] : [],
      ),
    ),
  );
  for (const release of knownReleases()) {
    const open = [...sensitive, ...jsonSecretHolders].filter(
      (name) => !isSecretProperty(name, catalogFor(release)),
    );
    expect(open, formatRelease(release)).toEqual([]);
  }
});

test.each(["2.8", "3.1", "3.3", "3.9"])(
  "keys in the text of a configuration or of a PEM, Kong %s",
  (version) => {
    const old = catalogFor({ edition: "oss", version });
    const config = '{"keyauth_credentials":[{"key":"hunter2hunter2"}]}';
    const text = `declarative_config_string = ${config}\nssl_cert_key = LS0tLS1CRUdJTi\nssl_cert_key = /etc/a.key\n`;
    expect([...new Set(secretsOf(unitOf(text), old).map((secret) => secret.text))]).toEqual([
      config,
      "LS0tLS1CRUdJTi",
    ]);
  },
);

test.each([
  { edition: "oss", version: "3.9" },
  { edition: "oss", version: "2.0" },
  { edition: "enterprise", version: "3.10" },
] as const)("what a misspelt name is said to mean is masked, in $edition $version", (release) => {
  const known = catalogFor(release);
  const secrets = [...known.properties.values()].filter(({ sensitive }) => sensitive).map(({ name }) => name);
  const letter = fc.constantFrom(..."aeklmnoprst_".split(""), "");
  const slip = fc.record({ at: fc.nat(), letter, over: fc.nat({ max: 2 }) });
  fc.assert(
    fc.property(fc.constantFrom(...secrets), fc.array(slip, { maxLength: 3 }), (name, all) => {
      const written = all.reduce((text, { at, letter: sign, over }) => {
        const place = at % (text.length + 1);
        return text.slice(0, place) + sign + text.slice(place + over);
      }, name);
      fc.pre(!known.knows(written) && historyOf(written) === undefined);
      const meant = suggestProperty(known, written);
      fc.pre(meant !== undefined && secrets.includes(meant) && !/_(?:path|file|type|url)$/.test(written));
      expect(isSecretProperty(written, known)).toBe(true);
    }),
    { numRuns: amount(300) },
  );
});

test.each([
  ['nginx_http_proxy_set_header = Authorization "Bearer Sup3rS3cret"', ["Sup3rS3cret"]],
  ["nginx_http_proxy_set_header = Proxy-Authorization 'Basic dXNlcjpwdw=='", ["dXNlcjpwdw=="]],
  ["nginx_http_proxy_set_header = authorization words", ["words"]],
  ["nginx_proxy_proxy_set_header = X-Api-Key abc-1", ["abc-1"]],
  ["nginx_proxy_proxy_set_header = apikey abc-1", ["abc-1"]],
  ["nginx_proxy_grpc_set_header = X-Vault-Token abc-1", ["abc-1"]],
  ['nginx_proxy_add_header = Set-Cookie "sid=abc; Secure"', ["sid=abc; Secure"]],
  ['nginx_proxy_more_set_headers = "Authorization: Bearer abc.def"', ["abc.def"]],
  ["nginx_proxy_fastcgi_param = HTTP_AUTHORIZATION abc-1", ["abc-1"]],
  ["nginx_location_set = $api_key abc-1", ["abc-1"]],
  ["nginx_main_env = VAULT_TOKEN=abc-1", ["abc-1"]],
  ["nginx_proxy_return = 200 Bearer abc123", ["abc123"]],
  ["nginx_proxy_rewrite = ^ http://host/?apikey=abc1&b=2", ["abc1"]],
  ["# nginx_http_proxy_set_header = Authorization 'Bearer Sup3rS3cret'", ["Sup3rS3cret"]],
  // What nginx fills in, names alone, and words about a scheme.
  ['nginx_http_proxy_set_header = Authorization "Bearer $token"', []],
  ["nginx_http_proxy_set_header = Authorization $http_authorization", []],
  ['nginx_http_proxy_set_header = Authorization ""', []],
  ["nginx_http_proxy_hide_header = Authorization", []],
  ["nginx_http_proxy_ignore_headers = Set-Cookie Expires", []],
  ['nginx_proxy_add_header = Access-Control-Allow-Headers "Authorization, X-Api-Key"', []],
  ['nginx_proxy_auth_basic = "Basic Kong2"', []],
  ['nginx_proxy_add_header = WWW-Authenticate "Basic realm=kong2"', []],
  ["nginx_proxy_return = 401 'Bearer token'", []],
  ["nginx_http_limit_req_zone = $http_authorization zone=auth:10m", []],
  ["nginx_http_lua_shared_dict = token 10m", []],
  ["nginx_http_log_format = main '$http_authorization $cookie_a'", []],
  ["nginx_http_keepalive_timeout = 10s", []],
])("a directive: %s", (text, secrets) => {
  expect(secretsIn(text)).toEqual(secrets);
});

test("the characters of a secret part are those of the source", () => {
  const text = 'KONG_NGINX_HTTP_PROXY_SET_HEADER="Authorization \\"Bearer Sup3r\\\\S3cret\\""\n';
  const spans = secretsOf(unitOf(text, "dotenv"), catalog).map(({ span }) =>
    text.slice(span.start, span.end),
  );
  expect(new Set(spans)).toEqual(new Set(["Sup3r\\\\S3cret"]));
});

test.each(["hunter2hunter2", "hunter", "1234"])("no message repeats %s before a host", async (password) => {
  const text = `pg_host = kong:${password}@db\ncluster_control_plane = u:${password}@h:8005\n`;
  const { report, reading, unit, catalog } = await analyze(linkedOf(unitOf(text)));
  const shown = [
    JSON.stringify(effectiveConfiguration(unit, reading, catalog, allRules.rules)),
    ...(await everyReport(report)),
  ].join("\n");
  expect(shown).toContain("kong:");
  expect(shown).not.toContain(password);
});

/** A secret that no other text holds by chance. */
const secret = fc.stringMatching(/^[a-z0-9]{6}Z[a-z0-9]{10}$/);

const line = fc
  .constantFrom<(hidden: string) => readonly [name: string, value: string]>(
    (hidden) => ["pg_pasword", hidden],
    (hidden) => ["smtp_passwrod", hidden],
    (hidden) => ["pg_pw", hidden],
    (hidden) => ["nginx_http_proxy_set_header", `Authorization "Bearer ${hidden}"`],
    (hidden) => ["nginx_proxy_proxy_set_header", `Proxy-Authorization "Basic ${hidden}"`],
    (hidden) => ["nginx_proxy_proxy_set_header", `X-Api-Key ${hidden}`],
    (hidden) => ["nginx_http_add_header", `Set-Cookie "a=${hidden}; Secure" always`],
    (hidden) => ["nginx_main_env", `API_TOKEN=${hidden}`],
    // What follows makes nginx refuse the value, so that findings speak of it.
    (hidden) => ["nginx_http_proxy_set_header", `Authorization "Bearer ${hidden}`],
    (hidden) => ["nginx_http_proxy_set_header", `apikey ${hidden} more`],
    (hidden) => ["nginx_http_proxy_set_headr", `apikey "${hidden}";`],
    (hidden) => ["admin_gui_url", `http://user:${hidden}@host`],
  )
  .chain((write) => secret.map((hidden) => ({ hidden, written: write(hidden) })));

test("no report and no configuration shows a secret", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(line, { minLength: 1, maxLength: 4 }),
      fc.constantFrom("3.9", "3.4", "1.3", "enterprise@3.10"),
      fc.constantFrom("kong-conf" as const, "dotenv" as const),
      async (lines, release, carrier) => {
        const text = lines
          .map(({ hidden, written: [name, value] }) =>
            carrier === "dotenv"
              ? `KONG_${name.toUpperCase()}='${value}'`
              : `${name} = ${value}\n#${name} = ${value}\npg_pasword ${hidden}`,
          )
          .join("\n");
        const unit = unitOf(`# kong-lint: kong=${release}\n${text}\n`, carrier);
        const environment = new Map(
          lines.map(({ written: [name, value] }) => [`KONG_${name.toUpperCase()}`, `${value}`] as const),
        );
        const world = { ...defaultHost, environment: carrier === "kong-conf" ? environment : new Map() };
        const analysis = await analyze(linkedOf(unit), { world });
        const { report, reading } = analysis;
        const shown = [
          analysis.redactor.maskedText(analysis.linked.source),
          JSON.stringify(effectiveConfiguration(unit, reading, analysis.catalog, allRules.rules)),
          ...(await everyReport(report)),
        ].join("\n");
        expect(lines.filter(({ hidden }) => shown.includes(hidden))).toEqual([]);
      },
    ),
    { numRuns: 100 },
  );
});
