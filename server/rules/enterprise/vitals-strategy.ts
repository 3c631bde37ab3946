import { wordTable } from "../../../grammar/text/word-table.ts";
import { defineRule } from "../../findings/rule.ts";
import { displayOnlyFix } from "../support/fixes.ts";
import { isDataPlane } from "../support/listen/admin-listeners.ts";
import { quoted } from "../support/quoting.ts";

/** What each place to keep the data of Vitals needs, and what for. */
const NEEDS: Readonly<Record<string, readonly (readonly [property: string, does: string])[]>> = wordTable({
  prometheus: [
    ["vitals_statsd_address", "writes its data to the StatsD exporter at"],
    ["vitals_tsdb_address", "reads its data from Prometheus at"],
  ],
  influxdb: [["vitals_tsdb_address", "writes its data to and reads it from InfluxDB at"]],
});

/** Vitals in a database of time series whose address is missing. */
export default defineRule({
  summary: "`vitals_strategy` with a time series database whose address is missing",
  severity: "warning",
  needs: ["vitals_strategy"],
  releases: { oss: null, enterprise: {} },
  check({ reading, catalog, report }) {
    const strategy = reading.assignment("vitals_strategy");
    if (strategy === undefined || strategy.opaque !== undefined || isDataPlane(reading)) return;
    if (reading.isOpaque("vitals") || !reading.isOn("vitals")) return;
    for (const [property, does] of NEEDS[strategy.writtenValue] ?? []) {
      if (catalog.property(property) === undefined || reading.mayBeSet(property)) continue;
      report({
        at: strategy,
        property,
        message: `With ${quoted(`vitals_strategy = ${strategy.writtenValue}`)} Vitals ${does} ${quoted(property)}, and nothing here sets it. Set it (here or in the environment) to a host with a port.`,
        fixes: [displayOnlyFix(`Set \`${property}\``)],
      });
    }
  },
});
