import type { Reading } from "../../loader/reading.ts";
import type { Assignment } from "../../model/assignment.ts";
import { type ValueItem, valueItems } from "./value-items.ts";

/** Settings that a node of a role accepts and does not use. */
const IGNORED: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  [
    "data_plane",
    new Set([
      "admin_listen",
      "admin_gui_listen",
      "portal",
      "portal_gui_listen",
      "portal_api_listen",
      "declarative_config",
      "cluster_listen",
      "cluster_telemetry_listen",
    ]),
  ],
  ["control_plane", new Set(["cluster_server_name", "cluster_control_plane", "cluster_telemetry_endpoint"])],
  [
    "traditional",
    new Set([
      "cluster_listen",
      "cluster_control_plane",
      "cluster_server_name",
      "cluster_telemetry_listen",
      "cluster_telemetry_endpoint",
      "cluster_telemetry_server_name",
    ]),
  ],
]);

/** Whether a node of a role makes no use of a setting. */
export function isIgnoredByRole(property: string, role: string): boolean {
  const isDatabase = property.startsWith("pg_") && !property.startsWith("pg_ro_");
  return IGNORED.get(role)?.has(property) === true || (role === "data_plane" && isDatabase);
}

/** One entry of `cassandra_data_centers`: a data centre and how many copies it keeps. */
export interface DataCenter {
  readonly item: ValueItem;
  readonly name: string;
  /** Copies; undefined where the entry is not `name:number`. */
  readonly copies: number | undefined;
}

/** The entries of a written `cassandra_data_centers`; none where it is not written or not known before run time. */
export function dataCenters(assignment: Assignment | undefined): readonly DataCenter[] {
  if (assignment === undefined || assignment.opaque !== undefined) return [];
  return valueItems(assignment).map((item) => {
    const [, name = item.text, copies] = /^([^:\s]+)\s*:\s*(\d+)$/.exec(item.text) ?? [];
    return { item, name, copies: copies === undefined ? undefined : Number(copies) };
  });
}

/** Whether the file itself spreads Cassandra over more than one data centre; the default list does, and means nothing. */
export function spansDataCenters(reading: Reading): boolean {
  return (
    reading.text("cassandra_repl_strategy") === "NetworkTopologyStrategy" &&
    dataCenters(reading.assignment("cassandra_data_centers")).length > 1
  );
}
