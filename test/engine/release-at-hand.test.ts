import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { namedRelease, newestRelease } from "../../schemas/catalog.ts";
import { formatRelease } from "../../schemas/release.ts";
import {
  type ReleaseOverrides,
  type ResolvedRelease,
  resolveRelease,
} from "../../server/engine/resolve-release.ts";
import { composeFormat } from "../../server/formats/compose/compose-format.ts";
import { linkSource, readUnit as readUnitOf } from "../../server/formats/read-unit.ts";
import { SourceDocument } from "../../server/model/source-document.ts";
import { analyze } from "../../server/workspace/analyze.ts";
import { Files } from "../formats/judge-case.ts";
import { readUnit } from "../sources.ts";

function atHand(text: string, wishes: ReleaseOverrides = {}): ResolvedRelease {
  return resolveRelease(readUnit(new SourceDocument("kong.conf", text), "kong-conf"), wishes);
}

describe("the release that a header states", () => {
  test.each([
    ["# Kong Enterprise 3.4, production", "enterprise@3.4"],
    ["# Kong Enterprise 0.34", "enterprise@0.34"],
    ["# kong enterprise 0.34", "enterprise@0.34"],
    ["# Kong Enterprise Edition 0.34-1", "enterprise@0.34"],
    ["# Kong EE 0.36", "enterprise@0.36"],
    ["# Kong Gateway 3.4 (Enterprise)", "enterprise@3.4"],
    ["# Kong Gateway (Enterprise) 3.4.3.1", "enterprise@3.4"],
    ["# Kong 3.4, Enterprise edition", "enterprise@3.4"],
    ["# Kong 2.8.1 configuration", "oss@2.8.1"],
    ["#### Kong 2.8 ####", "oss@2.8.5"],
    ["; Kong Community Edition 0.14", "oss@0.14.1"],
    ["# Production configuration for Kong Community Edition 3.9.x", "oss@3.9.3"],
    ["# Production gateway, Kong 3.4", "oss@3.4.2"],
    ["# image: kong:3.5.0-alpine", "oss@3.5.0"],
    ["# image: kong/kong-gateway:3.4.3.1", "enterprise@3.4"],
    ["# Kong Enterprise Edition (EE) v0.35", "enterprise@0.35"],
    ["# kong.conf for Kong 2.8", "oss@2.8.5"],
    ["# This configuration is for Kong Gateway 3.4", "oss@3.4.2"],
    ["# for Kong 1.5", "oss@1.5.1"],
    ["# Runs on Kong 3.4", "oss@3.4.2"],
    ["# Kong version: 3.4.1", "oss@3.4.1"],
    ["# ---- Kong API Gateway 2.0 configuration ----", "oss@2.0.5"],
    ["# Kong 2.8; the upgrade to 3.4 is planned", "oss@2.8.5"],
  ])("%s is %s, and certain", (header, release) => {
    const found = atHand(`${header}\nlog_level = notice\n`);
    expect(formatRelease(found.release)).toBe(release);
    expect([found.from, found.certain]).toEqual(["header", true]);
  });

  test.each([
    ["# Kong 0.34", "enterprise@0.34", true],
    ["# Kong Gateway 0.36, production", "enterprise@0.36", true],
    ["# Kong Enterprise 98.7", formatRelease(newestRelease("enterprise")), false],
    ["# Kong 2.8.9 configuration", "oss@2.8.5", false],
  ])("%s is %s, for no other release can be meant or is nearer", (header, release, certain) => {
    const found = atHand(`${header}\nlog_level = notice\n`);
    expect(formatRelease(found.release)).toBe(release);
    expect([found.from, found.certain]).toEqual(["header", certain]);
  });

  test.each([
    "# image: kong:2020.04.03",
    "# Migration notes: remove once Kong 0.14 is gone",
    "# upgrade from Kong 2.8 to 3.4 planned",
    "# Kong 2.8 to 3.4: what has changed",
    "# Kong 2.8 -> 3.4",
    "# Kong 2.8, 3.4 and 3.9 read this file",
    "# TODO: Kong 3.0 has removed this",
    "# this configuration breaks on Kong 3.0",
    "# Since Kong 0.14 this is the default",
    "# read https://docs.konghq.com/gateway/2.8.x/upgrade/ before you migrate",
    "# https://docs.konghq.com/enterprise/0.34-x/property-reference/",
    "# documentation: https://docs.konghq.com/0.14.x/configuration/",
    "# settings of Hong Kong 3.4",
    "# Kong 0.14 deprecated custom_plugins",
    "# the settings of Kong 2.8 no longer work",
    "# what is here comes from the file of Kong 2.8",
    "# works with Kong 2.8 or newer",
    "# Kong >= 2.8",
    "# requires Kong 3.0",
    "# kong 3.0+ only",
    "# default since Kong 3.0, production",
  ])("%s states none", (header) => {
    expect(atHand(`${header}\nlog_level = notice\n`).from).toBe("newest");
  });

  test("an edition that was not said is explained", () => {
    const flag = namedRelease("0.34");
    expect(atHand("", { flag }).reason).toBe("from --kong-version: only Enterprise has 0.34");
    const found = atHand("# kong-lint: kong=3.12\n");
    expect(found.reason).toBe("from a comment in the file: only Enterprise has 3.12");
    expect(atHand("# kong-lint: kong=3.12\n", { edition: "oss" }).unknown).toBeDefined();
  });

  test.each([
    ["3.4", "enforce_rbac = on\n", "enterprise@3.4", "from --kong-version: only Enterprise has enforce_rbac"],
    ["3.4.2", "vitals = on\n", "enterprise@3.4", "from --kong-version: only Enterprise has vitals"],
    ["3.2", "admin_gui_url = http://localhost:8002\n", "enterprise@3.2", undefined],
    ["3.4", "admin_gui_url = http://localhost:8002\n", "oss@3.4.2", "from --kong-version"],
    ["0.14", "portal = on\n", "oss@0.14.1", "from --kong-version"],
    ["oss@3.4", "portal = on\n", "oss@3.4.2", "from --kong-version"],
  ])("%s without an edition takes it from the file: %j", (version, text, release, reason) => {
    const found = atHand(text, { flag: namedRelease(version) });
    expect(formatRelease(found.release)).toBe(release);
    if (reason !== undefined) expect([found.reason, found.certain]).toEqual([reason, true]);
  });

  test("a comment behind the first setting is no header", () => {
    expect(atHand("log_level = notice\n# Kong Enterprise 0.34\n").from).toBe("newest");
  });

  test("the sample says its release in the second line of its header", () => {
    const text = readFileSync(new URL("../fixtures/enterprise-0.33/kong.conf", import.meta.url), "utf8");
    const { release, from } = atHand(text);
    expect([formatRelease(release), from]).toEqual(["enterprise@0.33", "header"]);
  });
});

describe("an image without a release in its tag", () => {
  const ofImage = (image: string, settings: string): ResolvedRelease => {
    const text = `services:\n  kong:\n    image: ${image}\n    environment:\n${settings}`;
    return resolveRelease(readUnitOf(new SourceDocument("compose.yaml", text), composeFormat));
  };
  const OLD = "      KONG_ADMIN_LISTEN_SSL: 0.0.0.0:8444\n      KONG_CUSTOM_PLUGINS: a\n";

  test.each([
    ["kong", "oss"],
    ["kong:latest", "oss"],
    ["docker.io/kong/kong-gateway:latest", "enterprise"],
  ] as const)("%s is the newest release of %s, whatever old names are set", (image, edition) => {
    const { release, from, certain } = ofImage(image, OLD);
    expect(release).toEqual(newestRelease(edition));
    expect([from, certain]).toEqual(["newest", false]);
  });

  test.each(["acme/kong:latest", "kong@sha256:0a", "kong:alpine"])("%s is told by the names", (image) => {
    expect(ofImage(image, OLD).from).toBe("inferred");
  });

  test("a header of the file says more", () => {
    const text = `# Kong 2.8\nservices:\n  kong:\n    image: kong\n    environment:\n${OLD}`;
    const { from } = resolveRelease(readUnitOf(new SourceDocument("compose.yaml", text), composeFormat));
    expect(from).toBe("header");
  });
});

describe("the tag of an image that is not Kong's", () => {
  const service = (image: string, settings: string) =>
    `services:\n  kong:\n    image: ${image}\n    environment:\n${settings}`;
  const inCompose = (text: string) =>
    resolveRelease(readUnitOf(new SourceDocument("compose.yaml", text), composeFormat));
  const SOME = "      KONG_DATABASE: postgres\n";

  test.each([
    ["acme/kong-oidc:2.0.3", SOME, "oss@2.0.3", false],
    // What somebody else names as Kong does is mostly a copy.
    ["registry.example.com/platform/kong:2.0.3", SOME, "oss@2.0.3", true],
    ["kong:2.0.3", "      KONG_ADMIN_GUI_LISTEN: 0.0.0.0:8002\n", "oss@2.0.3", true],
  ])("%s with %j is for %s", (image, settings, release, certain) => {
    const found = inCompose(service(image, settings));
    expect(formatRelease(found.release)).toBe(release);
    expect(found).toMatchObject({ from: "image", certain });
  });

  test.each([
    ["acme/my-kong:1.0", "      KONG_STATUS_LISTEN: 0.0.0.0:8100\n"],
    ["acme/my-kong:1.0", '      KONG_DATABASE: "off"\n'],
    ["registry.example.com/platform/kong:1.0", "      KONG_STATUS_LISTEN: 0.0.0.0:8100\n"],
    ["acme/my-kong:production", SOME],
    [`kong@sha256:${"0".repeat(64)}`, SOME],
  ])("%s with %j tells no release", (image, settings) => {
    expect(inCompose(service(image, settings))).toMatchObject({ certain: false, isOpen: true });
  });

  test("nothing is said that depends on the release", async () => {
    const removed = "      KONG_CUSTOM_PLUGINS: mine\n      KONG_LOG_LEVEL: loud\n";
    const rules = async (image: string) => {
      const files = new Files({ "compose.yaml": service(image, removed) });
      const source = files.source("compose.yaml");
      if (source === undefined) throw new Error("no format");
      const { findings } = await analyze(
        linkSource(source, { surroundings: {}, resolve: files.resolve }),
        {},
      );
      return findings.map(({ rule }) => rule);
    };
    expect(await rules("kong:3.9")).toContain("deprecated/custom-plugins");
    expect(await rules("acme/my-kong:production")).not.toContain("deprecated/custom-plugins");
    expect(await rules("acme/my-kong:production")).toContain("schema/enum-value");
  });
});

describe("a guess from the names of a unit", () => {
  const STALE = "proxy_listen_ssl = 0.0.0.0:8443\n";

  test.each([
    [`${STALE}database = off\n`, "oss@3.9.3"],
    [`${STALE}proxy_listen = 0.0.0.0:8000 reuseport, 0.0.0.0:8443 ssl\n`, "oss@3.9.3"],
    [`${STALE}log_level = notice\nproxy_listen = 0.0.0.0:8000\n`, "oss@0.12.3"],
    // What every release refuses says nothing.
    [`${STALE}database = mysql\n`, "oss@0.12.3"],
    // Two names of old releases are more than one value of later ones.
    [`${STALE}admin_listen_ssl = 127.0.0.1:8444\ndatabase = off\n`, "oss@0.12.3"],
  ])("%j is for %s", (text, release) => {
    expect(formatRelease(atHand(text).release)).toBe(release);
  });

  const OLD = '      KONG_PROXY_LISTEN: "0.0.0.0:8000"\n      KONG_PROXY_LISTEN_SSL: "0.0.0.0:8443"\n';
  const built = (more = "", settings = OLD) =>
    `services:\n  kong:\n    build: .\n${more}    environment:\n${settings}`;
  const other = (name: string, image: string) =>
    `  ${name}:\n    image: ${image}\n    environment: {KONG_DATABASE: postgres}\n`;
  const inFiles = (compose: string, dockerfile: string) => {
    const files = new Files({ "compose.yaml": compose, Dockerfile: dockerfile });
    const source = files.source("compose.yaml");
    if (source === undefined) throw new Error("no format");
    const [unit] = linkSource(source, { surroundings: {}, resolve: files.resolve }).units;
    if (unit === undefined) throw new Error("no unit");
    return resolveRelease(unit);
  };

  test("is less than an image that is built on the newest one", () => {
    for (const base of ["kong:latest", "kong", "kong/kong-gateway:latest"])
      for (const more of ["", "    image: acme/gateway\n"]) {
        const { release, from } = inFiles(built(more), `FROM ${base}\n`);
        expect(release).toEqual(newestRelease(base.includes("gateway") ? "enterprise" : "oss"));
        expect(from).toBe("newest");
      }
  });

  test("is less than what other services run, unless several names speak for it", () => {
    const dockerfile = "ARG BASE\nFROM ${BASE}\n";
    const beside = (settings: string, ...others: readonly string[]) =>
      formatRelease(inFiles(built("", settings) + others.join(""), dockerfile).release);
    expect(beside(OLD, other("a", "kong:2.8"), other("b", "kong:2.8"))).toBe("oss@2.8.5");
    expect(beside(OLD, other("a", "kong:2.8"), other("b", "kong:3.4"))).toBe("oss@0.12.3");
    expect(beside(OLD, other("a", "acme/kong-oidc:2.8"))).toBe("oss@0.12.3");
    const older = `${OLD}      KONG_ADMIN_LISTEN_SSL: "127.0.0.1:8444"\n`;
    expect(beside(older, other("a", "kong:2.8"))).toBe("oss@0.12.3");
  });
});
