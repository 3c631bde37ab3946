import type { Bounds } from "../../schemas/property.ts";
import type { Edition } from "../../schemas/release.ts";

/** A facts file as it is collected for one release: the input of `npm run schemas:add`. See docs/adding-a-release.md. */
export interface CollectedFacts {
  readonly version: string;
  readonly edition: Edition;
  readonly basedOnOss?: string;
  /** The version of nginx that it ships, three numbers. */
  readonly nginx?: string;
  /** The collected reference lists only a part of the properties. */
  readonly referencePartial?: boolean;
  readonly properties: Readonly<Record<string, CollectedProperty>>;
  readonly dynamicPrefixes?: readonly CollectedPrefix[];
  readonly deprecatedPrefixes?: readonly { readonly prefix: string; readonly replacement: string }[];
  readonly listenProperties?: Readonly<Record<string, CollectedListener>>;
  readonly bundledPlugins?: readonly string[] | null;
  readonly bundledPluginsOssBase?: readonly string[] | null;
  readonly cataloguedPlugins?: readonly string[] | null;
  readonly bundledVaults?: readonly string[];
  readonly vaultsWithDocumentedProperties?: readonly string[];
}

/** One property in a collected file. */
export interface CollectedProperty {
  readonly type: "boolean" | "ngx_boolean" | "number" | "string" | "array";
  /** `implicit` and `oss-implicit X`: the loader's table has no type for it. `rule: …`: inferred. */
  readonly typeSource?: string;
  readonly default?: string | null;
  /** `none`: the loader has no default for the name at all. */
  readonly defaultSource?: string;
  readonly documentedDefault?: string | null;
  readonly section?: string | null;
  readonly documented?: boolean;
  readonly hidden?: boolean;
  readonly enum?: readonly string[];
  readonly enumSource?: string;
  readonly itemEnum?: readonly string[];
  readonly rejectedValues?: readonly string[];
  readonly enumEnforced?: boolean;
  readonly bounds?: Bounds;
  readonly sensitive?: boolean;
  readonly sensitiveInferred?: boolean;
  readonly inferred?: boolean;
  readonly deprecated?: { readonly replacement?: string | null; readonly value?: string };
  readonly aliasOf?: string;
  readonly directives?: readonly string[];
  readonly dynamicPrefix?: string;
  readonly format?: "json";
  readonly carriedFrom?: string;
  readonly sincePatch?: string;
  readonly fromOssBase?: boolean;
  readonly absentFromReference?: boolean;
  readonly documentedElsewhere?: boolean | string;
}

/** One namespace in a collected file; `injectsInto` is null where its names become no nginx directives. */
export interface CollectedPrefix {
  readonly prefix: string;
  readonly injectsInto?: string | null;
  readonly ignore?: readonly string[];
  readonly inferred?: boolean;
}

/** One listen property in a collected file; without a subsystem it is a plain HTTP one. */
export interface CollectedListener {
  readonly subsystem?: "http" | "stream" | null;
  readonly flags: readonly string[];
  readonly inferred?: boolean;
}
