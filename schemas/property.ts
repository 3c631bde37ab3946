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
  /** The values allowed, for a property with a closed set; {@link itemEnum} is the same for the items of a list. */
  readonly enum?: readonly string[];
  readonly itemEnum?: readonly string[];
  /** Values that stand in the set and are refused all the same (`database = cassandra` since Kong 3.4). */
  readonly rejectedValues?: readonly string[];
  /** False where a set is documented but the loader does not check it. */
  readonly enumEnforced: boolean;
  readonly bounds?: Bounds;
  /** The banner of kong.conf.default under which it stands, in the release's own spelling; null for hidden ones. */
  readonly section: string | null;
  /** Whether users are told of it: in kong.conf.default or in the Enterprise reference. */
  readonly documented: boolean;
  readonly sensitive: boolean;
  /** Set when the release still takes it but has a successor; `replacement` is absent where there is none. */
  readonly deprecated?: { readonly replacement?: string };
  /** The property whose value it sets when that one is not written itself. */
  readonly aliasOf?: string;
  /** Injected nginx directives that the property writes. */
  readonly directives?: readonly string[];
  /** The dynamic namespace it belongs to, for a known property such as `nginx_http_ssl_protocols`. */
  readonly dynamicPrefix?: string;
  readonly format?: "json";
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
  readonly flags: readonly ListenFlag[];
}
