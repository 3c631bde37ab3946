import { catalogFor } from "../../schemas/catalog.ts";
import { parseRelease } from "../../schemas/release.ts";
import { load } from "../../server/loader/load.ts";
import { SourceDocument } from "../../server/model/source-document.ts";
import { readKongConf } from "../sources.ts";

/** What a node answers on `GET /` that runs with the defaults of a release, as JSON of Lua: an empty list is an empty object. */
export function nodeAnswer(
  name: string,
  changes: Readonly<Record<string, unknown>> = {},
  outside: Readonly<Record<string, unknown>> = {},
): string {
  const release = parseRelease(name);
  if (release === undefined) throw new RangeError(`${name} is not a release`);
  const { release: known } = catalogFor(release);
  const values: Record<string, unknown> = {};
  for (const { property, value } of load(
    readKongConf(new SourceDocument("kong.conf", "")),
    known,
  ).properties.values()) {
    if (value === undefined || value === "") continue;
    values[property] = typeof value === "object" && value.length === 0 ? {} : value;
  }
  const prefix = "/usr/local/kong";
  const configuration = {
    ...values,
    prefix,
    ssl_cert: [`${prefix}/ssl/kong-default.crt`, `${prefix}/ssl/kong-default-ecdsa.crt`],
    ssl_cert_key: "******",
    admin_ssl_cert: [`${prefix}/ssl/admin-kong-default.crt`],
    admin_ssl_cert_key: "******",
    ...(JSON.stringify(values.lua_ssl_trusted_certificate) === '["system"]'
      ? { lua_ssl_trusted_certificate: ["/etc/ssl/certs/ca-certificates.crt"] }
      : {}),
    nginx_daemon: "off",
    nginx_main_daemon: "off",
    nginx_user: "kong kong",
    nginx_main_user: "kong kong",
    kong_env: `${prefix}/.kong_env`,
    loaded_plugins: { cors: true },
    proxy_listeners: [{ ip: "0.0.0.0", port: 8000, ssl: false, listener: "0.0.0.0:8000" }],
    nginx_http_directives: [{ name: "charset", value: "UTF-8" }],
    nginx_upstream_directives: {},
    host_ports: { "8000": 80 },
    ...changes,
  };
  const version = known.edition === "enterprise" ? `${known.version}-enterprise-edition` : known.version;
  return JSON.stringify({
    tagline: "Welcome to kong",
    version,
    hostname: "gw-1",
    node_id: "0",
    configuration,
    ...outside,
  });
}
