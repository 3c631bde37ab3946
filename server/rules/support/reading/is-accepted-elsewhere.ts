import { catalogFor } from "../../../../schemas/catalog.ts";
import type { Release } from "../../../../schemas/release.ts";

/** Releases on both sides of the changes that closed sets have seen. */
const SAMPLES: readonly Release[] = [
  ...["0.9", "0.10", "0.14", "1.1", "2.0", "2.8", "3.3", "3.9"].map(
    (version): Release => ({ edition: "oss", version }),
  ),
  ...["0.34", "1.5", "2.8", "3.4", "3.10"].map((version): Release => ({ edition: "enterprise", version })),
];

/** Whether some other release takes a value for a property with a closed set: the verdict then depends on the release. */
export function isAcceptedElsewhere(property: string, value: string): boolean {
  return SAMPLES.some((release) => {
    const known = catalogFor(release).property(property);
    if (known === undefined || known.rejectedValues?.includes(value) === true) return false;
    const words = known.enum ?? known.itemEnum;
    return words?.includes(value) === true;
  });
}
