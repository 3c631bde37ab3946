import { describe, expect, it } from "vitest";
import { type CollectedStep, collectLines, readDecisions } from "../../../tools/collect/collect-all.ts";
import { collectOss } from "../../../tools/collect/collect-oss.ts";
import type { Decisions } from "../../../tools/collect/decisions.ts";
import { madeUpKong, madeUpPortal, treeOf } from "./made-up-kong.ts";

const base = collectOss(treeOf(madeUpKong, "9.0.0"), "9.0.0").facts;
const decisions: Decisions = {
  ...readDecisions(),
  carried: { from: "9.0", beginning: ["portal"] },
  elsewhere: [],
  moreVaults: [],
  dropped: [{ since: "9.1", beginning: "old_" }],
  base: [{ since: "9.0", version: "9.0.0" }],
};

function collect(lines: readonly string[], portal = madeUpPortal): CollectedStep[] {
  return [
    ...collectLines(
      treeOf(portal, "main"),
      lines,
      (version) => (version === "9.0.0" ? base : undefined),
      decisions,
    ),
  ];
}

const [step] = collect(["9.1"]);
const facts = step?.release.facts;
const property = (name: string) => facts?.properties[name];

describe("the facts of the developer portal", () => {
  it("take types, checks and hidden names from the open-source base", () => {
    expect(property("headers")).toMatchObject({
      type: "array",
      typeSource: "oss-loader 9.0.0",
      default: "Via",
    });
    expect(property("limit")).toMatchObject({ fromOssBase: true, bounds: { min: 1 } });
    expect(property("old_limit")).toBeUndefined();
    expect(facts).toMatchObject({ basedOnOss: "9.0.0", bundledPluginsOssBase: ["acl", "cors"] });
  });

  it("trust the base's loader where the reference only repeats the base's reference", () => {
    expect(property("prefix")).toMatchObject({ default: "/opt/kong", documentedDefault: "/usr/local/kong/" });
  });

  it("infer the type of other names from default, list of values and name", () => {
    expect(property("new_switch")).toMatchObject({ type: "boolean", inferred: true });
    expect(property("new_number")).toMatchObject({ type: "number", inferred: true });
    expect(property("new_choice")).toMatchObject({ type: "string", enum: ["fast", "slow"], inferred: true });
    expect(property("admin_password")).toMatchObject({ type: "string", sensitive: true });
    expect(property("debug_listen")).toMatchObject({ type: "array", default: "off" });
    expect(facts?.listenProperties?.debug_listen).toMatchObject({ inferred: true });
  });

  it("take a wider set from the reference, and ask about it", () => {
    expect(property("log_level")).toMatchObject({
      enum: ["notice", "warn", "quiet"],
      deprecated: { value: "quiet" },
      inferred: true,
    });
    expect(step?.questions).toContain(
      "log_level: the reference lists notice, warn, quiet, the loader of Kong 9.0.0 notice, warn",
    );
  });

  it("ask about what is new in the line, not about what an earlier line has left open", () => {
    const asked = step?.questions.filter((question) => question.includes("taken for text")) ?? [];
    expect(asked.some((question) => question.startsWith("new_text:"))).toBe(true);
    expect(asked.some((question) => question.startsWith("known_text:"))).toBe(false);
  });

  it("carry on what left the reference and is still read", () => {
    expect(property("portal")).toMatchObject({ carriedFrom: "9.0", documented: false, type: "boolean" });
  });

  it("hold the vendor's plugins of the line, its vaults and its nginx", () => {
    expect(facts?.cataloguedPlugins).toEqual(["acl"]);
    expect(facts?.vaultsWithDocumentedProperties).toEqual(["env", "hcv"]);
    expect(facts?.nginx).toBe("1.31.1");
    expect(collect(["9.0"])[0]?.release.facts.nginx).toBe("1.29.2");
  });

  it("say which file they come from", () => {
    expect(property("new_number")?.sources).toEqual({
      documented: "app/_data/kong-conf/9.1.json new_number",
    });
  });

  it("need the facts of the base, and a reference of the line", () => {
    const without = () => [...collectLines(treeOf(madeUpPortal), ["9.1"], () => undefined, decisions)];
    expect(without).toThrow(/built on an open-source release/);
    expect(() => collect(["9.7"])).toThrow("test has no reference of Enterprise 9.7".replace("test", "main"));
    const broken = { ...madeUpPortal, "app/_data/kong-conf/9.1.json": "{}" };
    expect(() => collect(["9.1"], broken)).toThrow(/has no "params"/);
  });
});
