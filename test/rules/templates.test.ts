import { describe, expect, test } from "vitest";
import { LineIndex } from "../../grammar/text/line-index.ts";
import { catalogFor } from "../../schemas/catalog.ts";
import { parseRelease, type Release } from "../../schemas/release.ts";
import { lint } from "../../server/engine/lint.ts";
import { decodeText } from "../../server/inputs/decode-text.ts";
import { readKongConf } from "../../server/inputs/read-kong-conf.ts";

const FORMS = [
  "{{ kong_value }}",
  "{{ .Values.kong.value | quote }}",
  '{{ key "kong/value" }}',
  "{% if value %}{{ value }}{% endif %}",
  "<%= @value %>",
  "%{ if value }1%{ else }2%{ endif }",
  "<#if value>1<#else>2</#if>",
  "${KONG_VALUE}",
  "${VALUE:-default}",
  "$KONG_VALUE",
  "%KONG_VALUE%",
  "@KONG_VALUE@",
  "__KONG_VALUE__",
];

/** What may be said of a setting whatever its value: its name is old, or something that belongs to it is missing. */
const ABOUT_THE_NAME =
  /^(?:deprecated\/|enterprise\/(?:auth-prerequisites|smtp)|cluster\/dp-settings-ignored|schema\/(?:dns-values|inert-property))/;

function release(text: string): Release {
  const parsed = parseRelease(text);
  if (parsed === undefined) throw new Error(`${text} is no release`);
  return parsed;
}

async function rulesOn(text: string, flag: Release): Promise<readonly string[]> {
  const unit = readKongConf({ path: "kong.conf", text, lines: new LineIndex(text) });
  const { findings } = await lint(unit, { release: { flag } });
  return findings
    .filter(({ span }) => span.end > span.start)
    .map(({ rule, start }) => `${start.line + 1} ${rule}`);
}

describe.each(["oss@0.12", "oss@2.8", "oss@3.9", "enterprise@0.34", "enterprise@3.10"].map(release))(
  "in $edition $version a value that something else fills in",
  (flag) => {
    test.each(FORMS)("%s is judged nowhere", async (form) => {
      const said: string[] = [];
      for (const { name, dropped, deprecated } of catalogFor(flag).properties.values()) {
        if (dropped || deprecated) continue;
        for (const found of await rulesOn(`${name} = ${form}\n`, flag))
          if (!ABOUT_THE_NAME.test(found.slice(2))) said.push(`${name}: ${found}`);
      }
      expect(said).toEqual([]);
    });
  },
);

test.each([
  [
    "an Ansible template",
    `{#
  Managed by Ansible.
  admin_listen = is set per host
#}
# {{ ansible_managed }}
prefix = {{ kong_prefix }}
log_level = {{ kong_log_level | default('notice') }}
{% if kong_plugins is defined %}
plugins = bundled, {{ kong_plugins | join(', ') }}
{% endif %}
proxy_listen = {{ kong_proxy_address }}:8000, {{ kong_proxy_address }}:8443 ssl
admin_listen = 127.0.0.1:{{ kong_admin_port }}
admin_gui_listen = off
{%- for name, value in kong_extra.items() %}
{{ name }} = {{ value }}
{%- endfor %}
pg_host = {{ kong_pg_host }}
pg_password = {{ kong_pg_password }}
`,
  ],
  [
    "a Helm template",
    `{{- /*
  one file for all roles
*/ -}}
{{- with .Values.kong }}
role = {{ .role }}
database = {{ ternary "off" "postgres" .dbless }}
pg_port = {{ .pg.port | default 5432 }}
{{- if .tls }}
ssl_cert = {{ .tls.cert }}
ssl_cert_key = {{ .tls.key }}
{{- end }}
admin_listen = 127.0.0.1:8001
admin_gui_listen = off
{{- end }}
`,
  ],
  [
    "a consul-template",
    `{{ with secret "database/creds/kong" }}
pg_user = {{ .Data.username }}
pg_password = {{ .Data.password }}
{{ end }}
pg_host = {{ range service "postgres" }}{{ .Address }}{{ end }}
admin_listen = 127.0.0.1:8001
admin_gui_listen = off
`,
  ],
  [
    "a text for envsubst",
    `pg_host = \${PG_HOST}
pg_port = \${PG_PORT}
pg_password = \${PG_PASSWORD}
proxy_listen = 0.0.0.0:\${PORT}, 0.0.0.0:\${TLS_PORT} ssl
admin_listen = 127.0.0.1:8001
admin_gui_listen = off
nginx_worker_processes = \${WORKERS}
`,
  ],
  [
    "a Chef template",
    `<%#
  several lines
  of remark
-%>
<% @config.each do |key, value| -%>
<%= key %> = <%= value %>
<% end -%>
admin_listen = 127.0.0.1:<%= @admin_port %>
admin_gui_listen = off
`,
  ],
  [
    "a Terraform template",
    `%{ if tls ~}
proxy_listen = 0.0.0.0:8443 ssl
%{ endif ~}
%{ for key, value in extra }
\${key} = \${value}
%{ endfor }
pg_host = %{ if replica }\${replica}%{ else }\${main}%{ endif }
pg_port = %{ if replica }5433%{ else }5432%{ endif }
admin_listen = 127.0.0.1:8001
admin_gui_listen = off
`,
  ],
  [
    "a FreeMarker template",
    `<#-- several = lines
  of remark -->
<#assign workers = 4>
<#if (nodes?size > 1)>
proxy_listen = 0.0.0.0:8000
<#elseif single>
pg_timeout = 5000
<#else>
nginx_worker_processes = auto
</#if>
pg_port = <#if replica>5433<#else>5432</#if>
admin_listen = 127.0.0.1:8001
admin_gui_listen = off
`,
  ],
])("%s is left alone", async (_, text) => {
  expect(await rulesOn(text, release("oss@3.9"))).toEqual([]);
});

test.each([
  ["with its mark, low byte first", [0xff, 0xfe], false],
  ["with its mark, high byte first", [0xfe, 0xff], true],
  ["without a mark", [], false],
])("a UTF-16 file %s gets the one finding", async (_, mark, swap) => {
  const body = Buffer.from(
    "# Kong\r\nlog_level = notice\r\nadmin_listen = 0.0.0.0:8001\r\nrest\r\n[x]\r\n",
    "utf16le",
  );
  const bytes = Buffer.concat([Buffer.from(mark), swap ? body.swap16() : body]);
  expect(await rulesOn(decodeText(bytes).text, release("enterprise@3.4"))).toEqual(["1 syntax/encoding"]);
});
