import { parseListen } from "../../../grammar/listen/parse-listen.ts";
import { wordTable } from "../../../grammar/text/word-table.ts";
import type { Fix } from "../../findings/fix.ts";
import { defineRule, type RuleContext } from "../../findings/rule.ts";
import type { Assignment } from "../../model/assignment.ts";
import type { Location } from "../../model/location.ts";
import { isGuessed } from "../support/deployment/guesses.ts";
import {
  type PlaneAddress,
  type PlanePeer,
  peersAt,
  planeAddress,
} from "../support/deployment/plane-peers.ts";
import { settingOf } from "../support/deployment/process-settings.ts";
import { setFix } from "../support/fixes.ts";
import { isKonnect } from "../support/konnect.ts";
import { hostReach } from "../support/listen/host-reach.ts";
import { quoted, quotedList } from "../support/quoting.ts";

/** Addresses of a data plane, with the listener of the control plane that they are for. */
const LISTENERS: Readonly<Record<string, string>> = wordTable({
  cluster_control_plane: "cluster_listen",
  cluster_telemetry_endpoint: "cluster_telemetry_listen",
});

/** What keeps a data plane from a process. */
interface Fault {
  readonly message: string;
  readonly related: { readonly span: Location; readonly message: string };
  /** The port that would be right. */
  readonly port?: number | undefined;
}

/** A data plane with an address at which the control plane beside it does not listen. */
export default defineRule({
  summary: "Data plane that does not reach the control plane deployed with it",
  severity: "warning",
  needs: "deployment",
  releases: { oss: { since: "2.0" }, enterprise: { since: "2.0" } },
  check(context) {
    const { unit, reading, catalog } = context;
    if (unit.deployment?.neighbors === undefined || reading.text("role") !== "data_plane") return;
    for (const property in LISTENERS) {
      const assignment = catalog.knows(property) ? reading.assignment(property) : undefined;
      const address = assignment === undefined ? undefined : planeAddress(assignment);
      if (assignment === undefined || address === undefined || isKonnect(address.host)) continue;
      if (!isGuessed(unit, assignment)) checkAddress(context, assignment, address);
    }
  },
});

function checkAddress(context: RuleContext, assignment: Assignment, address: PlaneAddress): void {
  const { deployment } = context.unit;
  const peers = deployment?.neighbors === undefined ? undefined : peersAt(deployment.neighbors, address.host);
  if (peers === undefined) return;
  if (peers.length === 0) {
    reportUnknownHost(context, assignment, address);
    return;
  }
  const faults = peers.map((peer) => faultOf(context, assignment.property, address, peer));
  const [fault] = faults;
  // One of several that have the name may be the right one.
  if (fault === undefined || faults.includes(undefined)) return;
  context.report({
    at: assignment,
    property: assignment.property,
    message: fault.message,
    related: [fault.related],
    fixes: fault.port === undefined ? [] : [portFix(assignment, address, fault.port)],
  });
}

function portFix(assignment: Assignment, { host }: PlaneAddress, port: number): Fix {
  return setFix(`Change to \`${host}:${port}\``, "unsafe", assignment, `${host}:${port}`);
}

/** A host of a network that the file makes, and that nothing in it has. */
function reportUnknownHost(
  { unit, reading, report, catalog }: RuleContext,
  assignment: Assignment,
  { host }: PlaneAddress,
): void {
  const { deployment } = unit;
  if (deployment?.network !== "own" || deployment.neighbors?.isComplete !== true) return;
  const { reachableHosts, neighbors } = deployment;
  if (reachableHosts === undefined || reachableHosts.has(host)) return;
  // A name with a dot may be anywhere, and so may one behind a proxy.
  if (host.includes(".") || host.toLowerCase() === "localhost" || reading.isOn("cluster_use_proxy")) return;
  const planes = neighbors.items.filter(({ kong, name }) => {
    const role = kong === undefined ? undefined : settingOf(kong, "role", catalog);
    return role?.kind === "text" && role.text === "control_plane" && reachableHosts.has(name);
  });
  const advice =
    planes.length === 0
      ? "the name of the control plane on a common network"
      : quotedList(planes.map(({ name }) => name));
  report({
    at: assignment,
    property: assignment.property,
    message: `No service, alias or link here is named ${quoted(host)}, so this data plane does not find its control plane. Change the host to ${advice}.`,
  });
}

/** Why a process is not one to which a data plane connects; undefined where it is, or where that is not known. */
function faultOf(
  { unit, catalog }: RuleContext,
  property: string,
  address: PlaneAddress,
  { neighbor, kong, service }: PlanePeer,
): Fault | undefined {
  const role = settingOf(kong, "role", catalog);
  if (role.kind !== "text" || (role.assignment !== undefined && isGuessed(unit, role.assignment)))
    return undefined;
  if (role.text !== "control_plane")
    return {
      message: `${quoted(address.host)} is not a control plane: it has \`role = ${role.text}\`, so nothing there answers this data plane. Change the host to that of the control plane.`,
      related: { span: role.assignment?.span ?? neighbor.at, message: "The process at this host" },
    };
  const listen = LISTENERS[property] ?? property;
  const setting = settingOf(kong, listen, catalog);
  if (setting.kind !== "text" || (setting.assignment !== undefined && isGuessed(unit, setting.assignment)))
    return undefined;
  const related = { span: setting.assignment?.span ?? neighbor.at, message: "The control plane" };
  const port = service?.ports === undefined ? address.port : service.ports.get(address.port);
  if (port === undefined)
    return service?.ports?.has(address.port) === false
      ? closedPort(service.ports, address, service.at)
      : undefined;
  const { entries } = parseListen(setting.text);
  if (entries[0]?.off !== undefined)
    return {
      message: `The control plane has \`${listen} = off\`, so nothing there answers this data plane. Set \`${listen}\` there.`,
      related,
    };
  const ports = entries.map(({ address: own }) => Number(own?.portText));
  if (ports.some((each) => !Number.isInteger(each))) return undefined;
  const reached = entries.filter((_, index) => ports[index] === port);
  if (reached.length === 0)
    return {
      message: `This data plane connects to port ${address.port} of ${quoted(address.host)}, but \`${listen}\` of the control plane is ${quoted(setting.text)}. ${service === undefined ? "Make the two agree." : "Make them agree with the ports of the Service."}`,
      related,
      ...(service === undefined && ports.length === 1 ? { port: ports[0] } : {}),
    };
  return reached.every(({ address: own }) => hostReach(own?.hostText ?? "") === "loopback")
    ? {
        message: `The control plane has ${quoted(setting.text)} in \`${listen}\`, the loopback address of its own container, so this data plane does not reach it. Bind \`0.0.0.0\` there.`,
        related,
      }
    : undefined;
}

/** A port that the Service in front of the control plane does not have. */
function closedPort(ports: ReadonlyMap<number, unknown>, { host, port }: PlaneAddress, at: Location): Fault {
  const own = [...ports.keys()];
  return {
    message: `The Service ${quoted(host)} does not have port ${port}, so this data plane does not reach the control plane. ${own.length === 0 ? "Add the port to the Service." : `It has ${quotedList(own.map(String), "and")}. Add the port, or change the address.`}`,
    related: { span: at, message: "The Service" },
  };
}
