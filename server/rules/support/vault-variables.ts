import { memoizeLast } from "../../../grammar/text/memoize.ts";
import type { Catalog } from "../../../schemas/catalog.ts";
import { compareVersions } from "../../../schemas/release.ts";
import type { Reading } from "../../loader/reading.ts";
import { parseReference, type VaultReference } from "../../loader/vaults/parse-reference.ts";
import type { ConfigUnit } from "../../model/config-unit.ts";
import { textOf } from "../../model/value.ts";
import { type VaultText, vaultTexts } from "./vaults.ts";

/** A variable that a reference to the vault of the environment asks for. */
export function variableOf(name: string): string {
  return name.toUpperCase().replaceAll("-", "_");
}

/** A reference to the vault of the environment, and the variable that it asks for. */
export interface AskedVariable {
  readonly found: VaultText;
  readonly reference: VaultReference;
  /** What Kong puts in front of the name. */
  readonly prefix: string;
  readonly variable: string;
  /** The variable of the unit that is meant, where the one that is asked for is not there. */
  readonly meant: string | undefined;
}

/** The references of a unit to variables. Several rules ask the same of one unit. */
export const askedVariables = memoizeLast(
  (unit: ConfigUnit, reading: Reading, catalog: Catalog): readonly AskedVariable[] => {
    const visible = visibleVariables(unit);
    return vaultTexts({ unit, reading, catalog }).flatMap((found) => {
      const reference = found.isReference ? parseReference(found.text) : undefined;
      if (reference?.vault !== "env" || reading.isOpaque("vault_env_prefix")) return [];
      const prefix = reference.prefix ?? configuredPrefix(reading, catalog);
      const variable = variableOf(prefix + reference.resource);
      const meant =
        visible.length === 0 || visible.includes(variable)
          ? undefined
          : meantBy(variable, variableOf(reference.resource), visible);
      return [{ found, reference, prefix, variable, meant }];
    });
  },
);

/** Kong 2.8 resolves the references of its settings before it has any settings. */
function configuredPrefix(reading: Reading, catalog: Catalog): string {
  return compareVersions(catalog.base, "3.0") < 0 ? "" : (reading.text("vault_env_prefix") ?? "");
}

/** The same name in another spelling, with or without `KONG_`, or without the prefix that Kong adds. */
function meantBy(variable: string, name: string, visible: readonly string[]): string | undefined {
  const candidates = [
    ...visible.filter((each) => plain(each) === plain(variable)),
    `KONG_${variable}`,
    name,
    variable.replace(/^KONG_/, ""),
  ];
  return candidates.find((each) => visible.includes(each));
}

function plain(variable: string): string {
  return variable.toUpperCase().replaceAll("_", "");
}

/** The variables that the sources of a unit show; of Kong's own file there are none to see. */
function visibleVariables({ assignments, others = [], otherLines = [] }: ConfigUnit): readonly string[] {
  return [
    ...otherLines.filter(({ kind }) => kind === "foreign-variable").map(({ text }) => text),
    ...others.map(({ variable }) => variable),
    ...assignments.filter(({ channel }) => channel === "environment").map(({ variable }) => variable),
  ];
}

/** The text of a variable of the unit; undefined where no source shows it. */
export function textOfVariable({ assignments, others = [] }: ConfigUnit, name: string): string | undefined {
  const value =
    others.findLast(({ variable }) => variable === name)?.value ??
    assignments.findLast(({ channel, variable }) => channel === "environment" && variable === name)?.value;
  return value === undefined ? undefined : textOf(value);
}
