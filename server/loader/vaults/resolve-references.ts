import { memoizeObject } from "../../../grammar/text/memoize.ts";
import { isVaultReference } from "../../../grammar/values/parse-vault-reference.ts";
import type { RefusalNote } from "../check/check-context.ts";
import { loaderType } from "../check/type-value.ts";
import type { HostEnvironment } from "../host-environment.ts";
import type { UserSettings } from "../layers/aliases.ts";
import type { Environment } from "../layers/environment.ts";
import { isTable } from "../lua/lua-value.ts";
import { toText } from "../lua/to-text.ts";
import type { LoaderModel } from "../model.ts";
import { cutComment } from "../read/cut-comment.ts";
import { splitKongList } from "../read/split-list.ts";
import type { Setting } from "../setting.ts";
import { lookUp, type VaultAnswer, type VaultSource } from "./look-up.ts";
import { parseReference } from "./parse-reference.ts";

/**
 * Puts the secrets in the place of references to vaults (Kong 2.8 on). Where one cannot be found, 2.8–3.2 refuse;
 * from 3.3 on only `start` does, and `check` goes on with the text as it is. From 3.9 on items of lists are looked at,
 * before only whole values.
 */
export function resolveReferences(
  model: LoaderModel,
  settings: UserSettings,
  environment: Environment,
  world: HostEnvironment,
): RefusalNote[] {
  if (model.quirks.vaultReferences === "none") return [];
  // Most configurations have no reference, and most settings of the others are none.
  const referring: [string, Setting][] = [];
  for (const [property, setting] of settings)
    if (!setting.opaque && mayRefer(setting.value)) referring.push([property, setting]);
  if (referring.length === 0) return [];
  const source: VaultSource = { model, environment, world, vaults: listedVaults(model, settings), settings };
  const notes: RefusalNote[] = [];
  for (const [property, setting] of referring) {
    const resolved =
      model.quirks.resolvesItems && isList(model, property)
        ? resolveItems(source, property, setting, notes)
        : resolveWhole(source, property, setting, notes);
    if (resolved !== undefined) settings.set(property, resolved);
  }
  return notes;
}

function mayRefer(value: Setting["value"]): boolean {
  if (typeof value === "string") return value.includes("{vault://");
  return isTable(value);
}

function isList(model: LoaderModel, property: string): boolean {
  return loaderType(model.definition(property)) === "array";
}

/** The vaults that may be used; undefined where that is unknown, or Kong does not ask. */
function listedVaults(model: LoaderModel, settings: UserSettings): ReadonlySet<string> | undefined {
  if (model.quirks.vaultReferences === "unlisted") return undefined;
  const setting = settings.get("vaults");
  if (setting?.opaque === true) return undefined;
  return setting === undefined ? defaultVaults(model) : vaultsIn(model, itemsOf(model, setting));
}

const defaultVaults = memoizeObject((model: LoaderModel) => {
  const names = model.defaults.get("vaults")?.value;
  return vaultsIn(model, isTable(names) ? names.map(toText) : []);
});

function vaultsIn({ catalog }: LoaderModel, items: readonly string[]): ReadonlySet<string> {
  if (items[0] === "off") return new Set();
  return new Set(items.flatMap((name) => (name === "bundled" ? catalog.bundledVaults : [name])));
}

function itemsOf(model: LoaderModel, { value }: Setting): readonly string[] {
  return isTable(value) ? value.map(toText) : splitKongList(textOf(model, value), model.quirks);
}

/** The text that Kong looks at: in 2.8 as it is, from 3.0 on without comment and blanks. */
function textOf({ quirks }: LoaderModel, value: Setting["value"]): string {
  const text = toText(value);
  if (quirks.vaultReferences === "unlisted") return text;
  return quirks.strip(quirks.cutsWhileReading ? text : cutComment(text, quirks.comment).text);
}

function resolveWhole(
  source: VaultSource,
  property: string,
  setting: Setting,
  notes: RefusalNote[],
): Setting | undefined {
  const text = textOf(source.model, setting.value);
  if (!isVaultReference(text)) return undefined;
  const answer = answerTo(source, text);
  if (answer.kind === "found") return { ...setting, value: answer.secret };
  return unresolved(source, answer, { check: "vault-reference", property }, setting, notes);
}

function resolveItems(
  source: VaultSource,
  property: string,
  setting: Setting,
  notes: RefusalNote[],
): Setting | undefined {
  const items = itemsOf(source.model, setting);
  if (!items.some(isVaultReference)) return undefined;
  let opaque: Setting | undefined;
  const resolved = items.map((item, index) => {
    if (!isVaultReference(item)) return item;
    const answer = answerTo(source, item);
    if (answer.kind === "found") return answer.secret;
    const note: RefusalNote = { check: "vault-reference", property, cause: { property, item: index } };
    opaque = unresolved(source, answer, note, setting, notes) ?? opaque;
    return item;
  });
  return opaque ?? { ...setting, value: resolved };
}

function answerTo(source: VaultSource, text: string): VaultAnswer {
  const reference = parseReference(text);
  return reference === undefined ? { kind: "missing" } : lookUp(source, reference);
}

/** What becomes of a setting whose reference has no answer: unknown, refused, or left as it is. */
function unresolved(
  { model, world }: VaultSource,
  { kind }: VaultAnswer,
  note: RefusalNote,
  setting: Setting,
  notes: RefusalNote[],
): Setting | undefined {
  const lenient = model.quirks.vaultReferences === "lenient" && world.mode === "check";
  if (kind === "missing" && !lenient) notes.push(note);
  const unknown = kind !== "missing" || world.environmentIsComplete !== true;
  return unknown ? { ...setting, opaque: true } : undefined;
}
