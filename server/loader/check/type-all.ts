import type { LoadedValues } from "../loaded-values.ts";
import type { LoaderModel } from "../model.ts";
import type { Provenance } from "../reading.ts";
import type { Settings } from "../setting.ts";
import type { RefusalNote } from "./check-context.ts";
import { breaksOnNumber } from "./list-use.ts";

/**
 * Gives every setting the type of its property, and puts it in the place of the default.
 * @returns what types and closed sets refuse
 */
export function typeAll(model: LoaderModel, settings: Settings, values: LoadedValues): RefusalNote[] {
  const notes: RefusalNote[] = [];
  for (const [property, { value: merged, provenance, opaque }] of settings) {
    const { definition, isChecked, checkText } = model.texts.name(property);
    if (opaque) {
      values.set(property, { property, definition, value: undefined, provenance, opaque });
      continue;
    }
    const { value, typeError, inSet } =
      typeof merged === "string" ? checkText(merged) : model.texts.check(property, merged);
    values.set(property, { property, definition, value, provenance, opaque });
    if (!isChecked) continue;
    if (typeError !== undefined) {
      const crash = typeError === "not-a-list" && breaksOnNumber(property, model.base);
      const unread = merged === true && isOfVariable(provenance);
      notes.push({ check: unread ? "name-without-value" : typeError, property, crash });
    } else if (!inSet) notes.push({ check: "enum", property });
  }
  return notes;
}

function isOfVariable(provenance: Provenance): boolean {
  return (
    provenance.kind === "variable" ||
    (provenance.kind === "assignment" && provenance.assignment.channel === "environment")
  );
}
