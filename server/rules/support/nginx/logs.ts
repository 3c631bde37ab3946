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

/** The logs of one part of Kong. */
interface OwnLogs {
  readonly access: string;
  readonly error: string;
  readonly block: WrittenLog["block"];
  /** Whether Kong's template writes the block that they belong to. */
  isWritten(reading: Reading): boolean;
}

/** Properties of Kong for logs. */
const OWN: readonly OwnLogs[] = [
  ownLogs("proxy", "http", inBlock("nginx_proxy_")),
  ownLogs("admin", "http", inBlock("nginx_admin_")),
  ownLogs("status", "http", inBlock("nginx_status_")),
  ownLogs(
    "admin_gui",
    "http",
    (reading) =>
      reading.text("role") !== "data_plane" &&
      (reading.isOpaque("admin_gui_listen") || listenersOf(reading, "admin_gui_listen").length > 0),
  ),
  ownLogs("portal_gui", "http", (reading) => reading.isOn("portal")),
  ownLogs("portal_api", "http", (reading) => reading.isOn("portal")),
  ownLogs("debug", "http", (reading) => listenersOf(reading, "debug_listen").length > 0),
  ownLogs("proxy_stream", "stream", inBlock("nginx_sproxy_")),
];

function ownLogs(name: string, block: OwnLogs["block"], isWritten: OwnLogs["isWritten"]): OwnLogs {
  return { access: `${name}_access_log`, error: `${name}_error_log`, block, isWritten };
}

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
  ...logsOfKong(reading, catalog),
  ...injectedLogs(unit, reading, catalog),
]);

function logsOfKong(reading: Reading, catalog: Catalog): readonly WrittenLog[] {
  const logs: WrittenLog[] = [];
  for (const own of OWN) {
    const access = readAssignment(reading, own.access);
    const error = readAssignment(reading, own.error);
    if (access === undefined && error === undefined) continue;
    const isWritten = own.isWritten(reading);
    const isProxy = own.access === "proxy_access_log";
    if (access !== undefined) {
      const text = access.writtenValue;
      const adds = isProxy ? addedToProxyLog(text, catalog) : undefined;
      logs.push(ownLog(access, "access", { block: own.block, adds, isWritten }));
      if (isProxy && isInStream(reading, catalog)) {
        const addsToStream = addedToStreamLog(text, catalog);
        logs.push(ownLog(access, "access", { block: "stream", adds: addsToStream, isWritten: true }));
      }
    }
    if (error !== undefined) {
      const adds = WITH_LEVEL.has(own.error) ? "level" : undefined;
      // The log of the proxy is the one of nginx itself, too.
      logs.push(ownLog(error, "error", { block: own.block, adds, isWritten: isWritten || isProxy }));
    }
  }
  return logs;
}

/** Of Kong Manager's log, the template leaves the level to the value; those of the Dev Portal are not public. */
const WITH_LEVEL = new Set([
  "proxy_error_log",
  "admin_error_log",
  "status_error_log",
  "proxy_stream_error_log",
]);

function ownLog(
  assignment: Assignment,
  kind: WrittenLog["kind"],
  { block, adds, isWritten }: Pick<WrittenLog, "block" | "adds" | "isWritten">,
): WrittenLog {
  const value = nginxArguments(assignment.writtenValue);
  return { assignment, kind, block, namespace: undefined, adds, value, isWritten };
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
