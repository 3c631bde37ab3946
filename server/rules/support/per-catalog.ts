import type { Catalog } from "../../../schemas/catalog.ts";

/** A function of a release that is worked out once for each: the answer is the same for every source. */
export function perCatalog<Answer extends object>(
  compute: (catalog: Catalog) => Answer,
): (catalog: Catalog) => Answer {
  const known = new WeakMap<Catalog, Answer>();
  return (catalog) => {
    let answer = known.get(catalog);
    if (answer === undefined) {
      answer = compute(catalog);
      known.set(catalog, answer);
    }
    return answer;
  };
}
