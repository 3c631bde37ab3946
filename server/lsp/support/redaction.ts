import type { Analysis } from "../../engine/lint.ts";
import { isSecretProperty } from "../../secrets/secrets.ts";

/** Replaces the secrets of a source in a text. The report knows them; nothing is searched anew. */
export function redactionOf({ report }: Analysis): (text: string) => string {
  return report.redact;
}

/** Whether what a property holds is to be kept out of every answer. */
export function isSecret(property: string, { catalog }: Analysis): boolean {
  return isSecretProperty(property, catalog);
}
