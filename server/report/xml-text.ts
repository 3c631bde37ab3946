import { wordTable } from "../../grammar/text/word-table.ts";
import { plainText } from "./plain-text.ts";

const ENTITIES: Readonly<Record<string, string>> = wordTable({
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
  "\t": "&#9;",
  "\n": "&#10;",
});

/** Text for an attribute or an element of XML 1.0; what XML cannot hold becomes a visible sign. */
export function xmlText(text: string): string {
  return (
    plainText(text)
      .replace(/[&<>"'\t\n]/g, (sign) => ENTITIES[sign] ?? sign)
      .replace(/[\ufffe\uffff]/g, "\ufffd")
      // What a runner would take for a command.
      .replace(/##(?=\w*\[)/g, "#&#35;")
  );
}

/** The attributes of an element, each with a blank before it. */
export function xmlAttributes(attributes: Readonly<Record<string, string | number>>): string {
  return Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${xmlText(String(value))}"`)
    .join("");
}
