import { catalogFor, newestRelease } from "./catalog.ts";

/** Kong's own reference of all properties, which is that of the newest release. */
export const CONFIGURATION_REFERENCE = "https://developer.konghq.com/gateway/configuration/";

/** The address of Kong's own documentation of a property; undefined where the reference lacks it. */
export function documentationOf(property: string): string | undefined {
  const isDocumented = (["oss", "enterprise"] as const).some(
    (edition) => catalogFor(newestRelease(edition)).property(property)?.documented === true,
  );
  return isDocumented ? `${CONFIGURATION_REFERENCE}#${property.replaceAll("_", "-")}` : undefined;
}
