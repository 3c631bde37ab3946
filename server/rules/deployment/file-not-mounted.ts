import { defineRule, type RuleContext } from "../../findings/rule.ts";
import type { Reading } from "../../loader/reading.ts";
import type { Assignment } from "../../model/assignment.ts";
import type { Deployment } from "../../model/deployment.ts";
import { isAbsent, isWithin } from "../support/deployment/mounts.ts";
import { processKind } from "../support/deployment/process-kind.ts";
import { displayOnlyFix } from "../support/fixes.ts";
import { quoted } from "../support/quoting.ts";
import { valueItems } from "../support/value-items.ts";

/** Properties that name files which Kong opens when it starts. */
const FILES = [
  "declarative_config",
  "ssl_cert",
  "ssl_cert_key",
  "admin_ssl_cert",
  "admin_ssl_cert_key",
  "status_ssl_cert",
  "status_ssl_cert_key",
  "admin_gui_ssl_cert",
  "admin_gui_ssl_cert_key",
  "client_ssl_cert",
  "client_ssl_cert_key",
  "cluster_cert",
  "cluster_cert_key",
  "cluster_ca_cert",
  "lua_ssl_trusted_certificate",
  "pg_ssl_cert",
  "pg_ssl_cert_key",
];

/** Folders of the image that have certificates and modules of their own. */
const OF_THE_IMAGE = [
  "/etc/ssl",
  "/etc/pki",
  "/usr",
  "/lib",
  "/lib64",
  "/dev",
  "/proc",
  "/var/lib/ca-certificates",
];

/** A file that Kong opens, and that neither the image nor a mount brings into the container. */
export default defineRule({
  summary: "File that Kong opens and that is not mounted into the container",
  severity: "warning",
  needs: "deployment",
  check(context) {
    const { unit, reading } = context;
    const { deployment } = unit;
    if (deployment === undefined || processKind(deployment) !== "start") return;
    for (const property of FILES) {
      const assignment = reading.assignment(property);
      if (assignment !== undefined && assignment.opaque === undefined && isUsed(context, property))
        reportFiles(context, assignment, deployment);
    }
    reportLuaFolders(context, deployment);
    for (const assignment of unit.assignments) reportLoadedFile(context, assignment, deployment);
  },
});

function isUsed({ reading }: RuleContext, property: string): boolean {
  return property !== "declarative_config" || reading.text("database") === "off";
}

function reportFiles({ report }: RuleContext, assignment: Assignment, deployment: Deployment): void {
  const { property } = assignment;
  for (const { text, span } of valueItems(assignment)) {
    const isRoutes = property === "declarative_config";
    if (!/^\/[^\s*]+$/.test(text) || (!isRoutes && isOfImage(text)) || !isAbsent(deployment, text)) continue;
    report({
      at: span,
      property,
      message: `No mount provides ${quoted(text)} in the container, and the image has no such file, so Kong fails to start. Add a volume for it.`,
      fixes: [displayOnlyFix("Add a volume for the file")],
    });
  }
}

function isOfImage(path: string): boolean {
  return OF_THE_IMAGE.some((folder) => isWithin(path, folder));
}

/** Folders of `lua_package_path`, of which those outside of the image are there for plugins. */
function reportLuaFolders({ reading, report }: RuleContext, deployment: Deployment): void {
  const assignment = reading.assignment("lua_package_path");
  if (assignment === undefined || assignment.opaque !== undefined) return;
  // Without a plugin of somebody else, nothing is looked for there: charts set a folder in any case.
  if (["plugins", "custom_plugins"].every((property) => namesBundledOnly(reading, property))) return;
  const folders = assignment.writtenValue
    .split(";")
    .flatMap((entry) => /^(\/[^?\s]*)\/\?/.exec(entry.trim())?.[1] ?? []);
  const [first] = folders;
  if (first === undefined || folders.some((folder) => isOfImage(folder) || !isAbsent(deployment, folder)))
    return;
  report({
    at: assignment,
    property: "lua_package_path",
    severity: "info",
    message: `No mount provides ${quoted(first)} in the container, and the image has no such folder, so Kong finds no plugins there. Add a volume for it.`,
    fixes: [displayOnlyFix("Add a volume for the folder")],
  });
}

function namesBundledOnly(reading: Reading, property: string): boolean {
  if (reading.isOpaque(property)) return false;
  const items = (reading.text(property) ?? "").split(",").map((item) => item.trim());
  return items.every((item) => ["", "bundled", "off"].includes(item));
}

/** What the entrypoint reads for `KONG_…_FILE`: without the file the variable is empty. */
function reportLoadedFile({ report }: RuleContext, assignment: Assignment, deployment: Deployment): void {
  const { origin, value, rawValue, property, variable } = assignment;
  if (origin.kind !== "derived" || origin.by.what !== "entrypoint" || value.kind !== "text") return;
  const [piece] = value.pieces;
  if (piece?.kind !== "opaque" || piece.why !== "other-file") return;
  const path = piece.text;
  if (!/^\/[^\s$]+$/.test(path) || !isAbsent(deployment, path)) return;
  report({
    at: piece.at ?? assignment,
    property,
    message: `No mount or secret provides ${quoted(rawValue)} in the container, so the entrypoint sets \`${variable}\` to an empty value. Add the secret to the service.`,
    fixes: [displayOnlyFix("Add the secret, or a volume for the file")],
  });
}
