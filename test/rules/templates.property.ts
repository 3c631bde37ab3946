import { describe, expect, test } from "vitest";
import { decodeText } from "../../grammar/text/decode-text.ts";
import { applyEdits } from "../../grammar/text/text-edit.ts";
import { catalogFor } from "../../schemas/catalog.ts";
import { parseRelease, type Release } from "../../schemas/release.ts";
import { SourceDocument } from "../../server/model/source-document.ts";
import { lint } from "../../server/workspace/analyze.ts";
import { type LineFormat, linkedOf, readUnit } from "../sources.ts";

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
  /^(?:deprecated\/|enterprise\/(?:auth-prerequisites|smtp)|cluster\/(?:dp-settings-ignored|incremental-sync)|schema\/(?:dns-values|inert-property))/;

function release(text: string): Release {
  const parsed = parseRelease(text);
  if (parsed === undefined) throw new Error(`${text} is no release`);
  return parsed;
}

async function findingsIn(text: string, flag: Release, carrier: LineFormat = "kong-conf") {
  const unit = readUnit(new SourceDocument("kong.conf", text), carrier);
  return (await lint(linkedOf(unit), { release: { flag } })).findings;
}

async function rulesOn(text: string, flag: Release): Promise<readonly string[]> {
  return (await findingsIn(text, flag))
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

describe("branches of a template", () => {
  const inBranch = (key: string) =>
    `pg_host = db\n{% if tls %}\n${key}\n{% endif %}\nproxy_listen = 0.0.0.0:8000\n`;

  test.each([
    [
      "two branches set the same value",
      "oss@3.9",
      "{% if a %}\npg_port = 5433\n{% elif b %}\npg_port = 5433\n{% endif %}\n",
    ],
    [
      "two branches set different values",
      "oss@3.9",
      "<% if @tls %>\nlog_level = warn\n<% else %>\nlog_level = notice\n<% end %>\n",
    ],
    [
      "a branch replaces what stands before it",
      "oss@3.9",
      "log_level = notice\n%{ if debug }\nlog_level = info\n%{ endif }\n",
    ],
    [
      "conditions that exclude one another",
      "oss@3.9",
      "{% if a %}\npg_port = 1\n{% endif %}\n{% if not a %}\npg_port = 2\n{% endif %}\n",
    ],
    [
      "settings that would contradict each other",
      "oss@3.9",
      "{% if dbless %}\ndatabase = off\ndeclarative_config = /kong.yml\n{% else %}\ndatabase = postgres\n{% endif %}\n",
    ],
    [
      "branches of an environment file",
      "oss@3.9",
      "{% if a %}\nKONG_LOG_LEVEL=warn\n{% else %}\nKONG_LOG_LEVEL=info\n{% endif %}\n",
    ],
  ])("%s: nothing is wrong", async (_, version, text) => {
    const carrier = text.includes("KONG_") ? "dotenv" : "kong-conf";
    expect((await findingsIn(text, release(version), carrier)).map(({ message }) => message)).toEqual([]);
  });

  test.each([
    [
      "a value of a branch",
      "{% if a %}\nlog_level = wurn\n{% else %}\nlog_level = notice\n{% endif %}\n",
      ["2 schema/enum-value"],
    ],
    [
      "a value of the last branch",
      "{% if a %}\nlog_level = warn\n{% else %}\nlog_level = notise\n{% endif %}\n",
      ["4 schema/enum-value"],
    ],
    [
      "a setting that is always replaced",
      "{% if a %}\nlog_level = warn\n{% endif %}\nlog_level = notice\n",
      ["2 syntax/duplicate-key"],
    ],
    [
      "two lines of one branch",
      "{% if a %}\nlog_level = warn\nlog_level = notice\n{% endif %}\n",
      ["2 syntax/duplicate-key"],
    ],
  ])("%s is judged all the same", async (_, text, expected) => {
    expect(await rulesOn(text, release("oss@3.9"))).toEqual(expected);
  });

  test.each([
    ["is not merged into a setting outside", "oss@0.13", inBranch("proxy_listen_ssl = 0.0.0.0:8443")],
    ["is not deleted for another outside", "oss@3.9", inBranch("pg_host = db")],
    ["is not deleted for another in it", "oss@3.9", inBranch("pg_port = 1\npg_port = 1")],
    [
      "is not deleted for being without effect",
      "oss@3.9",
      inBranch("custom_plugins = a\nserver_tokens = off"),
    ],
  ])("a setting of a branch %s", async (_, version, text) => {
    const findings = await findingsIn(text, release(version));
    const fixes = findings.flatMap((finding) => finding.fixes.filter((fix) => fix.edits.length > 0));
    for (const { edits } of fixes) {
      const branch = applyEdits(text, edits).split("\n").slice(2).join("\n").split("{% endif %}");
      expect(branch[0]).toMatch(/ = /);
      expect(branch[1]).toBe("\nproxy_listen = 0.0.0.0:8000\n");
    }
    expect(findings.length).toBeGreaterThan(0);
  });

  test("a value is mended in its branch", async () => {
    const text = "{% if a %}\nlog_level = WARN\n{% else %}\nlog_level = notice\n{% endif %}\n";
    const [finding] = await findingsIn(text, release("oss@3.9"));
    expect(applyEdits(text, finding?.fixes[0]?.edits ?? [])).toBe(text.replace("WARN", "warn"));
  });
});

test.each([
  ["kong-conf" as const, "proxy_listen = $X\nproxy_listen_ssl = 0.0.0.0:8443\n"],
  ["dotenv" as const, "KONG_PROXY_LISTEN=$X\nKONG_PROXY_LISTEN_SSL=0.0.0.0:8443\n"],
])("of a listener that is filled in nobody says that it speaks no TLS, in %s", async (carrier, text) => {
  const [finding] = await findingsIn(text, release("oss@0.13"), carrier);
  expect(finding?.message).toContain("TLS is on only if the value filled in for `proxy_listen`");
});
