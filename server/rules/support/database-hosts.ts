import { wordTable } from "../../../grammar/text/word-table.ts";
import type { Reading } from "../../loader/reading.ts";

/** The properties that name the hosts of each database. */
const HOSTS: Readonly<Record<string, readonly string[]>> = wordTable({
  postgres: ["pg_host", "pg_ro_host"],
  cassandra: ["cassandra_contact_points"],
});

/** The properties that name the hosts which Kong asks; none where it uses no database, or nobody knows which. */
export function hostsOf(reading: Reading): readonly string[] {
  return reading.isOpaque("database") ? [] : (HOSTS[reading.text("database") ?? ""] ?? []);
}
