import type { Reading } from "../../../loader/reading.ts";
import { type Listener, listenersOf } from "./listeners.ts";

/** The addresses of the Admin API; until Kong 0.12 its TLS listener is a property of its own. */
export function adminListeners(reading: Reading): readonly Listener[] {
  return [...listenersOf(reading, "admin_listen"), ...listenersOf(reading, "admin_listen_ssl")];
}
