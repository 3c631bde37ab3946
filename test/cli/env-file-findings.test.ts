import { describe, expect, it } from "vitest";
import { carrierFindings } from "./carrier-findings.ts";

const SETTINGS = "KONG_DATABASE=off\nKONG_DECLARATIVE_CONFIG=/kong/kong.yml\n";

describe("a dump of the environment of a pod", () => {
  it.each([
    "KONG_SERVICE_HOST=10.43.0.12",
    "KONG_SERVICE_PORT=80",
    "KONG_SERVICE_PORT_HTTP=80",
    "KONG_PORT=tcp://10.43.0.12:80",
    "KONG_PORT_8000_TCP=tcp://10.43.0.12:8000",
    "KONG_PORT_8000_TCP_PROTO=tcp",
    "KONG_PORT_8000_TCP_PORT=8000",
    "KONG_PORT_8000_TCP_ADDR=10.43.0.12",
    "KONG_PORT_9000_SCTP=sctp://10.43.0.12:9000",
    "KONG_PROXY_SERVICE_PORT_KONG_PROXY=80",
    "KONG_ADMIN_PORT_8444_TCP_ADDR=10.0.0.1",
  ])("%s is set for a Service", async (line) => {
    expect(await carrierFindings({ "kong.env": `${SETTINGS}${line}\n` })).toEqual([]);
  });

  it.each(["KONG_PORT_MAP=80:8000", "KONG_SERVICE_HOTS=a"])("%s is not", async (line) => {
    const found = await carrierFindings({ "kong.env": `${SETTINGS}${line}\n` });
    expect(found.map(({ what }) => what.split(" ")[1])).toEqual(["env/unknown-variable"]);
  });
});
