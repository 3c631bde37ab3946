/**
 * How Kong's loader treats the value of a property.
 * - `boolean`: exactly `on` and `true` are true, everything else is false
 * - `ngx_boolean`: only `on` is on
 * - `number`: Lua's `tonumber`, or unset
 * - `string`, `array` (split at commas)
 * - `untyped`: no entry in the loader's type table; text that Kong 0.9–3.1 refuses when it looks like a number
 */
export type PropertyType = "boolean" | "ngx_boolean" | "number" | "string" | "array" | "untyped";

/** The range that a release's loader enforces for a number. Absent ends are open. */
export interface Bounds {
  readonly min?: number;
  readonly exclusiveMin?: number;
  readonly max?: number;
  readonly integer?: boolean;
}

/** What one release knows about one property. */
export interface Property {
  readonly name: string;
  readonly type: PropertyType;
  /** The default in force as it would be written; null when the property is unset by default. */
  readonly default: string | null;
  /**
   * The values allowed, for a property with a closed set, in exactly this case; {@link itemEnum} is the same for the items of
   * a list, which Kong compares without regard to case.
   */
  readonly enum?: readonly string[];
  readonly itemEnum?: readonly string[];
  /** Values that stand in the set and are refused all the same (`database = cassandra` since Kong 3.4). */
  readonly rejectedValues?: readonly string[];
  /** What the documentation states where it differs from {@link default}: `<pg_port>` for "as pg_port"; null for unset. */
  readonly documentedDefault?: string | null;
  /** False where a set is documented but the loader does not check it. */
  readonly enumEnforced: boolean;
  readonly bounds?: Bounds;
  /** The banner of kong.conf.default under which it stands, in the release's own spelling; null for hidden ones. */
  readonly section: string | null;
  /** Whether users are told of it: in kong.conf.default or in the Enterprise reference. */
  readonly documented: boolean;
  readonly sensitive: boolean;
  /**
   * Set when the release still knows it but advises against it. `replacement` is absent where there is none; where the
   * value goes to several properties (`cassandra_consistency`) it is the first, and `replacements` has all.
   */
  readonly deprecated?: { readonly replacement?: string; readonly replacements: readonly string[] };
  /** Values that are advised against although the property is not: `worker_consistency = strict` since Kong 3.0. */
  readonly deprecatedValues?: readonly string[];
  /** The property whose value it sets when that one is not written itself. */
  readonly aliasOf?: string;
  /** Injected nginx directives that the property writes. */
  readonly directives?: readonly string[];
  /** The dynamic namespace it belongs to, for a known property such as `nginx_http_ssl_protocols`. */
  readonly dynamicPrefix?: string;
  readonly format?: "json";
  /**
   * True for the few names that the loader has a type for and drops all the same, like an unknown name:
   * `router_consistency` since Kong 2.1, `privileged_worker` since 3.5.
   */
  readonly dropped?: boolean;
  /** The last Enterprise line whose reference lists it. Later ones keep it for those who have it (Dev Portal, Vitals). */
  readonly carriedFrom?: string;
  /** The patch release of its Enterprise line in which it came, where that is not the first. */
  readonly sincePatch?: string;
  /** True where type, set or sensitivity was inferred from documentation: Enterprise loaders are not public. */
  readonly inferred: boolean;
}

/** A namespace in which every name is accepted, such as `nginx_http_`. */
export interface DynamicPrefix {
  readonly prefix: string;
  /** Rest names in the namespace that Kong does not inject. */
  readonly ignore: readonly string[];
  /** Whether names below it become nginx directives (`nginx_http_`) or settings of something else (`vault_`). */
  readonly injects: boolean;
  /** Known from documentation only. */
  readonly inferred?: boolean;
}

/** A namespace that is read as another one, with a warning: `nginx_http_upstream_` in Kong 2.0–2.8. */
export interface DeprecatedPrefix {
  readonly prefix: string;
  readonly replacement: string;
}

/** A word that may follow an address in a listen directive of a release. */
export interface ListenFlag {
  /** The word before `=`, or the whole word: `ssl`, `backlog`. */
  readonly name: string;
  /** What may stand after `=`, for flags that take an argument: literal words, `<int>`, `<idle>:<intvl>:<cnt>`. */
  readonly arguments?: readonly string[];
}

/** What one release knows about one listen property. */
export interface ListenProperty {
  readonly name: string;
  readonly subsystem: "http" | "stream";
  /** In the order in which the loader looks for them. */
  readonly flags: readonly ListenFlag[];
  /** True for listeners of Enterprise, whose loader is not public: flags as for the others of the release. */
  readonly inferred: boolean;
}
