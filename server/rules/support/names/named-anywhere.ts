import { kongFacts } from "../../../../schemas/facts/kong-facts.ts";

/** Whether any release of any edition has a property of that name. Cheaper than its history. */
export function namedAnywhere(name: string): boolean {
  return (
    Object.hasOwn(kongFacts.oss.properties, name) || Object.hasOwn(kongFacts.enterprise.properties, name)
  );
}
