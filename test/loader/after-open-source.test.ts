import { describe, expect, test } from "vitest";
import { parseRelease } from "../../schemas/release.ts";
import { load } from "../../server/loader/load.ts";
import type { Reading } from "../../server/loader/reading.ts";
import { SourceDocument } from "../../server/model/source-document.ts";
import { readUnit } from "../sources.ts";

function readAs(release: string, text: string): Reading {
  const parsed = parseRelease(release);
  if (parsed === undefined) throw new Error(release);
  return load(readUnit(new SourceDocument("kong.conf", text), "kong-conf"), parsed);
}

describe("empty items of a list", () => {
  const text = "trusted_ips = ,10.0.0.0/8,, 192.168.0.0/16 ,\nplugins = bundled,\n";

  test.each(["oss@3.9.3", "enterprise@3.9"])("are items in %s", (release) => {
    const reading = readAs(release, text);
    expect(reading.accepted).toBe(false);
    expect(reading.properties.get("plugins")?.value).toEqual(["bundled", ""]);
  });

  test.each(["enterprise@3.11", "enterprise@3.15", "enterprise@99"])("are left out in %s", (release) => {
    const reading = readAs(release, text);
    expect(reading.accepted).toBe(true);
    expect(reading.properties.get("trusted_ips")?.value).toEqual(["10.0.0.0/8", "192.168.0.0/16"]);
    expect(reading.properties.get("plugins")?.value).toEqual(["bundled"]);
  });

  test("refuse nothing where it is not proven", () => {
    expect(readAs("enterprise@3.10", text).accepted).toBe(true);
  });

  test("do not move the place of what is refused after them", () => {
    const wrong = "trusted_ips = 10.0.0.0/8,, 10.0.0.999\n";
    const [refusal] = readAs("enterprise@3.12", wrong).refusals();
    expect(refusal?.text).toBe("10.0.0.999");
    expect(refusal?.item).toBe(2);
  });

  test("leave a listener of commas alone without an address", () => {
    expect(readAs("enterprise@3.12", "proxy_listen = ,\n").accepted).toBe(false);
  });
});

describe("the switch for incremental synchronisation", () => {
  const value = (release: string) =>
    readAs(release, "cluster_incremental_sync = on\n").properties.get("cluster_incremental_sync")?.value;

  test("is thrown back without cluster_rpc where its name is proven", () => {
    expect(value("oss@3.9.3")).toBe(false);
    expect(value("enterprise@3.9")).toBe(false);
  });

  test("is not said to be off where it is not", () => {
    expect(value("enterprise@3.12")).toBe(true);
    expect(readAs("enterprise@3.12", "cluster_incremental_sync = on\n").warnings).toEqual([]);
  });
});
