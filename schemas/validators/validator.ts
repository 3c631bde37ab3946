/** Why a value is refused. */
export type Violation =
  | { readonly rule: "type" }
  | { readonly rule: "enum"; readonly allowed: readonly string[] }
  /** `item` counts from zero. Kong compares the items of closed lists without regard to case. */
  | { readonly rule: "item-enum"; readonly item: number; readonly allowed: readonly string[] }
  | { readonly rule: "min" | "exclusive-min" | "max"; readonly limit: number }
  | { readonly rule: "integer" };

/** Checks one value as Kong holds it after reading: a number, a text, true or false, a list. */
export interface Validator {
  (value: unknown): boolean;
  /** Everything that is wrong with the value; empty where it is right. */
  violations(value: unknown): readonly Violation[];
}
