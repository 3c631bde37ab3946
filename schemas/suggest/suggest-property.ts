import type { Catalog } from "../catalog.ts";
import { misspeltProperty } from "./misspelt-property.ts";
import { nearProperty } from "./near-property.ts";

/** The property that somebody may have meant who wrote a name that the release does not know: what "Did you mean" asks. */
export function suggestProperty(catalog: Catalog, property: string): string | undefined {
  return misspeltProperty(catalog, property) ?? nearProperty(catalog, property)?.name;
}
