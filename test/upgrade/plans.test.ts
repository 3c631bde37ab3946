import { describe, expect, test } from "vitest";
import { applyUpgrade } from "../../server/upgrade/apply-upgrade.ts";
import { planUpgrade } from "../../server/upgrade/plan-upgrade.ts";
import { upgradeMarkdown } from "../../server/upgrade/upgrade-markdown.ts";
import { type UpgradePlan, upgradeEffects } from "../../server/upgrade/upgrade-plan.ts";
import { upgradeText } from "../../server/upgrade/upgrade-text.ts";
import { lint } from "../../server/workspace/analyze.ts";
import { linkedOf } from "../sources.ts";
import { fixture, pairs, readUnit, release } from "./upgrade-pairs.ts";

function readLinked(text: string) {
  return linkedOf(readUnit(text));
}

function planOf(text: string, from: string, to: string): Promise<UpgradePlan> {
  return planUpgrade(linkedOf(readUnit(text)), release(from), release(to));
}

/** What a plan says about each property: `refused database`. */
function saidOf(plan: UpgradePlan): readonly string[] {
  return plan.items.map(({ effect, property }) => `${effect} ${property}`);
}

describe.each(pairs.map((pair) => [pair.name, pair] as const))("%s", (name, pair) => {
  const { from, to } = pair;

  test("the file is sound in the release it comes from", async () => {
    const { findings } = await lint(linkedOf(fixture(pair)), { release: { flag: from } });
    const errors = findings.filter(
      ({ severity, rule }) => severity === "error" && rule !== "syntax/hash-in-value",
    );
    expect(errors).toEqual([]);
  });

  test("the plan reads as it should", async () => {
    const plan = await planUpgrade(linkedOf(fixture(pair)), from, to);
    await expect(upgradeText(plan)).toMatchFileSnapshot(`golden/${name}.txt`);
    await expect(upgradeMarkdown(plan)).toMatchFileSnapshot(`golden/${name}.md`);
  });

  test("what breaks most comes first", async () => {
    const { items } = await planUpgrade(linkedOf(fixture(pair)), from, to);
    const ranks = items.map(({ effect }) => upgradeEffects.indexOf(effect));
    expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
    expect(items.length).toBeGreaterThan(0);
  });

  test("the safe edits leave no error in the new release that another safe edit would mend", async () => {
    const written = await applyUpgrade(linkedOf(fixture(pair)), from, to, readLinked);
    await expect(written.text).toMatchFileSnapshot(`golden/${name}.conf`);
    expect(written.applied).toBeGreaterThan(0);
    expect(written.refused).toBe(0);
    const { findings } = await lint(linkedOf(readUnit(written.text)), { release: { flag: to } });
    const mendable = findings.filter(
      ({ severity, fixes }) =>
        severity === "error" && fixes.some(({ applicability }) => applicability === "safe"),
    );
    expect(mendable).toEqual([]);
  });

  test("a second run finds nothing left to write", async () => {
    const once = await applyUpgrade(linkedOf(fixture(pair)), from, to, readLinked);
    const twice = await applyUpgrade(linkedOf(readUnit(once.text)), from, to, readLinked);
    expect(twice.text).toBe(once.text);
  });
});

describe("a plan", () => {
  test("names what both releases find where the new one takes it more seriously", async () => {
    expect(saidOf(await planOf("database = cassandra\n", "oss@2.8", "oss@3.4"))).toContain(
      "refused database",
    );
    expect(saidOf(await planOf("custom_plugins = mine\n", "oss@0.14", "oss@1.0"))).toContain(
      "lost custom_plugins",
    );
  });

  test("leaves out what is wrong in both releases, and counts it", async () => {
    const plan = await planOf("no_such_thing = 1\npg_user = kong\n", "oss@3.5", "oss@3.6");
    expect(saidOf(plan)).not.toContain("lost no_such_thing");
    expect(plan.already).toBe(1);
    expect(upgradeText(plan)).toContain("One finding applies to both releases");
  });

  test("names what keeps both releases from starting", async () => {
    expect(saidOf(await planOf("log_level = loud\n", "oss@3.5", "oss@3.6"))).toContain("refused log_level");
  });

  test("asks for the whole checklist of Enterprise 0.34", async () => {
    const plan = await planOf(
      "portal = on\nadmin_gui_listen = 127.0.0.1:8002\n",
      "enterprise@0.33",
      "enterprise@0.34",
    );
    for (const property of ["enforce_rbac", "admin_gui_auth", "portal_gui_protocol", "portal_gui_host"])
      expect(saidOf(plan)).toContain(`required ${property}`);
    expect(saidOf(plan)).toContain("default vitals");
    expect(saidOf(plan)).toContain("review smtp_mock");
  });

  test("names listeners that are new and open", async () => {
    expect(saidOf(await planOf("pg_user = kong\n", "oss@3.3", "oss@3.4"))).toContain(
      "default admin_gui_listen",
    );
    const off = await planOf("admin_gui_listen = off\n", "oss@3.3", "oss@3.4");
    expect(saidOf(off)).not.toContain("default admin_gui_listen");
  });

  test("crosses editions", async () => {
    const plan = await planOf("enforce_rbac = on\nvitals = on\n", "enterprise@2.8", "oss@3.4");
    expect(saidOf(plan)).toEqual(expect.arrayContaining(["lost enforce_rbac", "lost vitals"]));
    expect(upgradeText(plan)).toMatch(/^kong\.conf: Kong Enterprise 2\.8 to Kong 3\.4\.2$/m);
  });

  test("shows no secret whose reading changes", async () => {
    const plan = await planOf("pg_password = hunter2hunter2#tail\n", "oss@2.8", "oss@3.4");
    expect(upgradeText(plan) + upgradeMarkdown(plan)).not.toContain("hunter2");
  });
});
