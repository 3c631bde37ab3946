import { defineRule } from "../../findings/rule.ts";
import { displayOnlyFix, removeFix } from "../support/fixes.ts";
import { quoted } from "../support/quoting.ts";

/** What a Kong without a database is to load. */
export default defineRule({
  summary: "DB-less mode without a usable declarative configuration",
  severity: "warning",
  needs: ["database", "declarative_*"],
  serving: true,
  check({ reading, report }) {
    if (reading.text("database") !== "off" || reading.isOpaque("role")) return;
    // A data plane gets its routes from the control plane, and with any other role Kong starts with a database only.
    if ((reading.text("role") ?? "traditional") !== "traditional") return;
    const file = reading.assignment("declarative_config");
    const text = reading.assignment("declarative_config_string");
    if (file !== undefined && text !== undefined && file.writtenValue !== "" && text.writtenValue !== "")
      report({
        at: text,
        message:
          "Kong loads the file in `declarative_config` and ignores `declarative_config_string`. Keep one of the two.",
        related: [{ span: file.writtenValueSpan, message: "Kong loads this file." }],
        fixes: [removeFix("Remove `declarative_config_string`", "unsafe", text)],
      });
    if (file !== undefined && file.opaque === undefined && file.writtenValue !== "") {
      const path = file.writtenValue;
      if (path.endsWith("/"))
        report({
          at: file,
          message: `${quoted(path)} is a directory, and Kong fails to start because it expects a file. Use the path of the file.`,
          fixes: [displayOnlyFix("Change to the path of the file")],
        });
      else if (!path.startsWith("/") && !path.startsWith("{vault:"))
        report({
          at: file,
          severity: "info",
          message: `Kong looks for ${quoted(path)} in the directory it is started from, not next to this file or in the prefix. Use an absolute path.`,
          fixes: [displayOnlyFix("Change to an absolute path")],
        });
    }
    const isNamed = ["declarative_config", "declarative_config_string"].some(
      (property) => reading.isOpaque(property) || reading.isWritten(property),
    );
    // With `kic` on, Kong Ingress Controller brings the routes from the same pod.
    if (isNamed || reading.isOn("kic") || reading.isOpaque("kic")) return;
    if (reading.unit.deployment?.hasController === true) return;
    report({
      at: reading.unit.anchor,
      property: "declarative_config",
      severity: "info",
      message:
        "With `database = off` and no `declarative_config`, Kong starts without routes and answers every request with 404 until a configuration is posted to `/config`. Set it (here or in the environment), unless a controller pushes the configuration.",
      fixes: [displayOnlyFix("Set `declarative_config` to the path of the declarative file")],
    });
  },
});
