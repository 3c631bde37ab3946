import { wordTable } from "../../grammar/text/word-table.ts";

/**
 * Scores of rules about security, on the scale of CVSS from 0.1 to 10, as code hosts rank alerts by them: above 9 critical, from
 * 7 high, from 4 medium. They rank what the finding opens when it is right, not how likely somebody is to come by.
 */
const SCORES: Readonly<Record<string, number>> = wordTable({
  // Whoever reaches it controls the gateway.
  "security/admin-listen-public": 9.1,
  "deployment/admin-published": 9.1,
  "security/admin-open-to-neighbors": 8.8,
  "security/rbac-off": 8.1,
  "security/untrusted-lua-on": 8.8,
  // A secret is readable, or can be guessed.
  "security/plaintext-secret": 7.5,
  "security/weak-secret": 7.5,
  "security/session-cookie": 6.5,
  // What is sent can be read or changed on the way.
  "security/admin-plaintext-remote": 7.4,
  "security/manager-plaintext": 6.8,
  "tls/pg-ssl-off": 5.9,
  "tls/verify-without-ca": 5.9,
  "tls/legacy-protocols": 5.3,
  "tls/cipher-suite": 5.3,
  "tls/suite-overrides-protocols": 5.3,
  // Callers pass for others, or overload the gateway.
  "security/http2-rapid-reset": 7.5,
  "security/trusted-ips-all": 6.5,
  "security/real-ip-untrusted": 6.5,
  // More is told than needs to be.
  "security/status-or-debug-public": 5.3,
  "security/debug-log-level": 4.3,
  "security/debug-header": 3.7,
});

/**
 * The score of a rule, as SARIF carries it: `9.1`.
 * @returns undefined for a rule that is not about security
 */
export function securitySeverity(rule: string): string | undefined {
  return SCORES[rule]?.toFixed(1);
}

/** The rules that have a score. */
export const securityRules: readonly string[] = Object.keys(SCORES);
