import { type Span, sliceSpan } from "../../grammar/text/span.ts";
import type { Catalog } from "../../schemas/catalog.ts";
import { commentedSettings } from "../inputs/commented-settings.ts";
import type { ConfigUnit } from "../inputs/config-unit.ts";

/** A secret in a source: where it stands and what it is. Never to be shown. */
export interface Secret {
  readonly span: Span;
  readonly text: string;
}

/** Names that hold a secret whatever program they belong to. */
const SECRET_NAME =
  /(?:^|_)(?:password|passwd|pass|pwd|secret|secrets|token|credential|credentials|apikey|api_key|access_key|private_key|encrypt_key|license_data|license)(?:_|$)/;

/** Properties of Enterprise that hold a secret among other things; releases that do not have them may find them all the same. */
const SECRET_HOLDER = /^(?:(?:admin_gui|portal)_(?:auth|session)_conf|pg_(?:ro_)?gcp_service_account_json)$/;

/** Names that match {@link SECRET_NAME} and hold none. */
const NO_SECRET =
  /(?:_(?:path|file|length|ttl|header|type|complexity|url|expiration|rotation|exp)|^license_path|_attempts)$/;

/** A password in the authority of a URL: `http://user:password@host`. */
const URL_PASSWORD = /[a-z][a-z0-9+.-]*:\/\/[^\s/:@]*:([^\s/@]+)@/gi;

/** A value that says itself where the secret is, or that only exists at run time, is no secret. */
const REFERENCE = /^(?:\{vault:\/\/.*\}|\$\{.*\}|\$\w+|\{\{.*\}\}|<%.*%>|%\w+%|on|off|true|false)?$/is;

/** Keys and certificates are written as paths or as the text itself; a path is no secret. */
const PATH_PROPERTY = /(?:_key|_cert|_certificate|_crt|_pem|_file|_path)$/i;
const PATH = /^\.{0,2}\/\S*$/;

/** Whether a value of this property is to be kept out of every output. */
export function isSecretProperty(property: string, catalog: Catalog): boolean {
  return secretTest(catalog)(property);
}

/** {@link isSecretProperty} for many properties. */
function secretTest(catalog: Catalog): (property: string) => boolean {
  const known = answers.get(catalog) ?? new Map<string, boolean>();
  answers.set(catalog, known);
  return (property) => {
    let answer = known.get(property);
    if (answer === undefined) {
      answer = soundsSecret(property, catalog);
      if (known.size < MOST_ANSWERS) known.set(property, answer);
    }
    return answer;
  };
}

/** The same names come again and again; there is no end to those that a text can hold. */
const answers = new WeakMap<Catalog, Map<string, boolean>>();
const MOST_ANSWERS = 2000;

/** A name in other letters, or in the form of the environment, is unknown to Kong in a file; what it holds is as secret. */
function soundsSecret(property: string, catalog: Catalog): boolean {
  const name = property.toLowerCase().replace(/^kong_/, "");
  const definition = catalog.property(name);
  if (definition?.sensitive === true || SECRET_HOLDER.test(name)) return true;
  if (NO_SECRET.test(name)) return false;
  return SECRET_NAME.test(name) && (definition === undefined || definition.type !== "boolean");
}

/**
 * All secrets that stand in the source in clear text: values of sensitive properties (also under unknown names that
 * sound like one, and in settings that are commented out), and passwords inside URLs.
 */
export function secretsOf(unit: ConfigUnit, catalog: Catalog): readonly Secret[] {
  const secrets: Secret[] = [];
  const isSecret = secretTest(catalog);
  const text = unit.document.text;
  const add = (start: number, value: string) => {
    if (value !== "") secrets.push({ span: { start, end: start + value.length }, text: value });
  };
  for (const assignment of unit.assignments) {
    if (assignment.opaque !== undefined) continue;
    if (isSecret(assignment.property)) {
      if (isLiteral(assignment.property, assignment.writtenValue)) {
        add(assignment.rawValueSpan.start, sliceSpan(text, assignment.rawValueSpan));
        secrets.push({ span: assignment.writtenValueSpan, text: assignment.writtenValue });
      }
    } else {
      if (!assignment.rawValue.includes("://")) continue;
      for (const match of sliceSpan(text, assignment.rawValueSpan).matchAll(URL_PASSWORD)) {
        const password = match[1] ?? "";
        add(assignment.rawValueSpan.start + match.index + match[0].length - 1 - password.length, password);
      }
    }
  }
  for (const { property, value, valueStart } of commentedSettings(unit.document)) {
    if (value !== "" && isSecret(property) && isLiteral(property, value)) add(valueStart, value);
  }
  return secrets;
}

function isLiteral(property: string, value: string): boolean {
  return !REFERENCE.test(value) && !(PATH_PROPERTY.test(property) && PATH.test(value));
}
