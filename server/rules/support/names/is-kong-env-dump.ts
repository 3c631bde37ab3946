import { LastAnswers } from "../../../../grammar/text/last-answers.ts";
import type { ConfigUnit } from "../../../model/config-unit.ts";

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

/** Whether a source is the file in which Kong hands its merged settings to its workers. People do not write it. */
export function isKongEnvDump(unit: ConfigUnit): boolean {
  const known = answers.get(unit) ?? holdsDerived(unit);
  answers.set(unit, known);
  return known;
}

/** Several rules ask the same of each source. */
const answers = new LastAnswers<ConfigUnit, boolean>();

function holdsDerived(unit: ConfigUnit): boolean {
  if (unit.assignments.length < LEAST) return false;
  const written = new Set(unit.assignments.map(({ property }) => property));
  return DERIVED.filter((name) => written.has(name)).length >= LEAST;
}
