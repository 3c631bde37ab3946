import { describe, expect, test } from "vitest";
import { reporters } from "../../server/report/reporters.ts";
import { folderWith, kongLint } from "./run-cli.ts";

const GUILTY = "pg_prt = 5432\n";
const CLEAN = "log_level = notice\n";
const GRAVITY = ["hint", "info", "warning", "error"];

/** Severities are set by hand, so that the table depends on no rule's own. */
const LEVELS: Readonly<Record<string, readonly string[]>> = {
  error: ["--rule", "schema/unknown-property=error"],
  warning: ["--rule", "schema/unknown-property=warning"],
  info: ["--rule", "schema/unknown-property=info"],
  hint: ["--rule", "schema/unknown-property=hint"],
  clean: [],
};

describe.each(Object.keys(reporters))("%s", (format) => {
  describe.each(["error", "warning", "info", "hint", "never"])("--fail-on %s", (threshold) => {
    test.each(Object.keys(LEVELS))("a finding of severity %s", async (severity) => {
      const folder = folderWith({ "kong.conf": severity === "clean" ? CLEAN : GUILTY });
      const { code } = await kongLint(folder, [
        "--kong-version",
        "3.9",
        "--format",
        format,
        "--fail-on",
        threshold,
        ...(LEVELS[severity] ?? []),
        "kong.conf",
      ]);
      const fails =
        severity !== "clean" &&
        threshold !== "never" &&
        GRAVITY.indexOf(severity) >= GRAVITY.indexOf(threshold);
      expect(code).toBe(fails ? 1 : 0);
    });
  });
});

test("what is shown does not decide", async () => {
  const folder = folderWith({ "kong.conf": GUILTY });
  const argv = ["--kong-version", "3.9", "--rule", "schema/unknown-property=warning", "--show", "error"];
  const { code, stdout } = await kongLint(folder, [...argv, "--fail-on", "warning", "kong.conf"]);
  expect(code).toBe(1);
  expect(stdout).not.toContain("unknown-property");
});

test("more warnings than allowed fail", async () => {
  const folder = folderWith({ "kong.conf": "a_thing = 1\nb_thing = 2\n" });
  const argv = ["--kong-version", "3.9", "--rule", "schema/unknown-property=warning", "kong.conf"];
  expect((await kongLint(folder, ["--max-warnings", "2", ...argv])).code).toBe(0);
  expect((await kongLint(folder, ["--max-warnings", "1", ...argv])).code).toBe(1);
});
