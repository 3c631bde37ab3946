import { inRange, type VersionRange } from "../../../schemas/release.ts";
import type { LuaValue } from "../lua/lua-value.ts";
import { isTable } from "../lua/lua-value.ts";
import { toNumber } from "../lua/to-number.ts";
import { toText } from "../lua/to-text.ts";
import { assignmentBehind, type Setting } from "../setting.ts";
import { nginxSeconds } from "./nginx-seconds.ts";

/** What the user sets, before defaults join. Aliases and deprecated names write into it. */
export type UserSettings = Map<string, Setting>;

/** A name whose value Kong passes on to others, with the loader's own code for it. */
export interface Replacement {
  readonly names: readonly string[];
  readonly range: VersionRange;
  /** @returns the name whose value Kong breaks on, where it does. */
  apply(settings: UserSettings): string | undefined;
}

/** Migrations that are more than a plain alias, in the order in which they depend on each other. */
const replacements: readonly Replacement[] = [
  {
    names: ["upstream_keepalive"],
    range: { since: "1.3", before: "2.0" },
    apply: (settings) => passKeepalive(settings, "nginx_http_upstream_keepalive"),
  },
  ...["keepalive", "keepalive_timeout", "keepalive_requests"].map(
    (name): Replacement => ({
      names: [`nginx_http_upstream_${name}`],
      range: { since: "2.0", before: "2.1" },
      apply: (settings) => copy(settings, `nginx_http_upstream_${name}`, `nginx_upstream_${name}`, toText),
    }),
  ),
  {
    names: ["upstream_keepalive"],
    range: { since: "2.0", before: "2.1" },
    apply: (settings) => passKeepalive(settings, "nginx_upstream_keepalive"),
  },
  {
    names: [
      "upstream_keepalive",
      ...["nginx_http_upstream_", "nginx_upstream_"].flatMap((prefix) => [
        `${prefix}keepalive`,
        `${prefix}keepalive_requests`,
        `${prefix}keepalive_timeout`,
      ]),
    ],
    range: { since: "2.1", before: "3.0" },
    apply: passKeepaliveFamily,
  },
  ...["client_max_body_size", "client_body_buffer_size"].map(
    (name): Replacement => ({
      names: [name],
      range: { since: "2.1", before: "3.0" },
      apply: (settings) => copy(settings, name, `nginx_http_${name}`),
    }),
  ),
  {
    names: ["cassandra_consistency"],
    range: { since: "2.1", before: "3.0" },
    apply(settings) {
      copy(settings, "cassandra_consistency", "cassandra_write_consistency");
      return copy(settings, "cassandra_consistency", "cassandra_read_consistency");
    },
  },
];

/** The replacements of an open-source loader. */
export function replacementsOf(version: string): readonly Replacement[] {
  return replacements.filter(({ range }) => inRange(version, range));
}

/** Gives `to` the value of `from` where it has none itself. */
export function copy(
  settings: UserSettings,
  from: string,
  to: string,
  convert: (value: LuaValue) => LuaValue | undefined = (value) => value,
): undefined {
  const source = settings.get(from);
  if (source === undefined || settings.has(to)) return;
  const value = source.opaque ? source.value : convert(source.value);
  if (value !== undefined) settings.set(to, { ...source, value, provenance: aliasProvenance(from, source) });
}

function aliasProvenance(alias: string, source: Setting): Setting["provenance"] {
  return { kind: "alias", alias, assignment: assignmentBehind(source.provenance) };
}

/** Zero switches the successor off, even where it is set itself (1.3–2.0). */
function passKeepalive(settings: UserSettings, successor: string): undefined {
  const source = settings.get("upstream_keepalive");
  if (source === undefined) return;
  if (!source.opaque && asNumber(source.value) === 0)
    settings.set(successor, {
      ...source,
      value: "NONE",
      provenance: aliasProvenance("upstream_keepalive", source),
    });
  else copy(settings, "upstream_keepalive", successor, toText);
}

/** Kong 2.1–2.8: three generations of names for the same three settings. */
function passKeepaliveFamily(settings: UserSettings): string | undefined {
  copy(settings, "nginx_http_upstream_keepalive", "nginx_upstream_keepalive");
  if (!settings.has("nginx_upstream_keepalive")) {
    const text = (value: LuaValue) => (value === 0 ? "NONE" : toText(value));
    copy(settings, "upstream_keepalive", "nginx_upstream_keepalive", text);
    copy(settings, "upstream_keepalive", "nginx_http_upstream_keepalive", text);
  }
  copy(settings, "nginx_upstream_keepalive", "upstream_keepalive_pool_size", (value) =>
    value === "NONE" ? 0 : asNumber(value),
  );
  copy(settings, "nginx_http_upstream_keepalive_requests", "nginx_upstream_keepalive_requests");
  copy(settings, "nginx_upstream_keepalive_requests", "upstream_keepalive_max_requests", asNumber);
  copy(settings, "nginx_http_upstream_keepalive_timeout", "nginx_upstream_keepalive_timeout");
  return passKeepaliveTimeout(settings);
}

/** The text goes to nginx's own parser for times, comment included; Kong breaks where that fails. */
function passKeepaliveTimeout(settings: UserSettings): string | undefined {
  const source = settings.get("nginx_upstream_keepalive_timeout");
  if (source === undefined || source.opaque || settings.has("upstream_keepalive_idle_timeout"))
    return undefined;
  const seconds = nginxSeconds(toText(source.value));
  if (seconds === undefined)
    return source.provenance.kind === "alias" ? source.provenance.alias : "nginx_upstream_keepalive_timeout";
  copy(settings, "nginx_upstream_keepalive_timeout", "upstream_keepalive_idle_timeout", () => seconds);
  return undefined;
}

function asNumber(value: LuaValue): number | undefined {
  if (typeof value === "number") return value;
  return typeof value === "boolean" || isTable(value) ? undefined : toNumber(value);
}
