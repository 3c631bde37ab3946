import type { Catalog } from "../../../schemas/catalog.ts";
import type { Property } from "../../../schemas/property.ts";

/**
 * A function that gives the properties of a release of which something holds. A release has hundreds of properties, and the
 * answer is the same for every source.
 */
export function propertiesWhere(
  holds: (property: Property) => boolean,
): (catalog: Catalog) => readonly Property[] {
  const known = new WeakMap<Catalog, readonly Property[]>();
  return (catalog) => {
    let properties = known.get(catalog);
    if (properties === undefined) {
      properties = [...catalog.properties.values()].filter(holds);
      known.set(catalog, properties);
    }
    return properties;
  };
}
