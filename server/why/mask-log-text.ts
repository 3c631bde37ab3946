import { catalogFor } from "../../schemas/catalog.ts";
import { newestRelease } from "../../schemas/known-releases.ts";
import { looksLikeSecretName } from "../../schemas/secret-names.ts";
import { MASK } from "../secrets/mask.ts";
import { maskParts } from "../secrets/secret-parts.ts";
import { isSecretProperty } from "../secrets/secrets.ts";
import type { Subject } from "./log-message.ts";

/** `KONG_PG_PASSWORD=…`, `pg_password = …` in a line of a log. */
const SETTING = /\b((?:KONG_)?[A-Za-z][A-Za-z0-9_]{2,})(\s*[=:]\s*)("[^"\n]*"|'[^'\n]*'|[^\s"',]+)/g;

/** A part of a log without what may be a secret: a value of a secret property, a password in a URL, a credential. */
export function maskLogText(text: string, { property, value }: Subject): string {
  const isSecret = property !== undefined && isSecretName(property);
  const quoted = isSecret ? text.replace(/'[^'\n]*'?/g, `'${MASK}'`) : text;
  const named = quoted.replace(SETTING, (whole, name: string, sign: string) =>
    isSecretName(name) ? `${name}${sign}${MASK}` : whole,
  );
  const hidden = isSecret && value !== undefined ? named.replaceAll(value, MASK) : named;
  return maskParts("", hidden);
}

/** Whether the values of a name are secrets, in any release. */
export function isSecretName(name: string): boolean {
  const property = name.toLowerCase().replace(/^kong_/, "");
  return (
    isSecretProperty(property, catalogFor(newestRelease("enterprise"))) ||
    (/pass|secret|token/i.test(name) && looksLikeSecretName(name))
  );
}
