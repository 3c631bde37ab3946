import { type Catalog, catalogFor, knownReleases } from "../../schemas/catalog.ts";
import type { Property } from "../../schemas/property.ts";
import type { Release } from "../../schemas/release.ts";
import { rules } from "../../server/rules/registry.ts";
import type { Random } from "../fuzz/random.ts";

/** A kong.conf of a few settings, and the release that reads it. */
export interface DrawnSettings {
  readonly release: Release;
  readonly text: string;
}

/** Values on which rules decide for other settings than their own. */
const DECISIVE: readonly (readonly [property: string, ...values: readonly string[]])[] = [
  ["database", "postgres", "cassandra", "off"],
  ["role", "control_plane", "data_plane", "traditional"],
  ["enforce_rbac", "on", "off", "both"],
  ["admin_gui_auth", "basic-auth", "openid-connect"],
  ["portal", "on", "off"],
  ["portal_auth", "basic-auth"],
  ["vitals", "on", "off"],
  ["konnect_mode", "on"],
  ["pg_ssl", "on", "off"],
  ["cassandra_ssl", "on"],
  ["ssl_cipher_suite", "modern", "old", "custom"],
  ["cluster_mtls", "pki", "shared"],
  ["new_dns_client", "on"],
  ["admin_listen", "off", "0.0.0.0:8001", "0.0.0.0:8444 ssl"],
  ["stream_listen", "0.0.0.0:9000 ssl"],
  ["proxy_listen", "0.0.0.0:8443 ssl", "off"],
];

/** What people and Kong's own pages write as values, right and wrong. */
const VALUES = [
  ..."on off yes true false 0 1 -1 4096 10m 1.5 auto debug none * bundled".split(" "),
  "kong",
  "127.0.0.1",
  "0.0.0.0:8001",
  "0.0.0.0:8000 ssl http2 reuseport, [::]:8000",
  "8000",
  "localhost:5432",
  "db.internal",
  "http://localhost:8002",
  "https://kong.example.com/path",
  "/etc/kong/a.pem",
  "a.crt,b.crt",
  "{vault://env/secret}",
  "{vault://aws/a/b}",
  "$SECRET",
  '"quoted"',
  "a # b",
  "a, b,",
  "bundled, my-plugin",
  '{"secret": "change-me", "cookie_secure": false}',
  "TLSv1 TLSv1.1 TLSv1.2",
  "0.0.0.0/0,::/0",
  "logs/error.log debug",
  "syslog:server=127.0.0.1 basic",
  "name:2,other:1",
  "",
];

/** Names that only rules know: of old releases, of other programs, and what people write for them. */
const NAMES_OF_RULES: readonly string[] = [
  ...new Set(rules.flatMap(({ needs }) => (typeof needs === "object" ? needs : []))),
].filter((name) => !name.includes("*"));

/** Some settings of a release, of which one is about nothing in particular and the others are what rules decide by. */
export function drawSettings(random: Random): DrawnSettings {
  const release = random.pick(knownReleases());
  const catalog = catalogFor(release);
  const lines = Array.from({ length: 1 + random.below(3) }, () => drawnLine(catalog, random));
  for (let more = random.below(4); more > 0; more--) {
    const [property, ...values] = random.pick(DECISIVE);
    lines.push(`${property} = ${random.pick(values)}`);
  }
  return { release, text: `${lines.join("\n")}\n` };
}

function drawnLine(catalog: Catalog, random: Random): string {
  const known = [...catalog.properties.values()];
  const property = random.below(3) === 0 ? undefined : random.pick(known);
  const name = property?.name ?? (random.below(2) === 0 ? random.pick(NAMES_OF_RULES) : injected(random));
  const values =
    property === undefined || random.below(2) === 0 ? VALUES : [...VALUES, ...ownValues(property)];
  return `${name} = ${random.pick(values)}`;
}

function ownValues({ default: preset, enum: choices = [] }: Property): readonly string[] {
  return typeof preset === "string" ? [preset, ...choices] : choices;
}

const BLOCKS = "main events http proxy admin stream status upstream http_upstream".split(" ");
const DIRECTIVES =
  `log_format client_max_body_size ssl_protocols ssl_ciphers set_real_ip_from access_log error_log server_tokens
  keepalive_requests large_client_header_buffers lua_shared_dict resolver add_header include nonsense`.split(
    /\s+/,
  );

function injected(random: Random): string {
  return `nginx_${random.pick(BLOCKS)}_${random.pick(DIRECTIVES)}`;
}
