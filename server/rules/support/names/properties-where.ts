import type { Catalog } from "../../../../schemas/catalog.ts";
import type { Property } from "../../../../schemas/property.ts";
import { perCatalog } from "../per-catalog.ts";

/** A function that gives the properties of a release of which something holds: a few of several hundreds. */
export function propertiesWhere(
  holds: (property: Property) => boolean,
): (catalog: Catalog) => readonly Property[] {
  return perCatalog((catalog) => [...catalog.properties.values()].filter(holds));
}
