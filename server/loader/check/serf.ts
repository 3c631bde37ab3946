import { inRange } from "../../../schemas/release.ts";
import { readKongAddress } from "./addresses.ts";
import type { CrossCheck } from "./cross-check.ts";

/** Kong 0.9–0.10: `IPv4:port`; 0.9 looks at the digits only, 0.10 at the size of octets and port too. */
function serfAddress(property: string, required: boolean): CrossCheck {
  return {
    range: { before: "0.11" },
    reads: [property],
    run(context) {
      const value = context.value(property);
      if (required && context.unset(property)) context.refuse({ check: "unset", property, crash: true });
      else if (typeof value === "string" && !fits(value, context.model.base))
        context.refuse({ check: "serf-address", property });
    },
  };
}

function fits(text: string, version: string): boolean {
  if (!/^\d+\.\d+\.\d+\.\d+:\d+$/.test(text)) return false;
  const address = readKongAddress(text, version);
  return inRange(version, { before: "0.10" }) || (typeof address === "object" && address.port !== undefined);
}

export const serfChecks: readonly CrossCheck[] = [
  serfAddress("cluster_listen", true),
  serfAddress("cluster_listen_rpc", true),
  serfAddress("cluster_advertise", false),
];
