import type { Property } from "../../../schemas/property.ts";

/**
 * Whether quotation marks around a value are somebody else's business: nginx takes them off the values that reach it as
 * they are written, and JSON has a rule of its own.
 */
export function keepsQuotes({ name, type, format, directives }: Property): boolean {
  if (format === "json") return true;
  if (type === "boolean" || type === "ngx_boolean" || type === "number") return false;
  return name.startsWith("nginx_") || directives !== undefined;
}
