import { compareVersions } from "../../../schemas/release.ts";
import { defineRule, type RuleContext } from "../../findings/rule.ts";
import type { Assignment } from "../../model/assignment.ts";
import type { KongProcess, Neighbor } from "../../model/neighbor.ts";
import { isGuessed } from "../support/deployment/guesses.ts";
import { peersAt, planeAddress } from "../support/deployment/plane-peers.ts";
import { settingOf } from "../support/deployment/process-settings.ts";
import { displayOnlyFix } from "../support/fixes.ts";
import { isKonnect } from "../support/konnect.ts";
import { quoted } from "../support/quoting.ts";

/** A data plane whose control plane, deployed with it, does not accept it. */
export default defineRule({
  summary: "Data plane that does not match the control plane deployed with it",
  severity: "warning",
  needs: "deployment",
  releases: { oss: { since: "2.0" }, enterprise: { since: "2.0" } },
  check(context) {
    const { unit, reading, catalog } = context;
    const { neighbors } = unit.deployment ?? {};
    if (neighbors === undefined || reading.text("role") !== "data_plane") return;
    const endpoint = reading.assignment("cluster_control_plane");
    const address = endpoint === undefined ? undefined : planeAddress(endpoint);
    if (endpoint === undefined || address === undefined || isKonnect(address.host)) return;
    if (isGuessed(unit, endpoint)) return;
    const [peer, ...others] = peersAt(neighbors, address.host) ?? [];
    if (peer === undefined || others.length > 0) return;
    const role = settingOf(peer.kong, "role", catalog);
    if (role.kind !== "text" || role.text !== "control_plane" || isGuessed(unit, role.assignment)) return;
    reportRelease(context, peer.neighbor, peer.kong);
    reportVerification(context, peer.kong, endpoint);
    reportServerName(context);
  },
});

/** A control plane of Kong 2.3 and later refuses data planes of another major release, and of a later minor one. */
function reportRelease(
  { unit, report }: RuleContext,
  { name, at }: Neighbor,
  { release }: KongProcess,
): void {
  const own = unit.release;
  if (own?.certainty !== "said" || release?.certainty !== "said") return;
  if (own.release.edition !== release.release.edition) return;
  const [mine, theirs] = [own.release.version, release.release.version];
  if (compareVersions(theirs, "2.3") < 0) return;
  const [myMajor = 0, myMinor = 0] = mine.split(".").map(Number);
  const [major = 0, minor = 0] = theirs.split(".").map(Number);
  const isAccepted =
    myMajor === major ? myMinor <= minor : major === 3 && minor === 0 && myMajor === 2 && myMinor === 8;
  if (isAccepted) return;
  const isNewer = compareVersions(mine, theirs) > 0;
  report({
    at: unit.deployment?.image?.at ?? unit.anchor,
    message: `This data plane runs Kong ${mine}, but its control plane ${quoted(name)} runs ${theirs}. The control plane rejects data planes of ${myMajor === major ? "a later minor release" : "another major release"}, so it sends no configuration. ${isNewer ? "Upgrade the control plane first." : "Use a release of the same series for both."}`,
    related: [{ span: release.at ?? at, message: "The image of the control plane" }],
    fixes: [displayOnlyFix(isNewer ? "Upgrade the control plane first" : "Use the same release for both")],
  });
}

/** One certificate for all nodes, or an authority that signs one for each. */
function reportVerification(
  { unit, reading, catalog, report }: RuleContext,
  kong: KongProcess,
  endpoint: Assignment,
): void {
  const theirs = settingOf(kong, "cluster_mtls", catalog);
  const mine = reading.text("cluster_mtls");
  const assignment = reading.assignment("cluster_mtls");
  if (theirs.kind !== "text" || mine === undefined || reading.isOpaque("cluster_mtls")) return;
  if (isGuessed(unit, assignment) || isGuessed(unit, theirs.assignment)) return;
  if (!isMode(mine) || !isMode(theirs.text) || (mine === "shared") === (theirs.text === "shared")) return;
  report({
    at: assignment ?? endpoint,
    property: "cluster_mtls",
    message: `This data plane has \`cluster_mtls = ${mine}\`${assignment === undefined ? ", the default" : ""}, but its control plane has \`${theirs.text}\`, so the two check certificates in different ways and do not connect. Set the same mode for both.`,
    related:
      theirs.assignment === undefined
        ? []
        : [{ span: theirs.assignment.span, message: "The setting of the control plane" }],
    fixes: [displayOnlyFix("Set the same mode for both")],
  });
}

function isMode(text: string): boolean {
  return /^(?:shared|pki|pki_check_cn)$/.test(text);
}

/** With one certificate for all nodes, Kong asks for `kong_clustering` whatever is set. */
function reportServerName({ unit, reading, report }: RuleContext): void {
  if (reading.isOpaque("cluster_mtls") || reading.text("cluster_mtls") !== "shared") return;
  if (isGuessed(unit, reading.assignment("cluster_mtls"))) return;
  for (const property of ["cluster_server_name", "cluster_telemetry_server_name"]) {
    const assignment = reading.assignment(property);
    if (assignment === undefined || ["", "kong_clustering"].includes(assignment.writtenValue)) continue;
    report({
      at: assignment,
      property,
      severity: "info",
      message: `With \`cluster_mtls = shared\` Kong asks its control plane for the server name \`kong_clustering\`, and does not use \`${property}\`. Remove the line, or set \`cluster_mtls = pki\` on both sides.`,
      tags: ["unnecessary"],
    });
  }
}
