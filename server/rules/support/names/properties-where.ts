import { memoizeObject } from "../../../../grammar/text/memoize.ts";
import type { Catalog } from "../../../../schemas/catalog.ts";
import type { Property } from "../../../../schemas/property.ts";

/** A function that gives the properties of a release of which something holds: a few of several hundreds. */
export function propertiesWhere(
  holds: (property: Property) => boolean,
): (catalog: Catalog) => readonly Property[] {
  return memoizeObject((catalog: Catalog) => [...catalog.properties.values()].filter(holds));
}
