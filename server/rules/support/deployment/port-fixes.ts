import type { Fix } from "../../../findings/fix.ts";
import type { ConfigUnit } from "../../../model/config-unit.ts";
import type { PublishedPort } from "../../../model/deployment.ts";
import { displayOnlyFix, replaceFix } from "../fixes.ts";

/** `8001:8001`, with quotes or an option before it; a range, an address or a variable has no such fix. */
const PLAIN = /^(["']?|-p=?|--publish=)(\d+:\d+(?:\/tcp)?)(["']?)$/;

/** Publishes a port on the loopback address of the machine, where its text is short enough to be sure. */
export function loopbackPort({ document }: ConfigUnit, { at }: PublishedPort): readonly Fix[] {
  const title = "Publish on `127.0.0.1` only";
  const match = at.source === document.path ? PLAIN.exec(document.text.slice(at.start, at.end)) : null;
  if (match === null) return [displayOnlyFix(title)];
  const [, before = "", mapping = "", after = ""] = match;
  return [replaceFix(title, "unsafe", at, `${before}127.0.0.1:${mapping}${after}`)];
}

/** `8000:8001`, with or without an address of the machine. */
const MAPPING = /^(["']?|-p=?|--publish=)((?:\d{1,3}(?:\.\d{1,3}){3}:)?\d+:)(\d+)((?:\/tcp)?["']?)$/;

/** Leads a published port to the port of a listener, where its text is short enough to be sure. */
export function listenerPort(
  { document }: ConfigUnit,
  { at }: PublishedPort,
  listener: number,
): readonly Fix[] {
  const match = at.source === document.path ? MAPPING.exec(document.text.slice(at.start, at.end)) : null;
  if (match === null) return [];
  const [, before = "", host = "", , after = ""] = match;
  const title = `Publish the port of the listener, \`${listener}\``;
  return [replaceFix(title, "unsafe", at, `${before}${host}${listener}${after}`)];
}
