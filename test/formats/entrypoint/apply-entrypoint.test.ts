import { describe, expect, it } from "vitest";
import { catalogFor } from "../../../schemas/catalog-for.ts";
import { applyEntrypoint } from "../../../server/formats/entrypoint/apply-entrypoint.ts";
import { fileLoadOf, runOfficialEntrypoint } from "../../../server/formats/entrypoint/official-entrypoint.ts";
import { isKongSetting, isNoSetting } from "../../../server/formats/shared/kong-setting-names.ts";
import { shell } from "../../../server/formats/shell/format.ts";
import { read, unitOf } from "../editing.ts";
import { variablesOf } from "../judge-case.ts";

const catalog = catalogFor({ edition: "oss", version: "3.9" });
const hasDefault = (property: string): boolean => catalog.property(property) !== undefined;

function applied(command: string): { environment: Record<string, string>; faults: string[] } {
  const { unit, problems } = applyEntrypoint(unitOf(read(shell, command)), { hasDefault });
  return { environment: variablesOf(unit), faults: problems.map(({ kind, name }) => `${kind} ${name}`) };
}

describe("files that the entrypoint of Kong's image reads", () => {
  it.each([
    ["2.0.3", "KONG_PG_PASSWORD_FILE", "release"],
    ["2.0.4", "KONG_PG_PASSWORD_FILE", "KONG_PG_PASSWORD"],
    ["2.0.4", "KONG_PG_USER_FILE", "release"],
    ["2.0.5", "KONG_PG_USER_FILE", "KONG_PG_USER"],
    ["2.5.0", "KONG_LOG_LEVEL_FILE", "release"],
    ["2.5.1", "KONG_LOG_LEVEL_FILE", "KONG_LOG_LEVEL"],
    ["2.5", "KONG_LOG_LEVEL_FILE", "KONG_LOG_LEVEL"],
    ["2.5.1", "KONG_PASSWORD_FILE", "KONG_PASSWORD"],
    ["3.9.3", "KONG_NGINX_HTTP_KEEPALIVE_TIMEOUT_FILE", "name"],
    ["3.9.3", "KONG_LICENSE_DATA_FILE", "name"],
  ])("Kong %s: %s", (version, variable, expected) => {
    const load = fileLoadOf(variable, { version, command: undefined, hasDefault });
    expect(typeof load === "object" ? load.variable : load).toBe(expected);
  });

  it.each([
    [["kong", "migrations", "bootstrap"], true],
    [["sh", "-c", "kong start"], false],
    [["/usr/local/bin/kong", "start"], false],
    [undefined, true],
  ])("command %j", (command, reads) => {
    const load = fileLoadOf("KONG_PG_PASSWORD_FILE", { version: "3.9.3", command, hasDefault });
    expect(load === "command").toBe(!reads);
  });

  it("stops where both forms are set, or the file of KONG_PASSWORD is missing", () => {
    const run = (environment: Record<string, string>): string | undefined =>
      runOfficialEntrypoint(
        new Map(Object.entries(environment)),
        { version: "3.9.3", command: undefined, hasDefault },
        () => undefined,
      ).stops;
    expect(run({ KONG_PG_USER: "a", KONG_PG_USER_FILE: "/b" })).toContain("both set");
    expect(run({ KONG_PASSWORD_FILE: "/b" })).toContain("/b");
    expect(run({ KONG_PG_USER_FILE: "/b" })).toBeUndefined();
  });
});

describe("units of a container", () => {
  it("get a value that only the container knows", () => {
    expect(applied("docker run -e KONG_PG_PASSWORD_FILE=/run/pw kong:3.9")).toEqual({
      environment: { KONG_NGINX_DAEMON: "off", KONG_PG_PASSWORD: "(opaque)" },
      faults: [],
    });
  });

  it("are told where the entrypoint does not read a file, and where it stops", () => {
    expect(applied("docker run -e KONG_PG_PASSWORD_FILE=/pw kong:3.9 sh -c 'kong start'").faults).toEqual([
      "file-not-applied-by-command KONG_PG_PASSWORD_FILE",
    ]);
    expect(applied("docker run -e KONG_PG_USER_FILE=/u kong:2.0.4").faults).toEqual([
      "file-not-applied-by-release KONG_PG_USER_FILE",
    ]);
    expect(applied("docker run -e KONG_PG_USER_FILE=/u -e KONG_PG_USER=k kong:3.9").faults).toEqual([
      "exclusive KONG_PG_USER_FILE",
    ]);
    expect(applied("docker run --entrypoint /my.sh -e KONG_PG_USER_FILE=/u kong:3.9").faults).toEqual([]);
  });

  it("of bitnami's image listen on all addresses by default, and write KONG_CFG_ into kong.conf", () => {
    const command =
      "docker run -e KONG_ADMIN_LISTEN_ADDRESS=127.0.0.1 -e KONG_CFG_LOG_LEVEL=debug -e KONG_PG_PASSWORD_FILE=/pw bitnami/kong:3.9.0-debian-12-r1";
    const { unit } = applyEntrypoint(unitOf(read(shell, command)), { hasDefault });
    expect(
      variablesOf({
        ...unit,
        assignments: unit.assignments.filter(({ channel }) => channel === "environment"),
      }),
    ).toEqual({
      KONG_ADMIN_LISTEN: "127.0.0.1:8001, 127.0.0.1:8444 ssl",
      KONG_ADMIN_LISTEN_ADDRESS: "127.0.0.1",
      KONG_DATABASE: "postgres",
      KONG_NGINX_DAEMON: "off",
      KONG_PG_PASSWORD: "(opaque)",
      KONG_PROXY_LISTEN: "0.0.0.0:8000, 0.0.0.0:8443 ssl",
    });
    expect(
      unit.assignments
        .filter(({ channel }) => channel === "file")
        .map(({ property, rawValue }) => [property, rawValue]),
    ).toEqual([["log_level", "debug"]]);
    expect(unit.release?.release.version).toBe("3.9.0");
  });
});

describe("names with Kong's prefix", () => {
  it.each([
    "KONG_VERSION",
    "KONG_PASSWORD",
    "KONG_IMAGE_TAG",
    "KONG_ADMIN_URL",
    "KONG_PROXY_HTTP_PORT_NUMBER",
    "KONG_CFG_X",
    "KONG_OPERATOR_X",
    "KONG_KONNECT_REGION",
  ])("%s is no setting", (name) => {
    expect([isNoSetting(name), isKongSetting(name)]).toEqual([true, false]);
  });

  it("takes no property of any release for something else", () => {
    const releases = (["oss", "enterprise"] as const).flatMap((edition) =>
      ["0.14.1", "2.8.1", "3.4.2", "3.9"].map((version) => catalogFor({ edition, version })),
    );
    const names = new Set(releases.flatMap(({ properties }) => [...properties.keys()]));
    expect([...names].filter((name) => isNoSetting(`KONG_${name.toUpperCase()}`))).toEqual([]);
  });
});
