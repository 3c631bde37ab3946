import type { Catalog } from "../../schemas/catalog.ts";
import type { KongValue } from "../loader/reading.ts";
import { isHarmless } from "../secrets/harmless-value.ts";
import { maskParts } from "../secrets/secret-parts.ts";
import { isSecretProperty } from "../secrets/secrets.ts";
import type { SideValue } from "./configuration-diff.ts";
import type { SideReading } from "./diff-side.ts";

/** What takes secrets out of the values of both sides. */
export interface ValueMask {
  /** Both of them: what is a secret in one release is one in the other. */
  readonly catalogs: readonly Catalog[];
  redact(text: string): string;
}

/** What a side has for a property, ready to be shown. */
export function showValue(reading: SideReading | undefined, mask: ValueMask): SideValue {
  if (reading === undefined) return ABSENT;
  const { property, value, unknown, written, origin, place } = reading;
  const isSecret = mask.catalogs.some((catalog) => isSecretProperty(property, catalog));
  const shown = { value: null, origin, place };
  if (unknown !== undefined)
    return {
      ...shown,
      state: "run-time",
      text: isOpen(property, written, isSecret) ? masked(property, written, mask) : "",
    };
  if (value === undefined || (typeof value === "object" && value.length === 0))
    return { ...shown, state: "unset", text: "" };
  if (isSecret && !itemsOf(value).every((item) => isHarmless(property, item)))
    return { ...shown, state: "secret", text: "" };
  const open = maskedValue(property, value, mask);
  return { state: "known", value: open, text: valueText(open), origin, place };
}

const ABSENT: SideValue = {
  state: "absent",
  value: null,
  text: "",
  origin: { kind: "default" },
  place: undefined,
};

function isOpen(property: string, text: string, isSecret: boolean): boolean {
  return !isSecret || isHarmless(property, text);
}

function maskedValue(property: string, value: KongValue, mask: ValueMask): KongValue {
  if (typeof value === "boolean" || typeof value === "number") return value;
  if (typeof value === "string") return masked(property, value, mask);
  return value.map((item) => (typeof item === "string" ? masked(property, item, mask) : item));
}

function masked(property: string, text: string, mask: ValueMask): string {
  return mask.redact(maskParts(property, text));
}

function itemsOf(value: KongValue): readonly string[] {
  return typeof value === "object" ? value.map(String) : [String(value)];
}

/** A value as Kong's file would have it. */
function valueText(value: KongValue): string {
  if (typeof value === "boolean") return value ? "on" : "off";
  return typeof value === "object" ? value.join(", ") : String(value);
}
