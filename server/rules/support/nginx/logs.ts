import { memoizeLast } from "../../../../grammar/text/memoize.ts";
import { type NginxArguments, nginxArguments } from "../../../../grammar/values/nginx-arguments.ts";
import type { Catalog } from "../../../../schemas/catalog.ts";
import { inRange } from "../../../../schemas/release.ts";
import type { Reading } from "../../../loader/reading.ts";
import type { Assignment } from "../../../model/assignment.ts";
import type { ConfigUnit } from "../../../model/config-unit.ts";
import { listenersOf } from "../listen/listeners.ts";
import { injectedDirectives } from "./injected-directives.ts";
import { isLeftOut } from "./left-out-blocks.ts";

/** A directive `access_log` or `error_log` that nginx gets because of a setting. */
export interface WrittenLog {
  readonly assignment: Assignment;
  readonly kind: "access" | "error";
  /** The part of nginx in which formats are looked up. */
  readonly block: "http" | "stream";
  /** The namespace of an injected directive: `nginx_http_`; undefined for a property of Kong's own. */
  readonly namespace: string | undefined;
  /** What Kong's template writes after the value. */
  readonly adds: "level" | "basic" | "kong_log_format" | undefined;
  readonly value: NginxArguments;
  /** Whether Kong's template writes the block with these settings. */
  readonly isWritten: boolean;
}

/** Properties of Kong for logs, with what stands for the block that they are written to; undefined: it is always written. */
const OWN: readonly (readonly [
  name: string,
  block: "http" | "stream",
  isWritten: (reading: Reading) => boolean,
])[] = [
  ["proxy", "http", inBlock("nginx_proxy_")],
  ["admin", "http", inBlock("nginx_admin_")],
  ["status", "http", inBlock("nginx_status_")],
  [
    "admin_gui",
    "http",
    (reading) =>
      reading.text("role") !== "data_plane" &&
      (reading.isOpaque("admin_gui_listen") || listenersOf(reading, "admin_gui_listen").length > 0),
  ],
  ["portal_gui", "http", (reading) => reading.isOn("portal")],
  ["portal_api", "http", (reading) => reading.isOn("portal")],
  ["debug", "http", (reading) => listenersOf(reading, "debug_listen").length > 0],
  ["proxy_stream", "stream", inBlock("nginx_sproxy_")],
];

function inBlock(namespace: string): (reading: Reading) => boolean {
  return (reading) => !isLeftOut(namespace, reading);
}

const INJECTED = /^(nginx_(?:\w+_)?)(access|error)_log$/;
const STREAM = new Set(["nginx_stream_", "nginx_sproxy_", "nginx_supstream_"]);

/**
 * The logs that a source sets, as nginx gets them. Left out is what is known at run time only, and what Kong reads otherwise than
 * it is written.
 */
export function writtenLogs(context: {
  readonly unit: ConfigUnit;
  readonly reading: Reading;
  readonly catalog: Catalog;
}): readonly WrittenLog[] {
  return logsIn(context.unit, context.reading, context.catalog);
}

/** Several rules ask the same of each reading. */
const logsIn = memoizeLast((unit: ConfigUnit, reading: Reading, catalog: Catalog): readonly WrittenLog[] => [
  ...ownLogs(reading, catalog),
  ...injectedLogs(unit, reading, catalog),
]);

function ownLogs(reading: Reading, catalog: Catalog): WrittenLog[] {
  return OWN.flatMap(([name, block, isBlockWritten]) => {
    const access = readAssignment(reading, `${name}_access_log`);
    const error = readAssignment(reading, `${name}_error_log`);
    if (access === undefined && error === undefined) return [];
    const isWritten = isBlockWritten(reading);
    const isProxy = name === "proxy";
    const logs: WrittenLog[] = [];
    if (access !== undefined) {
      const added = isProxy ? addedToProxyLog(access.writtenValue, catalog) : undefined;
      logs.push({ ...ownLog(access, "access", block), adds: added, isWritten });
      if (isProxy && isInStream(reading, catalog))
        logs.push({
          ...ownLog(access, "access", "stream"),
          adds: addedToStreamLog(access.writtenValue, catalog),
          isWritten: true,
        });
    }
    // The log of the proxy is the one of nginx itself, too.
    if (error !== undefined)
      logs.push({
        ...ownLog(error, "error", block),
        adds: addedToErrorLog(name),
        isWritten: isWritten || isProxy,
      });
    return logs;
  });
}

function ownLog(
  assignment: Assignment,
  kind: WrittenLog["kind"],
  block: WrittenLog["block"],
): Omit<WrittenLog, "adds" | "isWritten"> {
  return { assignment, kind, block, namespace: undefined, value: nginxArguments(assignment.writtenValue) };
}

function readAssignment(reading: Reading, property: string): Assignment | undefined {
  const assignment = reading.assignment(property);
  if (assignment === undefined || assignment.opaque !== undefined || assignment.writtenValue === "")
    return undefined;
  return reading.text(property) === assignment.writtenValue ? assignment : undefined;
}

/** Kong 3.5 adds its own format to every path; 3.6.0 looks for one space and a word first. */
function addedToProxyLog(value: string, { base }: Catalog): WrittenLog["adds"] {
  if (value === "off" || inRange(base, { before: "3.5" })) return undefined;
  return inRange(base, { since: "3.6" }) && /^\S+\s\S/.test(value) ? undefined : "kong_log_format";
}

/** Before `proxy_stream_access_log` the log of the proxy served streams, too. */
function isInStream(reading: Reading, catalog: Catalog): boolean {
  return (
    catalog.property("stream_listen") !== undefined &&
    catalog.property("proxy_stream_access_log") === undefined &&
    listenersOf(reading, "stream_listen").length > 0
  );
}

function addedToStreamLog(value: string, { base }: Catalog): WrittenLog["adds"] {
  return value === "off" && inRange(base, { since: "2.2" }) ? undefined : "basic";
}

/** Of Kong Manager's log, the template leaves the level to the value; those of the Dev Portal are not public. */
function addedToErrorLog(name: string): WrittenLog["adds"] {
  return /^(?:proxy|admin|status|proxy_stream)$/.test(name) ? "level" : undefined;
}

function injectedLogs(unit: ConfigUnit, reading: Reading, catalog: Catalog): WrittenLog[] {
  return injectedDirectives({ unit, reading, catalog }, undefined).flatMap(
    ({ assignment, prefix, value }): WrittenLog[] => {
      const [, namespace, kind] = INJECTED.exec(assignment.property) ?? [];
      if (namespace !== prefix || (kind !== "access" && kind !== "error")) return [];
      return [
        {
          assignment,
          kind,
          block: STREAM.has(prefix) ? "stream" : "http",
          namespace: prefix,
          adds: undefined,
          value,
          isWritten: true,
        },
      ];
    },
  );
}

/** Git for Windows turns a path such as `/dev/stderr` into one of its own folder; undefined for any other value. */
export function pathBeforeGit(value: string): string | undefined {
  if (!value.includes(":")) return undefined;
  return /^["']?[A-Za-z]:[\\/](?:Program Files[^/\\]*[\\/])?Git([\\/][^"'\s]*)["']?$/i.exec(value)?.[1];
}
