import { inRange } from "../../../schemas/release.ts";
import type { CheckContext } from "./check-context.ts";
import { cipherSuitesOf } from "./cipher-suites.ts";
import type { CrossCheck } from "./cross-check.ts";
import { isCertificateText, isDhParametersText } from "./pem.ts";

/** Groups that OpenSSL knows by name. */
const namedGroups = new Set([
  ...["ffdhe2048", "ffdhe3072", "ffdhe4096", "ffdhe6144", "ffdhe8192"],
  ...["modp_1536", "modp_2048", "modp_3072", "modp_4096", "modp_6144", "modp_8192"],
  ...["dh_1024_160", "dh_2048_224", "dh_2048_256"],
]);

/** The bundle that `system` stands for, on a machine where one is found. */
const systemBundle = "/etc/ssl/certs/ca-certificates.crt";

const systemBundles = [
  systemBundle,
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
  run(context) {
    const property = "lua_ssl_trusted_certificate";
    const items = context.list(property);
    if (items === undefined) return;
    const paths: string[] = [];
    for (const [item, written] of items.entries()) {
      const path =
        written === "system" ? (systemBundles.find((bundle) => context.exists(bundle)) ?? "system") : written;
      if (path !== "system" || inRange(context.model.base, { before: "3.0" })) paths.push(path);
      if (!trusted(context, path))
        context.refuse({ check: "trusted-certificate", property, cause: { property, item } });
    }
    context.rewrite(property, paths);
  },
};

function trusted(context: CheckContext, path: string): boolean {
  const { base } = context.model;
  if (path === "system") return !inRange(base, { before: "3.0" });
  return context.exists(path) || (inRange(base, { since: "3.1" }) && isCertificateText(path));
}

/** A suite overwrites ciphers, and from 2.0 on protocols, preference and, from 2.3 on, DH parameters. */
const cipherSuite: CrossCheck = {
  range: { since: "0.10.3" },
  reads: ["ssl_cipher_suite"],
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
    const pemAllowed = inRange(context.model.base, { since: "3.1" });
    if (own !== undefined) {
      const fits = namedGroups.has(own) || context.exists(own) || (pemAllowed && isDhParametersText(own));
      if (!fits) context.refuse({ check: "dh-parameters", property: "ssl_dhparam" });
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
