import { describe, expect, it } from "vitest";
import { collectOss } from "../../../tools/collect/collect-oss.ts";
import { madeUpKong, treeOf } from "./made-up-kong.ts";

const { facts, undecided } = collectOss(treeOf(madeUpKong, "9.1.0"), "9.1.0");

describe("the facts of Kong's source", () => {
  it("join defaults, reference and table of types", () => {
    expect(facts.properties.prefix).toEqual({
      type: "string",
      typeSource: "implicit",
      default: "/opt/kong",
      defaultSource: "loader",
      documentedDefault: "/usr/local/kong/",
      section: "GENERAL",
      documented: true,
      hidden: false,
      sources: { documented: "kong.conf.default:6", default: "kong/templates/kong_defaults.lua:2" },
    });
    expect(facts.properties.trusted).toMatchObject({ type: "boolean", typeSource: "loader", default: null });
    expect(facts.properties.token).toMatchObject({ default: null, hidden: true, sensitive: true });
  });

  it("tell a name that only the table of types, or only the reference has", () => {
    expect(facts.properties.gone).toMatchObject({ default: null, defaultSource: "none", documented: false });
    expect(facts.properties.only_documented).toMatchObject({
      default: "5s",
      defaultSource: "reference",
      section: "LISTENERS",
    });
    expect(Object.keys(facts.properties)).not.toContain("$refs");
  });

  it("read a property behind a blank, and no example in a comment", () => {
    expect(facts.properties.proxy_listen).toMatchObject({ documented: true, section: "LISTENERS" });
  });

  it("hold sets, deprecations and aliases", () => {
    expect(facts.properties.log_level).toMatchObject({
      enum: ["notice", "warn"],
      deprecated: { replacement: null, value: "warn" },
    });
    expect(facts.properties.old_limit).toMatchObject({
      aliasOf: "limit",
      deprecated: { replacement: "limit" },
    });
  });

  it("hold the bounds and members that the loader's code checks, and no refusal on a condition", () => {
    expect(facts.properties.limit?.bounds).toEqual({ min: 1, max: 1000, integer: true });
    expect(facts.properties.headers?.itemEnum).toEqual(["all", "Via", "off"]);
    expect(facts.properties.log_level).not.toHaveProperty("rejectedValues");
  });

  it("hold namespaces, listeners, plugins, vaults and nginx", () => {
    expect(facts.dynamicPrefixes).toEqual([
      { prefix: "nginx_http_", injectsInto: "nginx_http_directives", ignore: ["gunzip"] },
      { prefix: "vault_", injectsInto: null, ignore: [] },
    ]);
    expect(facts.properties.nginx_http_gzip?.dynamicPrefix).toBe("nginx_http_");
    expect(facts.listenProperties).toEqual({
      proxy_listen: {
        subsystem: "http",
        flags: ["ssl", "backlog=<int>", "so_keepalive=<idle>:<intvl>:<cnt>"],
      },
    });
    expect(facts.bundledPlugins).toEqual(["acl", "cors"]);
    expect(facts.bundledVaults).toEqual(["env"]);
    expect(facts.nginx).toBe("1.29.2");
  });

  it("leave to a person what the source does not say", () => {
    expect(undecided).toEqual(["kong/conf_loader/parse.lua:21: which members instruments may have"]);
  });

  it("are the same in every run", () => {
    expect(JSON.stringify(collectOss(treeOf(madeUpKong, "9.1.0"), "9.1.0").facts)).toBe(
      JSON.stringify(facts),
    );
  });

  it("come from no other folder", () => {
    expect(() => collectOss(treeOf({ "README.md": "# Something" }), "1.0.0")).toThrow(/no source of Kong/);
  });
});
