import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { UNREAD_FORMATS } from "../fixtures/unread-formats.ts";
import { BASE, BROKEN, KEPT } from "./sample.ts";
import { holdToContract, prepare, review, runReview, type Scenario } from "./scenario.ts";
import { STORIES } from "./scenarios.ts";

describe.each(STORIES)("kinds of files at %s", (_, start) => {
  let scenario: Scenario;
  holdToContract(() => scenario);
  beforeEach(async () => {
    scenario = await start();
  });

  test("a binary file that is named like Kong's is left alone", async () => {
    scenario.push({ "conf/kong.conf": Uint8Array.from({ length: 2000 }, (_, at) => (at * 7919) % 256) });
    expect((await review(scenario)).writes).toEqual([]);
  });

  test("files of formats that are not read yet are left alone", async () => {
    scenario.push(Object.fromEntries(Object.entries(UNREAD_FORMATS).map(([name, [text]]) => [name, text])));
    const { order, writes } = await review(scenario);
    expect(order.request.files.map(({ path }) => path)).toContain("env.yml");
    expect(writes).toEqual([]);
  });

  test("values of Helm and manifests have a remark on the line that they change", async () => {
    const values = (level: string) =>
      `ingressController: {enabled: false}\nenv:\n  database: postgres\n  log_level: ${level}\n`;
    const pod = (level: string) =>
      `apiVersion: v1\nkind: Pod\nmetadata: {name: k}\nspec:\n  containers:\n    - name: proxy\n      image: kong:3.9\n      env:\n        - name: KONG_LOG_LEVEL\n          value: ${level}\n`;
    scenario.startFrom({ ...BASE, "chart/values.yaml": values("info"), "k8s/pod.yaml": pod("info") });
    scenario.push({ "chart/values.yaml": values("verbose"), "k8s/pod.yaml": pod("verbose") });
    await review(scenario);
    const places = scenario.remarks().map(({ path, line }) => `${path}:${line}`);
    expect(places).toEqual(["chart/values.yaml:4", "k8s/pod.yaml:10"]);
  });

  test("a symbolic link is not followed", async () => {
    symlinkSync("/etc/hostname", join(scenario.folder.path, "linked-kong.conf"));
    scenario.push({ "README.md": "new\n" });
    const { order, writes } = await review(scenario);
    expect(order.request.files.map(({ path }) => path)).toContain("linked-kong.conf");
    expect(writes).toEqual([]);
  });

  test("a renamed file that did not change has nothing new to say", async () => {
    scenario.startFrom({ ...BASE, "conf/kong.conf": BROKEN });
    scenario.push({ "conf/kong.conf": undefined, "prod/kong.conf": BROKEN });
    const { files } = (await prepare(scenario)).request;
    expect(files).toMatchObject([{ path: "prod/kong.conf", previousPath: "conf/kong.conf" }]);
    expect((await review(scenario)).writes).toEqual([]);
  });

  test("changed settings bring up what they cause in files that stay as they are", async () => {
    const settings = (severity: string) => `rules:\n  schema/unknown-property: ${severity}\n`;
    scenario.startFrom({
      ...BASE,
      "other/kong.conf": `${KEPT}lost_level = x\n`,
      ".kong-lint.yaml": settings("off"),
    });
    scenario.push({ ".kong-lint.yaml": settings("error") });
    await review(scenario);
    expect(scenario.remarks()).toEqual([]);
    expect(scenario.summaries()[0]).toContain("1 finding outside the diff");
    expect(scenario.summaries()[0]).toContain("other/kong.conf:3");
  });

  describe("baselines", () => {
    const settings = { ".kong-lint.json": '{ "baseline": "known.json" }' };

    test("one that is missing is said in a line, with exit code 2, as for the lint command", async () => {
      scenario.push({ ...settings, "conf/kong.conf": BROKEN });
      expect(await runReview(scenario)).toMatchObject({
        code: 2,
        stdout: "",
        stderr: "kong-lint: the baseline known.json: no such file in the repository\n",
      });
      expect(scenario.remarks()).toEqual([]);
    });

    test("one that the change brings along after it was missing is gone by", async () => {
      scenario.startFrom({ ...BASE, ...settings });
      const known = '{ "version": 1, "tool": "kong-lint", "findings": [] }';
      scenario.push({ "known.json": known, "conf/kong.conf": BROKEN });
      expect(await runReview(scenario)).toMatchObject({ code: 0, stderr: "" });
      expect(scenario.remarks().length).toBe(3);
    });
  });
});
