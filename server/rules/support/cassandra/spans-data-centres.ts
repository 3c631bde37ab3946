import type { Reading } from "../../../loader/reading.ts";
import { dataCentres } from "./data-centres.ts";

/** Whether the file itself spreads Cassandra over more than one data centre; the default list does, and means nothing. */
export function spansDataCentres(reading: Reading): boolean {
  return (
    reading.text("cassandra_repl_strategy") === "NetworkTopologyStrategy" &&
    dataCentres(reading.assignment("cassandra_data_centers")).length > 1
  );
}
