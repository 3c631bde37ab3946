import { memoizeText } from "../../../grammar/text/memoize.ts";
import { sliceSpan } from "../../../grammar/text/span.ts";
import { parseVaultReference } from "../../../grammar/values/parse-vault-reference.ts";
import { toNumber } from "../lua/to-number.ts";

/** What a reference to a vault names. */
export interface VaultReference {
  readonly vault: string;
  readonly resource: string;
  /** The member of a JSON object that the vault answers with. */
  readonly key: string | undefined;
  /** `prefix` of the query, which the environment vault puts before the name. */
  readonly prefix: string | undefined;
  readonly version: number | undefined;
}

/**
 * Reads `{vault://name/resource/key?prefix=…#version}` and decodes its parts as Kong does: a version is whatever Lua takes for a
 * number, and empty parts of the path count for nothing. undefined where Kong says what is missing.
 */
export const parseReference: (text: string) => VaultReference | undefined = memoizeText((text) => {
  const reading = parseVaultReference(text);
  if (reading.kind !== "reference") return undefined;
  const { name, resource, key, options, version } = reading;
  const number = version && toNumber(sliceSpan(text, version));
  if (version !== undefined && number === undefined) return undefined;
  const parts = sliceSpan(text, resource).split("/");
  const prefix = options.find((option) => sliceSpan(text, option.name) === "prefix")?.value;
  return {
    vault: sliceSpan(text, name),
    resource: unescapeUri(parts.filter((part) => part !== "").join("/")),
    key: key && unescapeUri(sliceSpan(text, key)),
    prefix: prefix && unescapeUri(sliceSpan(text, prefix)),
    version: number,
  };
});

function unescapeUri(text: string): string {
  return text
    .replaceAll("+", " ")
    .replace(/%([\da-f]{2})/gi, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));
}
