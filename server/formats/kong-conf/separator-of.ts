import type { ConfigUnit } from "../../model/config-unit.ts";

/** What most settings of a source have between name and value: ` = ` or `=`. */
export function separatorOf(unit: ConfigUnit): string {
  if (unit.otherLines !== undefined) return "=";
  let tight = 0;
  for (const { nameSpan } of unit.assignments) if (unit.document.text.charAt(nameSpan.end) === "=") tight++;
  return tight * 2 > unit.assignments.length ? "=" : " = ";
}
