/** Dotted keys of a chart's values: `admin.ingress.enabled`. */
export type ValuePath = string;

/** When a chart does something, over its values. */
export type ChartCondition =
  /** The value is there, and is neither false, zero nor empty. */
  | ValuePath
  | { readonly not: ChartCondition }
  | { readonly all: readonly ChartCondition[] }
  | { readonly any: readonly ChartCondition[] }
  /** The value is this text. A value of another type is an error of the template. */
  | { readonly is: readonly [ValuePath, string] }
  /** The map at the path has the key. */
  | { readonly has: readonly [ValuePath, string] }
  /** The cluster serves this API. */
  | { readonly api: string }
  /** The release of the image fits a range: `< 3.6.0`. */
  | { readonly image: string }
  /** So many of the three sources of a declarative configuration are given. */
  | { readonly declarativeSources: "one" | "several" };

/** What a chart sets a variable to. */
export type ChartValue =
  | string
  | { readonly value: ValuePath }
  | { readonly integer: ValuePath }
  /** The first that is not empty. */
  | { readonly firstOf: readonly ChartValue[] }
  | { readonly when: ChartCondition; readonly so: ChartValue; readonly otherwise: ChartValue }
  | { readonly joined: readonly ChartValue[] }
  /** Without this ending. */
  | { readonly without: string; readonly of: ChartValue }
  /** With the quotes that a template puts around it. */
  | { readonly quoted: ChartValue }
  /** A key of a Secret, and the value that names the Secret, where that is a person's to say. */
  | { readonly secret: string; readonly named?: ValuePath }
  /** A name made of that of the release. */
  | { readonly releaseName: string }
  /** The listeners of a block with `http` and `tls`. */
  | {
      readonly listen: ValuePath;
      readonly address?: ChartValue;
      readonly addresses?: { readonly when: ChartCondition; readonly list: readonly string[] };
    }
  /** The listeners of the lists `stream` of blocks, each under a condition; `off` without any. */
  | { readonly streams: readonly { readonly block: ValuePath; readonly when: ChartCondition | null }[] }
  | { readonly portMaps: ValuePath }
  | { readonly plugins: ValuePath };

/** How the helpers of a chart build values out of blocks. */
export interface ChartTraits {
  /** The addresses that a listener gets, and the key of its block that replaces them. */
  readonly listenAddresses: readonly string[];
  readonly listenAddressKey: "address" | "addresses" | null;
  /** Whether `ssl` comes before the parameters of a listener, or is one of them, each once. */
  readonly ssl: "first" | "last";
  /** Which key replaces the addresses of stream listeners, and of what. */
  readonly streamAddress: "block" | "entry" | null;
  /** Whether an entry with the protocol UDP becomes a UDP listener. */
  readonly streamUdp: boolean;
  /** Whether a port of the Service that is 0 is left out of the port maps. */
  readonly skipsPortZero: boolean;
  readonly uniquePlugins: boolean;
  readonly preInstalledPlugins: boolean;
  readonly customEnv: boolean;
  readonly envFrom: boolean;
  /** Whether a boolean in a setting with `_log` in its name is an error. */
  readonly refusesLogBooleans: boolean;
  /** Whether more than one source of a declarative configuration is an error. */
  readonly refusesSeveralSources: boolean;
  /** Whether user settings come before `nginx_daemon`, which then always wins. */
  readonly forcesDaemon: boolean;
  /** Which part of the tag of the image must be a version, unless `effectiveSemver` says one. */
  readonly readsTagAsVersion: "whole" | "start" | null;
  readonly unifiedRepoTag: boolean;
}

/** A value from one chart version up to the next entry; indexes are into {@link ChartFacts.versions}. */
export type Since<T> = readonly (readonly [number, T])[];

/** A scalar, or a list, of a chart's own values; null: it has none. */
export type DefaultValue = string | number | boolean | null | readonly unknown[] | Record<string, unknown>;

/** A variable of a chart, in the versions from the first index up to the last one, both included. */
export interface ChartVariable {
  readonly name: string;
  readonly when: ChartCondition | null;
  readonly value: ChartValue;
  readonly from: number;
  readonly to: number;
}

/** What the published versions of a chart do about the variables of Kong. */
export interface ChartFacts {
  readonly versions: readonly string[];
  readonly defaults: Readonly<Record<ValuePath, Since<DefaultValue>>>;
  readonly traits: { readonly [Name in keyof ChartTraits]: Since<ChartTraits[Name]> };
  readonly variables: readonly ChartVariable[];
  /** The chart `ingress`, which installs this one as `controller` and as `gateway`. */
  readonly ingress: {
    /** Its version, and the range of this chart that it depends on. */
    readonly versions: readonly (readonly [string, string])[];
    /** Paths begin with `controller` or `gateway`; indexes are into its own versions. */
    readonly defaults: Readonly<Record<ValuePath, Since<DefaultValue>>>;
  };
}
