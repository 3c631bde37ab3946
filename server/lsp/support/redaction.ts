import type { Analysis } from "../../engine/analyze.ts";
import { isSecretProperty } from "../../secrets/secrets.ts";

/** Replaces the secrets of a source in a text. The report knows them; nothing is searched anew. */
export function redactionOf({ redactor }: Analysis): (text: string) => string {
  return (text) => redactor.redact(text);
}

/** Whether what a property holds is to be kept out of every answer. */
export function isSecret(property: string, { catalog }: Analysis): boolean {
  return isSecretProperty(property, catalog);
}
