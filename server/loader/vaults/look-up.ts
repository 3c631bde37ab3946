import type { HostEnvironment } from "../host-environment.ts";
import type { UserSettings } from "../layers/aliases.ts";
import type { Environment } from "../layers/environment.ts";
import { upperAscii } from "../lua/ascii-case.ts";
import { toText } from "../lua/to-text.ts";
import type { LoaderModel } from "../model.ts";
import type { VaultReference } from "./parse-reference.ts";

/** Where secrets come from. */
export interface VaultSource {
  readonly model: LoaderModel;
  readonly environment: Environment;
  readonly world: HostEnvironment;
  /** The vaults that may be used; undefined: any. */
  readonly vaults: ReadonlySet<string> | undefined;
  readonly settings: UserSettings;
}

/** What a vault answers: the secret, that there is none, or something that only run time can tell. */
export type VaultAnswer =
  | { readonly kind: "found"; readonly secret: string }
  | { readonly kind: "missing" }
  | { readonly kind: "unknown" };

/** Asks the vault of a reference. */
export function lookUp(source: VaultSource, reference: VaultReference): VaultAnswer {
  if (source.vaults !== undefined && !source.vaults.has(reference.vault)) return { kind: "missing" };
  if (reference.vault !== "env") return askVault(source, reference);
  const answer = askEnvironment(source, reference);
  return answer.kind === "found" && reference.key !== undefined
    ? member(answer.secret, reference.key)
    : answer;
}

function askVault({ world }: VaultSource, { vault, resource, key }: VaultReference): VaultAnswer {
  if (world.secret === undefined) return { kind: "unknown" };
  const secret = world.secret(vault, resource, key);
  return secret === undefined ? { kind: "missing" } : { kind: "found", secret };
}

/**
 * The variable in capitals, `-` as `_`, the prefix before it; version 2 means the one with `_PREVIOUS` behind it.
 * Kong 2.8 knows a prefix from the reference alone, later releases from `vault_env_prefix` too.
 */
function askEnvironment(
  { model, environment, world, settings }: VaultSource,
  { resource, prefix, version }: VaultReference,
): VaultAnswer {
  const configured =
    model.quirks.vaultReferences === "unlisted" ? undefined : settings.get("vault_env_prefix");
  if (prefix === undefined && configured?.opaque === true) return { kind: "unknown" };
  const before = prefix ?? (configured === undefined ? "" : toText(configured.value));
  const name = environmentVariable(before + resource);
  const variable = environment.get(version === 2 ? `${name}_PREVIOUS` : name);
  if (variable === undefined)
    return world.environmentIsComplete === true ? { kind: "missing" } : { kind: "unknown" };
  return variable.opaque ? { kind: "unknown" } : { kind: "found", secret: variable.text };
}

/** The variable that the vault of the environment reads for a name: `-` becomes `_`, and ASCII letters capitals. */
export function environmentVariable(name: string): string {
  return upperAscii(name.replaceAll("-", "_"));
}

function member(json: string, key: string): VaultAnswer {
  try {
    const value: unknown = JSON.parse(json);
    const secret = typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
    return typeof secret === "string" ? { kind: "found", secret } : { kind: "missing" };
  } catch {
    return { kind: "missing" };
  }
}
