import type { TemplateCondition, TemplateLine } from "../../../../schemas/nginx/nginx-table.ts";
import type { Reading } from "../../../loader/reading.ts";
import { listenersOf } from "../listen/listeners.ts";

/**
 * Whether Kong's template writes a line in this reading, where it writes the block at all; undefined where the text does not
 * tell.
 */
export function isWritten({ always, if: condition }: TemplateLine, reading: Reading): boolean | undefined {
  if (always) return true;
  if (condition === undefined) return undefined;
  const { kind, property } = partsOf(condition);
  if (reading.isOpaque(property)) return undefined;
  switch (kind) {
    case "tls":
      return listenersOf(reading, property).some(({ ssl }) => ssl);
    case "http2":
      return listenersOf(reading, property).some(({ flags }) => flags.has("http2"));
    case "on":
      return reading.isOn(property);
    case "set": {
      const value = reading.properties.get(property)?.value;
      return value !== undefined && value !== "" && !(Array.isArray(value) && value.length === 0);
    }
  }
}

function partsOf(condition: TemplateCondition) {
  const [kind, property = ""] = condition.split(":");
  // The type of a condition lists all that can be before the colon.
  return { kind: kind as "tls" | "http2" | "on" | "set", property };
}
