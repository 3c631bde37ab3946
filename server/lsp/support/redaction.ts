import { sliceSpan } from "../../../grammar/text/span.ts";
import type { Analysis } from "../../engine/lint.ts";
import { redactor } from "../../engine/redact.ts";
import { isSecretProperty } from "../../engine/secrets.ts";
import { oncePer } from "./once-per.ts";

/** Replaces the secrets of a source in a text. The report knows them; nothing is searched anew. */
export const redactionOf: (analysis: Analysis) => (text: string) => string = oncePer(({ unit, report }) =>
  redactor(report.masked().map((span) => ({ span, text: sliceSpan(unit.document.text, span) }))),
);

/** Whether what a property holds is to be kept out of every answer. */
export function isSecret(property: string, { catalog }: Analysis): boolean {
  return isSecretProperty(property, catalog);
}
