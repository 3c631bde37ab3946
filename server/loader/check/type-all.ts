import { validatorFor } from "../../../schemas/validators/validator-for.ts";
import type { LoadedValues } from "../loaded-values.ts";
import type { LuaValue } from "../lua/lua-value.ts";
import type { LoaderModel } from "../model.ts";
import type { Settings } from "../setting.ts";
import type { RefusalNote } from "./check-context.ts";
import { breaksOnNumber } from "./list-use.ts";
import { loaderType, typeValue } from "./type-value.ts";

/**
 * Gives every setting the type of its property, and puts it in the place of the default.
 * @returns what types and closed sets refuse
 */
export function typeAll(model: LoaderModel, settings: Settings, values: LoadedValues): RefusalNote[] {
  const notes: RefusalNote[] = [];
  for (const [property, { value: merged, provenance, opaque }] of settings) {
    const definition = model.definition(property);
    if (opaque) {
      values.set(property, { property, definition, value: undefined, provenance, opaque });
      continue;
    }
    const { value, misfit } = typeValue(merged, loaderType(definition), model.quirks);
    values.set(property, { property, definition, value, provenance, opaque });
    if (!model.checks(property)) continue;
    if (misfit !== undefined) {
      const crash = misfit === "not-a-list" && breaksOnNumber(property, model.base);
      notes.push({ check: misfit, property, crash });
    } else if (!inSet(model, property, value)) notes.push({ check: "enum", property });
  }
  return notes;
}

/** Closed sets that the loader's table does not hold: a check of their own enforces them. */
const checkedLater = new Set(["ssl_cipher_suite"]);

/**
 * A closed set takes no empty value. A value that only a later check refuses is in the set; what Enterprise adds to a
 * set counts too.
 */
function inSet(model: LoaderModel, property: string, value: LuaValue | undefined): boolean {
  if (checkedLater.has(property)) return true;
  return [model.definition(property), model.baseDefinition(property)].some((definition) => {
    if (definition?.enum === undefined || !definition.enumEnforced) return true;
    return validatorFor(definition)(value) || definition.rejectedValues?.includes(String(value)) === true;
  });
}
