import { wordTable } from "../../../grammar/text/word-table.ts";
import { defineRule } from "../../findings/rule.ts";
import { assignmentsNamed, isSetElsewhere } from "../support/assignments.ts";
import { renameFix } from "../support/fixes.ts";
import { quoted } from "../support/quoting.ts";

/** Names that pages of Kong's documentation print wrongly, and the properties they mean. */
const PRINTED: Readonly<Record<string, string>> = wordTable({
  adming_access_log: "admin_access_log",
  adming_gui_auth_conf: "admin_gui_auth_conf",
  admin_gui_auth_config: "admin_gui_auth_conf",
  admin_gui_ssl_key: "admin_gui_ssl_cert_key",
  pg_datastore: "pg_database",
  port_gui_use_subdomains: "portal_gui_use_subdomains",
  portal_auth_config: "portal_auth_conf",
  portal_gui_ssl_key: "portal_gui_ssl_cert_key",
});

/** Misprints of the manual that people copy. */
export default defineRule({
  summary: "Property name misspelled in Kong's documentation",
  severity: "error",
  needs: "losses",
  layer: "value",
  check({ unit, catalog, report, isExtraProperty }) {
    for (const assignment of assignmentsNamed(unit, ...Object.keys(PRINTED))) {
      const { property } = assignment;
      if (assignment.section !== undefined) continue;
      const meant = PRINTED[property] ?? "";
      if (catalog.knows(property) || !catalog.knows(meant) || isExtraProperty(property)) continue;
      report({
        at: assignment.nameSpan,
        property,
        message: `This name is a typo in Kong's documentation; Kong silently ignores the line. Use ${quoted(meant)}.`,
        fixes: isSetElsewhere(unit, meant, assignment)
          ? []
          : [renameFix(`Rename to ${quoted(meant)}`, "safe", assignment, meant)],
      });
    }
  },
});
