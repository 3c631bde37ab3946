import { inRange } from "../../../schemas/release.ts";
import { defineRule } from "../../findings/rule.ts";

/** Kong 2.2 looks for its bundle of trusted certificates before it has written it; 2.3.0 writes it first. */
export default defineRule({
  summary: "PostgreSQL certificate that Kong 2.2 cannot verify at the first start",
  severity: "info",
  needs: ["pg_ssl_verify"],
  dependsOnRelease: true,
  check({ reading, catalog, report }) {
    if (!inRange(catalog.base, { since: "2.2", before: "2.3" })) return;
    const verify = reading.assignment("pg_ssl_verify");
    if (verify === undefined || !reading.isOn("pg_ssl_verify") || !reading.isOn("pg_ssl")) return;
    if (reading.text("database") !== "postgres" || !reading.mayBeSet("lua_ssl_trusted_certificate")) return;
    report({
      at: verify,
      property: "pg_ssl_verify",
      message:
        'Kong 2.2 connects to PostgreSQL before it writes its bundle of trusted certificates, so migrations and the first start fail with "error loading CA locations". Upgrade to Kong 2.3.0, or run `kong prepare` first.',
    });
  },
});
