import type { Listed, Probe, ProbeTest } from "../../model/deployment.ts";
import type { Location } from "../../model/location.ts";
import { type Fields, fieldsAt, fieldsOf, itemsOf, scalarText } from "../yaml/fields.ts";
import { namedPorts } from "./named-ports.ts";
import type { Container } from "./pods.ts";

const ROLES = [
  ["livenessProbe", "liveness"],
  ["readinessProbe", "readiness"],
  ["startupProbe", "startup"],
] as const;

/** The probes of a container; those whose port is known at run time only are left out. */
export function readProbes(
  container: Container,
  locationOf: (span: { readonly start: number; readonly end: number }) => Location,
): Listed<Probe> {
  const names = namedPorts(container);
  let isComplete = true;
  const items = ROLES.flatMap(([field, role]): Probe[] => {
    const found = container.fields.get(field);
    if (found === undefined) return [];
    const test = testOf(fieldsOf(found.node), names);
    if (test === undefined) isComplete = false;
    return test === undefined ? [] : [{ role, test, at: locationOf(found.pair.span) }];
  });
  return { items, isComplete };
}

function testOf(probe: Fields, names: ReadonlyMap<string, number>): ProbeTest | undefined {
  if (probe.has("httpGet")) {
    const get = fieldsAt(probe, "httpGet");
    const port = portOf(get, names);
    if (port === undefined) return undefined;
    const scheme = (scalarText(get, "scheme") ?? "HTTP").toLowerCase() === "https" ? "https" : "http";
    return {
      kind: "http",
      scheme,
      host: scalarText(get, "host"),
      port,
      path: scalarText(get, "path") ?? "/",
    };
  }
  if (probe.has("tcpSocket")) {
    const port = portOf(fieldsAt(probe, "tcpSocket"), names);
    return port === undefined ? undefined : { kind: "tcp", port };
  }
  const words = itemsOf(fieldsAt(probe, "exec").get("command")?.node);
  if (words.length === 0) return undefined;
  const texts = words.flatMap((word) => (word.kind === "scalar" ? [word.text] : []));
  return { kind: "command", words: texts, isShell: false };
}

function portOf(test: Fields, names: ReadonlyMap<string, number>): number | undefined {
  const text = scalarText(test, "port");
  if (text === undefined) return undefined;
  return /^\d{1,5}$/.test(text) ? Number(text) : names.get(text);
}
