import { catalogFor } from "../../schemas/catalog.ts";

/** The configuration of one of many services, each in a container of its own: alike but for its database, and one in ten for its ports. */
export function serviceConfiguration(ordinal: number): string {
  const plain = smallConfiguration()
    .replace("# Kong configuration", `# Kong configuration of service ${ordinal}`)
    .replace("db.internal", `db-${ordinal}.internal`)
    .replace("pg_user = kong", `pg_user = kong_${ordinal}`)
    .replace("pg_database = kong", `pg_database = kong_${ordinal}`);
  return ordinal % 10 === 0
    ? plain
        .replace("0.0.0.0:8000", `0.0.0.0:${10_000 + ordinal}`)
        .replace("0.0.0.0:8443", `0.0.0.0:${20_000 + ordinal}`)
    : plain;
}

/** A well-kept configuration of 30 lines. */
export function smallConfiguration(): string {
  return `# Kong configuration
prefix = /usr/local/kong
log_level = notice
proxy_access_log = /var/log/kong/access.log
proxy_error_log = /var/log/kong/error.log
admin_access_log = /var/log/kong/admin_access.log
admin_error_log = /var/log/kong/error.log
plugins = bundled

# Listeners
proxy_listen = 0.0.0.0:8000 reuseport backlog=16384, 0.0.0.0:8443 http2 ssl reuseport backlog=16384
admin_listen = 127.0.0.1:8001
status_listen = 127.0.0.1:8007
nginx_worker_processes = auto
ssl_cipher_suite = intermediate

# Database
database = postgres
pg_host = db.internal
pg_port = 5432
pg_user = kong
pg_password = {vault://env/pg-password}
pg_database = kong
pg_ssl = on
pg_ssl_verify = on
lua_ssl_trusted_certificate = system
db_update_frequency = 5

# DNS
dns_order = LAST,SRV,A,CNAME
dns_stale_ttl = 4
`;
}

/** 2,300 lines, as the reference file has them: every property of the newest release with its default, half of them set, under comments. */
export function largeConfiguration(): string {
  const lines: string[] = [];
  let ordinal = 0;
  for (const property of catalogFor({ edition: "oss", version: "3.9" }).properties.values()) {
    if (!property.documented) continue;
    lines.push("", `# ${property.name} is explained here in a few lines of prose,`);
    for (let line = 0; line < 8; line++)
      lines.push("# as the reference file does it: what it is for, its unit, its values.");
    const sign = ordinal++ % 2 === 0 && property.default !== null && property.default !== "" ? "" : "#";
    lines.push(`${sign}${property.name} = ${property.default ?? ""}\t# the default`);
  }
  while (lines.length < 2300) lines.push("# the end");
  return `${lines.slice(0, 2300).join("\n")}\n`;
}

/** As many lines as wanted, one in ten a setting, most of them repeated: more than any file has. */
export function hugeConfiguration(lines: number): string {
  const names = [...catalogFor({ edition: "oss", version: "3.9" }).properties.values()].filter(
    (each) => each.documented && each.type === "string",
  );
  const result: string[] = [];
  for (let line = 0; line < lines; line++) {
    const property = names[line % names.length];
    result.push(
      line % 10 === 0 && property !== undefined
        ? `${property.name} = ${property.default ?? "value"}`
        : `# line ${line} of a long comment`,
    );
  }
  return `${result.join("\n")}\n`;
}
