import { defineRule } from "../../findings/rule.ts";
import { displayOnlyFix, removeFix } from "../support/fixes.ts";
import { quoted } from "../support/quoting.ts";

/** What a Kong without a database is to load. */
export default defineRule({
  summary: "A Kong without a database has nothing, or something odd, to load",
  severity: "warning",
  check({ reading, report }) {
    if (reading.text("database") !== "off" || reading.isOpaque("role")) return;
    if (reading.text("role") === "data_plane") return;
    const file = reading.assignment("declarative_config");
    const text = reading.assignment("declarative_config_string");
    if (file !== undefined && text !== undefined && file.writtenValue !== "" && text.writtenValue !== "")
      report({
        at: text,
        message:
          "Kong loads the file of `declarative_config` and never looks at `declarative_config_string`. Keep one of the two.",
        related: [{ span: file.writtenValueSpan, message: "This file wins." }],
        fixes: [removeFix("Remove `declarative_config_string`", "unsafe", text)],
      });
    if (file !== undefined && file.opaque === undefined && file.writtenValue !== "") {
      const path = file.writtenValue;
      if (path.endsWith("/"))
        report({
          at: file,
          message: `${quoted(path)} is a folder, and Kong fails to start where it should read a file. Name the file in it.`,
          fixes: [displayOnlyFix("Name the file")],
        });
      else if (!path.startsWith("/") && !path.startsWith("{vault:"))
        report({
          at: file,
          severity: "info",
          message: `Kong looks for ${quoted(path)} in the directory it is started from, not beside this file or in the prefix. Write the path from \`/\` on.`,
          fixes: [displayOnlyFix("Write the path from `/` on")],
        });
    }
    const isNamed = ["declarative_config", "declarative_config_string"].some(
      (property) => reading.isOpaque(property) || reading.isWritten(property),
    );
    // With `kic` on, Kong Ingress Controller brings the routes.
    if (isNamed || reading.isOn("kic") || reading.isOpaque("kic")) return;
    report({
      at: reading.unit.anchor,
      property: "declarative_config",
      severity: "info",
      message:
        "With `database = off` and no `declarative_config`, Kong starts without a route, and answers everything with 404 until something is posted to `/config`. Name the file, unless the environment does or a controller pushes the configuration.",
      fixes: [displayOnlyFix("Set `declarative_config` to the path of the declarative file")],
    });
  },
});
