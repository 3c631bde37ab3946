import { wordTable } from "../../../../grammar/text/word-table.ts";
import type { KongValue, Reading } from "../../../loader/reading.ts";

/** Properties that a cipher suite sets, by the property under which a user may write the same thing. */
const SET_BY_SUITE: Readonly<Record<string, string>> = wordTable({
  ssl_ciphers: "ssl_ciphers",
  ssl_protocols: "nginx_http_ssl_protocols",
  nginx_http_ssl_protocols: "nginx_http_ssl_protocols",
  nginx_stream_ssl_protocols: "nginx_stream_ssl_protocols",
  ssl_prefer_server_ciphers: "nginx_http_ssl_prefer_server_ciphers",
  nginx_http_ssl_prefer_server_ciphers: "nginx_http_ssl_prefer_server_ciphers",
  nginx_stream_ssl_prefer_server_ciphers: "nginx_stream_ssl_prefer_server_ciphers",
  ssl_dhparam: "ssl_dhparam",
  nginx_http_ssl_dhparam: "nginx_http_ssl_dhparam",
  nginx_stream_ssl_dhparam: "nginx_stream_ssl_dhparam",
});

/** The properties that a cipher suite may take out of a user's hands. */
export const suiteProperties: readonly string[] = Object.keys(SET_BY_SUITE);

/**
 * What the cipher suite puts in the place of a property's written value, or undefined where the written value holds.
 * The suite is applied after everything else, from Kong 0.10.3 on.
 */
export function suiteOverride(
  reading: Reading,
  property: string,
): { readonly value: KongValue | undefined } | undefined {
  const target = reading.properties.get(SET_BY_SUITE[property] ?? "");
  const isSet = target?.provenance.kind === "derived" && target.provenance.by === "ssl_cipher_suite";
  return isSet ? { value: target.value } : undefined;
}
