import { isNoSecret } from "../../../grammar/values/is-no-secret.ts";
import { isFilledInElsewhere } from "../../../grammar/values/placeholders.ts";
import type { Catalog } from "../../../schemas/catalog.ts";
import { jsonSecretHolders } from "../../../schemas/json-secret-holders.ts";
import { looksLikeSecretName } from "../../../schemas/secret-names.ts";
import type { Assignment } from "../../model/assignment.ts";
import type { Location } from "../../model/location.ts";
import { valueSpan } from "./value-items.ts";

/** A secret that stands in clear text in a source. Its text is for comparing only and goes into no message. */
export interface SecretLiteral {
  /** What holds it: the property, or the member of its JSON value. */
  readonly holder: string;
  readonly text: string;
  readonly span: Location;
  /** A private key: long by nature, so nothing is to be said about its strength. */
  readonly isKey: boolean;
}

const SECRET_MEMBER = /"((?:[a-z_]*_)?(?:secret|password|private_key))"\s*:\s*(?:\[\s*)?"((?:[^"\\]|\\.)*)"/g;

/** The password in `http://user:password@host`. */
const URL_PASSWORD = /^[a-z][a-z0-9+.-]*:\/\/[^\s/:@]*:([^\s/@]+)@/i;

/** Properties that hold a path to a key, or the key itself. */
const KEY_HOLDER = /(?:_key|_private_key)$/;
const KEY_TEXT = /-----BEGIN [A-Z ]*PRIVATE KEY-----|^LS0tLS1CRUdJ/;

/** What ends a name like those of properties that hold a way to log in, `basic-auth`, and no secret. */
const WAY_IN = /_auth$/;

/** Holders that other means protect, or that a rule of its own looks at. */
const LEFT_OUT = new Set(["declarative_config_string", "request_debug_token"]);

/** The secrets that an assignment has in clear text; none for values known only at run time. */
export function secretLiterals(assignment: Assignment, catalog: Catalog): readonly SecretLiteral[] {
  const { property, writtenValue: value } = assignment;
  if (assignment.opaque !== undefined || assignment.section !== undefined) return [];
  const isJson = jsonSecretHolders.has(property);
  if (LEFT_OUT.has(property) || !(isJson || holdsSecret(property, catalog)) || isNothing(value)) return [];
  const literal = (holder: string, text: string, offset: number, isKey: boolean): SecretLiteral => ({
    holder,
    text,
    span: valueSpan(assignment, offset, offset + text.length),
    isKey,
  });
  if (isJson)
    return [...value.matchAll(SECRET_MEMBER)].flatMap(({ 0: whole, 1: member = "", 2: text = "", index }) =>
      isNothing(text)
        ? []
        : [literal(member, text, index + whole.length - 1 - text.length, member === "private_key")],
    );
  if (property === "proxy_server") {
    const match = URL_PASSWORD.exec(value);
    const password = match?.[1];
    return match === null || password === undefined || isFilledInElsewhere(password)
      ? []
      : [literal(property, password, match[0].length - 1 - password.length, false)];
  }
  // A license is an object of JSON; any other text stands for one (`<your license>`).
  if (property === "license_data" && !value.trimStart().startsWith("{")) return [];
  if (!KEY_HOLDER.test(property)) return [literal(property, value, 0, false)];
  return KEY_TEXT.test(value) ? [literal(property, value, 0, true)] : [];
}

/** What is no secret in clear text, whatever it belongs to. */
function isNothing(text: string): boolean {
  return isNoSecret(text) || isFilledInElsewhere(text);
}

/** Known names are sensitive or not by the facts; unknown ones by their sound. */
function holdsSecret(property: string, catalog: Catalog): boolean {
  const definition = catalog.property(property);
  return definition === undefined ? looksLikeSecretName(property.replace(WAY_IN, "")) : definition.sensitive;
}
