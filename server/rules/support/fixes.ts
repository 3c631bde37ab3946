import type { Fix } from "../../findings/fix.ts";

/** A fix that is only a text to read: there is no edit that would be right everywhere. */
export function displayOnlyFix(title: string): Fix {
  return { title, applicability: "display", edits: [] };
}
