import { kongFacts } from "../../../schemas/facts/kong-facts.ts";

/** Whether any release of Kong has the property, alone or by a namespace such as `nginx_http_`. */
export function isKnownProperty(name: string): boolean {
  return (["oss", "enterprise"] as const).some((edition) => {
    const { properties, prefixes } = kongFacts[edition];
    return (
      Object.hasOwn(properties, name) ||
      Object.keys(prefixes).some((prefix) => name.startsWith(prefix) && name !== prefix)
    );
  });
}

/** Whether some release of Kong has the property as a boolean. */
export function isBooleanOfKong(name: string): boolean {
  return (["oss", "enterprise"] as const).some((edition) => {
    const { properties } = kongFacts[edition];
    const timeline = Object.hasOwn(properties, name) ? properties[name] : undefined;
    return timeline?.some(([, change]) => change?.type === "boolean") === true;
  });
}
