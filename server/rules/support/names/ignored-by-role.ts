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
      "vitals",
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
