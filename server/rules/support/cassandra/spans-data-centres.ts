import type { Reading } from "../../../loader/reading.ts";
import { textValue } from "../reading/text-value.ts";
import { winningAssignment } from "../reading/winning-assignment.ts";
import { dataCentres } from "./data-centres.ts";

/** Whether the file itself spreads Cassandra over more than one data centre; the default list does, and means nothing. */
export function spansDataCentres(reading: Reading): boolean {
  return (
    textValue(reading, "cassandra_repl_strategy") === "NetworkTopologyStrategy" &&
    dataCentres(winningAssignment(reading, "cassandra_data_centers")).length > 1
  );
}
