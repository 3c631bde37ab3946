import { inRange } from "../../../schemas/release.ts";
import { hasNumbers } from "../lua/lua-value.ts";
import { cipherSuitesOf } from "./cipher-suites.ts";
import type { CrossCheck } from "./cross-check.ts";
import { fileOrText } from "./file-or-text.ts";
import { isCertificateText, isDhParametersText } from "./pem.ts";

/** Groups that OpenSSL knows by name. */
const namedGroups = new Set([
  ...["ffdhe2048", "ffdhe3072", "ffdhe4096", "ffdhe6144", "ffdhe8192"],
  ...["modp_1536", "modp_2048", "modp_3072", "modp_4096", "modp_6144", "modp_8192"],
  ...["dh_1024_160", "dh_2048_224", "dh_2048_256"],
]);

/** What `system` stands for: the first of these that exists. */
const systemBundles = [
  "/etc/ssl/certs/ca-certificates.crt",
  "/etc/pki/tls/certs/ca-bundle.crt",
  "/etc/ssl/ca-bundle.pem",
  "/etc/pki/tls/cacert.pem",
  "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
  "/etc/ssl/cert.pem",
];

/** Kong 2.0–2.1: one path. */
const trustedPath: CrossCheck = {
  range: { since: "2.0", before: "2.2" },
  reads: ["lua_ssl_trusted_certificate"],
  run(context) {
    const property = "lua_ssl_trusted_certificate";
    const value = context.value(property);
    if (value === undefined) return;
    if (typeof value !== "string") context.refuse({ check: "numeric-path", property, crash: true });
    else if (!context.exists(value)) context.refuse({ check: "trusted-certificate", property });
  },
};

/**
 * Kong 2.2 on: a list, in which `system` means the bundle of the machine. Where there is none, Kong 2.2–2.8 refuse
 * and later releases leave it out. From 3.1 on the text of a certificate may stand in place of a path.
 */
const trustedPaths: CrossCheck = {
  range: { since: "2.2" },
  reads: ["lua_ssl_trusted_certificate"],
  always: true,
  run(context) {
    const property = "lua_ssl_trusted_certificate";
    const items = context.list(property);
    if (items === undefined) return;
    if (hasNumbers(context.value(property))) context.refuse({ check: "numeric-path", property, crash: true });
    const noSystem = inRange(context.model.base, { since: "3.0" });
    const bundle = systemBundles.find((path) => context.exists(path));
    const trusted: string[] = [];
    for (const [item, written] of items.entries()) {
      const path = written === "system" ? (bundle ?? written) : written;
      if (path === "system" && noSystem) continue;
      const { fits, value } = fileOrText(context, path, isCertificateText);
      if (!fits) context.refuse({ check: "trusted-certificate", property, cause: { property, item } });
      trusted.push(value);
    }
    context.rewrite(property, trusted);
  },
};

/** A suite overwrites ciphers, and from 2.0 on protocols, preference and, from 2.3 on, DH parameters. */
const cipherSuite: CrossCheck = {
  range: { since: "0.10.3" },
  reads: ["ssl_cipher_suite"],
  always: true,
  run(context) {
    const name = context.text("ssl_cipher_suite");
    if (name === "custom") return;
    const suite = name === undefined ? undefined : cipherSuitesOf(context.model.base).get(name);
    if (suite === undefined) context.refuse({ check: "cipher-suite", property: "ssl_cipher_suite" });
    else for (const [property, value] of suite) context.derive(property, value, "ssl_cipher_suite");
  },
};

/** Suites that set DH parameters themselves run before this one, so a bad path under them passes. */
const dhParameters: CrossCheck = {
  range: { since: "2.3" },
  reads: ["ssl_dhparam", "ssl_cipher_suite", "nginx_http_ssl_dhparam", "nginx_stream_ssl_dhparam"],
  run(context) {
    const own = context.text("ssl_dhparam");
    if (own !== undefined) {
      if (namedGroups.has(own)) return;
      const { fits, value } = fileOrText(context, own, isDhParametersText);
      if (!fits) context.refuse({ check: "dh-parameters", property: "ssl_dhparam" });
      context.rewrite("ssl_dhparam", value);
      return;
    }
    for (const property of ["nginx_http_ssl_dhparam", "nginx_stream_ssl_dhparam"]) {
      const file = context.text(property);
      if (file !== undefined && !namedGroups.has(file) && !context.exists(file))
        context.refuse({ check: "dh-parameters", property });
    }
  },
};

/** Trusted certificates, cipher suites and DH parameters. */
export const trustedCertificateChecks: readonly CrossCheck[] = [trustedPath, trustedPaths];
export const cipherChecks: readonly CrossCheck[] = [cipherSuite, dhParameters];
