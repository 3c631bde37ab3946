import { defineRule } from "../../findings/rule.ts";
import { mountOver } from "../support/deployment/mounts.ts";
import { flagOf, processKind } from "../support/deployment/process-kind.ts";
import { displayOnlyFix } from "../support/fixes.ts";
import { quoted } from "../support/quoting.ts";

/** A container with a read-only file system and a prefix in it. */
export default defineRule({
  summary: "Read-only file system that contains the prefix",
  severity: "warning",
  needs: "deployment",
  check({ unit, reading, report }) {
    const { deployment } = unit;
    if (deployment?.readOnlyRoot?.value !== true || processKind(deployment) !== "start") return;
    // An image may declare volumes of its own.
    if (deployment.imageFiles !== "stock" || deployment.mounts?.isComplete !== true) return;
    const prefix = flagOf(deployment.command?.value ?? [], "-p", "--prefix") ?? reading.text("prefix");
    if (prefix === undefined || !prefix.startsWith("/")) return;
    const mount = mountOver(deployment, prefix.replace(/\/+$/, ""));
    if (mount !== undefined && !mount.isReadOnly) return;
    report({
      at: reading.assignment("prefix") ?? deployment.readOnlyRoot.at,
      property: "prefix",
      message: `The file system of the container is read-only, and nothing writable is mounted at ${quoted(prefix)}, where Kong writes its nginx configuration: it fails to start. Mount a \`tmpfs\` or a volume there.`,
      fixes: [displayOnlyFix(`Mount a \`tmpfs\` at ${quoted(prefix)}`)],
    });
  },
});
