import { memoizeLast } from "../../../../grammar/text/memoize.ts";
import type { ConfigUnit } from "../../../model/config-unit-old.ts";

/** Names that only Kong itself writes, into `<prefix>/.kong_env`: paths and results that it derived. */
const DERIVED = [
  "kong_env",
  "kong_conf",
  "nginx_conf",
  "nginx_kong_conf",
  "nginx_pid",
  "nginx_acc_logs",
  "nginx_err_logs",
  "nginx_admin_acc_logs",
  "ssl_cert_default",
  "ssl_cert_key_default",
  "ssl_cert_csr_default",
  "serf_pid",
  "dnsmasq_pid",
];

/** With fewer of them, somebody has copied a name or two. */
const LEAST = 5;

/**
 * Whether a source is the file in which Kong hands its merged settings to its workers. People do not write it. Several rules
 * ask the same of each source.
 */
export const isKongEnvDump = memoizeLast((unit: ConfigUnit): boolean => {
  if (unit.assignments.length < LEAST) return false;
  const written = new Set(unit.assignments.map(({ property }) => property));
  return DERIVED.filter((name) => written.has(name)).length >= LEAST;
});
