import { describe, expect, test } from "vitest";
import { catalogFor } from "../../schemas/catalog.ts";
import { SourceDocument } from "../../server/model/source-document.ts";
import { maskText } from "../../server/secrets/mask.ts";
import { secretsOf } from "../../server/secrets/secrets.ts";
import { readUnit } from "../sources.ts";
import { everythingSaid, GUILTY } from "./everything-said.ts";

/** Values with a secret that counts where nothing else is filled in, in many languages. They are examples: none is known to the program. */
const DEFAULTS: readonly ((secret: string) => string)[] = [
  // Jinja, Twig, Liquid.
  (secret) => `{{ pw | default('${secret}') }}`,
  (secret) => `{{ pw|default("${secret}", true) }}`,
  (secret) => `{{ pw or '${secret}' }}`,
  (secret) => `{{ '${secret}' if not pw else pw }}`,
  (secret) => `{{ pw ?? '${secret}' }}`,
  (secret) => `{{ pw | default: "${secret}" }}`,
  (secret) => `{{- pw | d('${secret} with } blanks') -}}`,
  (secret) => `{{ pw | default('${secret}') | b64encode }}`,
  (secret) => `{% if pw %}{{ pw }}{% else %}${secret}{% endif %}`,
  (secret) => `{{ pw }}{# ${secret} #}`,
  (secret) => `{{ pw\n  | default('${secret}') }}`,
  (secret) => `{{ pw | default(\n  value='${secret}',\n  boolean=true) }}`,
  // Go, Helm, Consul, Handlebars.
  (secret) => `{{ .Values.pw | default "${secret}" }}`,
  (secret) => `{{ default "${secret}" .Values.pw | quote }}`,
  (secret) => `{{ default \`${secret}\` .Values.pw }}`,
  (secret) => `{{ or (env "PW") "${secret}" }}`,
  (secret) => `{{ keyOrDefault "kong/pw" "${secret}" }}`,
  (secret) => `{{ if .pw }}{{ .pw }}{{ else }}${secret}{{ end }}`,
  (secret) => `{{#if pw}}{{pw}}{{else}}${secret}{{/if}}`,
  (secret) => `{{{ default pw '${secret}' }}}`,
  // ERB, EPP, EJS.
  (secret) => `<%= pw || "${secret}" %>`,
  (secret) => `<%= ENV.fetch('PW', '${secret}') -%>`,
  (secret) => `<%= ENV['PW'] or :${secret} %>`,
  (secret) => `<%= pw\n  || '${secret}' %>`,
  (secret) => `<% if pw %><%= pw %><% else %>${secret}<% end %>`,
  // Shells and Compose.
  (secret) => `\${PW:-${secret}}`,
  (secret) => `\${PW-${secret}}`,
  (secret) => `\${PW:=${secret}}`,
  (secret) => `\${PW:+${secret}}`,
  (secret) => `\${PW:?${secret}}`,
  (secret) => `\${A:-\${B:-${secret}}}`,
  (secret) => `\${A:-\${B:-\${C:-\${D:-\${E:-\${F:-${secret}}}}}}}`,
  (secret) => `\${A:-$(echo ${secret})}`,
  (secret) => `\${PW/x/${secret}}`,
  (secret) => `\${PW:-${secret} #}`,
  (secret) => `$(echo ${secret})`,
  (secret) => `$(printf '%s)' "${secret}" | base64)`,
  (secret) => `\`echo ${secret}\``,
  (secret) => `$${secret}`,
  // FreeMarker, Spring, Velocity, Terraform, Pulumi, Ansible Vault, envsubst.
  (secret) => `\${pw!"${secret}"}`,
  (secret) => `\${(pw)!'${secret}'}`,
  (secret) => `\${pw:${secret}}`,
  (secret) => `#{pw ?: '${secret}'}`,
  (secret) => `\${coalesce(var.pw, "${secret}")}`,
  (secret) => `%{ if pw != "" }\${pw}%{ else }${secret}%{ endif }`,
  (secret) => `<#if pw??>\${pw}<#else>${secret}</#if>`,
  (secret) => `[[ .pw | default "${secret}" ]]`,
  (secret) => `<<pw|${secret}>>`,
  (secret) => `@pw:${secret}@`,
  // Something known beside something that is not.
  (secret) => `{vault://env/pw} ${secret} {x}`,
  (secret) => `${secret}{{ suffix }}`,
  (secret) => `\${PREFIX}-${secret}`,
  (secret) => `"{{ pw }}" '${secret}'`,
];

const SECRETS = ["Zqxj", "s3cr3Zq7hunter", "S3cretZ"];

/** What holds a value in a file, with a comment that a program may read as a part of it. */
const HOLDERS: Readonly<
  Record<"kong-conf" | "dotenv", readonly ((value: string, secret: string) => string)[]>
> = {
  "kong-conf": [
    (value) => `pg_password = ${value}`,
    (value) => `pg_pasword = ${value}  # the old one`,
    (value) => `ssl_cert_key = ${value}`,
    (value) => `jwt_signing_key = "${value}"`,
    (value) => `cassandra_password: ${value}`,
    (value) => `#smtp_password = ${value.replaceAll("\n", " ")}`,
    (value) => `# redis_password: ${value.replaceAll("\n", " ")}`,
    (value) => `pg_ro_password = ${value}\npg_ro_password = ${value}`,
    (_, secret) => `smtp_password: \${PW} # ${secret}`,
    (_, secret) => `keyring_recovery_private_key = \${KEY} # ${secret}`,
  ],
  dotenv: [
    (value) => `KONG_PG_PASSWORD=${value.replaceAll("\n", " ")}`,
    (value) => `export KONG_PG_PASWORD=${value.replaceAll("\n", " ")}  # the old one`,
    (value) => `KONG_CASSANDRA_PASSWORD='${value.replaceAll("'", '"')}'`,
    (value) => `POSTGRES_PASSWORD=${value.replaceAll("\n", " ")}`,
    (value) => `#KONG_SMTP_PASSWORD=${value.replaceAll("\n", " ")}`,
    (value) => `KONG_SSL_CERT_KEY: ${value.replaceAll("\n", " ")}`,
    (value) => `KONG_PG_PASSWORD_OLD=${value}`,
    (_, secret) => `KONG_PG_RO_PASSWORD=\${PW} # ${secret}`,
    (_, secret) => `KONG_PORTAL_AUTH_PASSWORD="\${PW}" #${secret}`,
    (_, secret) => `KONG_SMTP_PASSWORD= # ${secret}`,
    (_, secret) => `#KONG_PG_PASSWORD=\${PW} # not ${secret}1`,
    (_, secret) => `REDIS_PASSWORD=\${PW} # ${secret}`,
    (_, secret) => `KONG_REDIS_PASSWORD=abc1 # ${secret}`,
    (_, secret) => `KONG_VAULT_HCV_TOKEN={vault://env/x} # it was ${secret}`,
  ],
};

describe.each(["kong-conf", "dotenv"] as const)("%s", (carrier) => {
  test.each(DEFAULTS.map((shape) => [shape("SECRET"), shape] as const))("%s", async (_, shape) => {
    const guilty = GUILTY[carrier].join("\n");
    for (const [at, secret] of SECRETS.entries()) {
      const lines = HOLDERS[carrier].map((hold) => hold(shape(secret), secret)).join(`\n${guilty}\n`);
      const release = ["3.9", "enterprise@0.34", "3.9"][at] ?? "2.8";
      const text = `# kong-lint: kong=${release}\n${guilty}\n${lines}\n${guilty}\n`;
      const said = await everythingSaid(text, carrier, text.indexOf("=") + 4, text.indexOf(secret));
      expect(said.filter((each) => each.includes(secret))).toEqual([]);
    }
  });
});

/** A text with its secrets masked. */
function masked(text: string, carrier: "kong-conf" | "dotenv"): string {
  const path = carrier === "dotenv" ? "kong.env" : "kong.conf";
  const unit = readUnit(new SourceDocument(path, text), carrier);
  return maskText(text, secretsOf(unit, catalogFor({ edition: "oss", version: "3.9" })));
}

describe("a part of a value that is no secret", () => {
  test.each([
    `admin_gui_url = http://user:{{ pw | default('hunter2') }}@host`,
    `pg_host = kong:\${A:-\${B:-hunter2}}@db`,
    `pg_host = {{ user }}:hunter2@db`,
    `# see postgres://kong:<%= pw || "hunter2" %>@db/kong`,
    `nginx_http_proxy_set_header = Authorization "Bearer {{ env "T" | default "hunter2" }}"`,
    `nginx_proxy_return = 200 "Bearer {{ t | default('hunter2') }}"`,
    `nginx_main_env = VAULT_TOKEN={{ t or 'hunter2' }}`,
    `some_object = {"user": "kong", "password": "{{ pw | default "hunter2" }}"}`,
  ])("%s", (text) => {
    const shown = masked(text, "kong-conf");
    expect(shown).not.toContain("hunter2");
    // Only the part.
    expect(shown.slice(0, 9)).toBe(text.slice(0, 9));
  });
});

test.each([
  "",
  "on",
  "{vault://hcv/kong/pg?version=2}",
  "${PG_PASSWORD}",
  "$PG_PASSWORD",
  "${var.pg_password}",
  "${A:-}",
  "${A:-${B}}",
  "${USER}:${PASSWORD}",
  "{{ pg_password }}",
  "{{- .Values.pg.password -}}",
  "{{ pw | trim | quote }}",
  "{{ pw | default('') }}",
  "{{{ pw }}}",
  "<%= @pg_password -%>",
  "%PG_PASSWORD%",
  "@PG_PASSWORD@",
  "__PG_PASSWORD__",
])("known to be harmless: %s", (value) => {
  for (const [carrier, line] of [
    ["kong-conf", `pg_password = ${value}`],
    ["kong-conf", `#pg_password = ${value}  # Postgres user's password.`],
    ["dotenv", `KONG_PG_PASSWORD=${value}`],
    ["dotenv", `POSTGRES_PASSWORD="${value}"`],
  ] as const)
    expect(masked(line, carrier)).toBe(line);
});

test.each([
  ["kong-conf", "ssl_cert_key = ${DIR:-/etc/kong}/{{ name }}.key"],
  ["kong-conf", "log_level = {{ level | default('notice') }}  # 12345678"],
  ["kong-conf", "proxy_listen = ${A:-0.0.0.0:8000}, $(cat listen)"],
  ["kong-conf", "admin_gui_url = http://{{ host | default('a.b') }}:8002/c@d"],
  ["kong-conf", "nginx_http_proxy_set_header = Authorization ${http_authorization}"],
  ["dotenv", "KONG_LOG_LEVEL={{ level | default('notice') }} # 12345678"],
] as const)("nothing is hidden of %s: %s", (carrier, text) => {
  expect(masked(text, carrier)).toBe(text);
});

test.each(["{{ ", "${", "$(", "<%= ", "{{ a | ", "${A:-", "{{a"])(
  "%s without an end is read at once",
  (opening) => {
    const value = opening.repeat(40_000);
    const text = `pg_password = ${value}\nadmin_gui_url = http://a:${value}@b\n${"x = y\n".repeat(1000)}`;
    const start = performance.now();
    masked(text, "kong-conf");
    expect(performance.now() - start).toBeLessThan(3000);
  },
);
