import { wordTable } from "../../../grammar/text/word-table.ts";
import { compareVersions } from "../../../schemas/release.ts";
import type { Fix } from "../../findings/fix.ts";
import type { RuleContext } from "../../findings/rule.ts";
import type { Refusal } from "../../loader/reading.ts";
import { asSentence } from "../support/as-sentence.ts";
import { displayOnlyFix, removeFix, setFix } from "../support/fixes.ts";
import { quoted, quotedList } from "../support/quoting.ts";
import { describeRefusal, refusalPlace, refusalRule } from "../support/refusals.ts";

/** The sections of Kong's chart that give a listener for data planes its address. */
const CHART_SECTIONS: Readonly<Record<string, string>> = wordTable({
  cluster_listen: "cluster",
  cluster_telemetry_listen: "clustertelemetry",
});

/** What the roles of hybrid mode need, and what they exclude. */
export default refusalRule({
  summary: "Hybrid mode role with missing or conflicting settings",
  severity: "error",
  needs: ["role", "cluster_use_proxy"],
  layer: "value",
  yieldsTo: ["listen/off-position", "tls/cert-key-pair", "schema/empty-value-unsets"],
  releases: { oss: { since: "2.0" }, enterprise: { since: "2.0" } },
  check: ["role", "cluster-proxy"],
  dependsOnRelease: true,
  at: place,
  message: reason,
  fixes,
  checkAccepted: reportTelemetry,
});

/** Where nothing of the property is written, the role that asks for it. */
function place(refusal: Refusal, { reading }: RuleContext) {
  const at = refusalPlace(refusal);
  return at === refusal.anchor ? (reading.assignment("role") ?? at) : at;
}

function roleOf({ reading }: RuleContext): string {
  return reading.text("role") ?? "traditional";
}

function reason(refusal: Refusal, context: RuleContext): string {
  const { property, check } = refusal;
  const role = quoted(`role = ${roleOf(context)}`);
  if (check === "cluster-proxy")
    return property === "cluster_use_proxy"
      ? `${role} does not support \`cluster_use_proxy\`, which is for data planes. Turn it off.`
      : "`cluster_use_proxy` needs a `proxy_server`, and nothing here sets it. Set it, or turn `cluster_use_proxy` off.";
  switch (property) {
    case "cluster_cert": {
      const missing = ["cluster_cert", "cluster_cert_key"].filter((name) => !context.reading.isWritten(name));
      return `${role} needs ${quotedList(missing, "and")}, and nothing here sets ${missing.length > 1 ? "them" : "it"}. Set ${missing.length > 1 ? "them" : "it"} (here or in the environment).`;
    }
    case "cluster_ca_cert":
      return "`cluster_mtls = pki` on a control plane needs `cluster_ca_cert`, and nothing here sets it. Set it (here or in the environment).";
    case "database":
      return roleOf(context) === "data_plane"
        ? `${role} works only without a database. Set \`database = off\` (here or in the environment).`
        : `${role} needs a database, but \`database\` is \`off\`. Set \`database = postgres\`.`;
    default:
      return `${role} needs ${quoted(property)}, which is \`off\`. ${addressAdvice(property, context)}`;
  }
}

/** The chart sets a listener for data planes to `off` where its own section is not enabled. */
function addressAdvice(property: string, { unit, reading }: RuleContext): string {
  const section = CHART_SECTIONS[property];
  if (section === undefined || !isOfChart(unit)) return "Set an address.";
  const switches = `set \`${section}.enabled\` and \`${section}.tls.enabled\` to \`true\`, and the chart sets an address`;
  return reading.assignment(property)?.origin.kind === "written"
    ? `Remove the line, ${switches}.`
    : asSentence(switches);
}

function isOfChart({ assignments }: RuleContext["unit"]): boolean {
  return assignments.some(({ origin }) => origin.kind === "derived" && origin.by.what === "chart");
}

function fixes({ property, check }: Refusal, context: RuleContext): Fix[] {
  const { reading } = context;
  if (check === "role" && property === "database" && roleOf(context) === "data_plane") {
    const assignment = reading.assignment("database");
    return [
      {
        title: "Set `database = off`",
        applicability: "unsafe",
        edits: [
          assignment === undefined
            ? {
                kind: "insert",
                property: "database",
                value: "off",
                after: reading.assignment("role"),
              }
            : { kind: "set", assignment, value: "off" },
        ],
      },
    ];
  }
  const assignment = reading.assignment("cluster_use_proxy");
  if (check !== "cluster-proxy" || assignment === undefined) return [];
  return [setFix("Set `cluster_use_proxy = off`", "unsafe", assignment, "off")];
}

/** Enterprise: a control plane must listen for telemetry too. */
function reportTelemetry(context: RuleContext): void {
  const { reading, catalog, report } = context;
  const property = "cluster_telemetry_listen";
  if (catalog.property(property) === undefined || compareVersions(catalog.base, "2.0") < 0) return;
  if (roleOf(context) !== "control_plane" || reading.isOpaque("role")) return;
  const assignment = reading.assignment(property);
  if (assignment?.writtenValue !== "off") return;
  const ofChart = isOfChart(context.unit);
  report({
    at: assignment,
    property,
    message: `${describeRefusal(catalog)}: \`role = control_plane\` needs ${quoted(property)}, which is \`off\`. ${ofChart ? addressAdvice(property, context) : "Remove the line to use the default."}`,
    fixes: ofChart
      ? [displayOnlyFix("Set `clustertelemetry.enabled: true`")]
      : [removeFix("Remove the line to use the default", "unsafe", assignment)],
  });
}
