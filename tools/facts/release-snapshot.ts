import type {
  ListenerFacts,
  PluginFacts,
  PrefixFacts,
  PropertyFacts,
  ReleaseFacts,
  VaultFacts,
} from "../../schemas/facts/facts-file.ts";
import type { Release } from "../../schemas/release.ts";

/** Everything the facts say of one release, in full. */
export interface ReleaseSnapshot {
  readonly release: Release;
  readonly facts: ReleaseFacts;
  readonly properties: ReadonlyMap<string, PropertyFacts>;
  readonly listeners: ReadonlyMap<string, ListenerFacts>;
  readonly prefixes: ReadonlyMap<string, PrefixFacts>;
  readonly plugins: ReadonlyMap<string, PluginFacts>;
  readonly vaults: ReadonlyMap<string, VaultFacts>;
}
