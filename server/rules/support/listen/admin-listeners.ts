import type { Reading } from "../../../loader/reading.ts";
import { type Listener, listenersOf } from "./listeners.ts";

/** Whether the role of the node has neither Admin API, Kong Manager nor Dev Portal, whatever their listeners say. */
export function isDataPlane(reading: Reading): boolean {
  return reading.text("role") === "data_plane";
}

/**
 * The addresses of the Admin API; none on a data plane, which opens no Admin API. Until Kong 0.12 its TLS listener is a
 * property of its own.
 */
export function adminListeners(reading: Reading): readonly Listener[] {
  if (isDataPlane(reading)) return [];
  return [...listenersOf(reading, "admin_listen"), ...listenersOf(reading, "admin_listen_ssl")];
}

/** Whether a client of the Admin API has to prove who it is: by a token (Enterprise), or by its certificate. */
export function provesIdentity(reading: Reading): boolean {
  return (
    reading.isOn("nginx_admin_ssl_verify_client") ||
    ["on", "both", "entity"].includes(reading.text("enforce_rbac") ?? "")
  );
}
