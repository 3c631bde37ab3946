import { catalogFor, newestRelease } from "../../../schemas/catalog.ts";

const REFERENCE = "https://developer.konghq.com/gateway/configuration/";

/** A link to Kong's own documentation of a property; undefined where its reference, which is that of the newest release, lacks it. */
export function kongDocumentation(property: string): string | undefined {
  const isDocumented = (["oss", "enterprise"] as const).some(
    (edition) => catalogFor(newestRelease(edition)).property(property)?.documented === true,
  );
  if (!isDocumented) return undefined;
  return `[Kong's documentation](${REFERENCE}#${property.replaceAll("_", "-")})`;
}
