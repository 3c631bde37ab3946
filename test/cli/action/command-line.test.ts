import { expect, test } from "vitest";
import { below, lintArguments, reviewArguments } from "../../../server/cli/action/command-line.ts";
import { readInputs } from "../../../server/cli/action/inputs.ts";
import { parseArguments } from "../../../server/cli/parse-arguments.ts";

const REPORTS = { json: "/tmp/report.json" };

function given(inputs: Readonly<Record<string, string>>) {
  const names = Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]);
  return readInputs(Object.fromEntries(names));
}

test("the program understands what the action tells it", async () => {
  const inputs = given({
    paths: "-a.conf 'b c.conf'",
    "kong-version": "3.9",
    edition: "oss",
    settings: "lint.json",
    baseline: "base.json",
    "changed-only": "true",
    "working-directory": "./deploy/",
    "fail-on": "warning",
    "sarif-file": "out.sarif",
  });
  const event = { pull_request: { base: { sha: "0123abc" } } };
  const { command, arguments: argv } = await parseArguments(lintArguments(inputs, event, REPORTS));
  expect(command).toBe("lint");
  expect(argv.operands).toEqual(["deploy/-a.conf", "deploy/b c.conf"]);
  expect(argv.values("format")).toEqual(["github", "json:/tmp/report.json", "sarif:deploy/out.sarif"]);
  expect(argv.value("settings")).toBe("deploy/lint.json");
  expect(argv.value("baseline")).toBe("deploy/base.json");
  expect(argv.value("since")).toBe("0123abc");
  expect(argv.value("fail-on")).toBe("warning");
  const review = await parseArguments(reviewArguments(inputs));
  expect(review.command).toBe("review");
  expect(review.arguments.value("settings")).toBe("deploy/lint.json");
});

test("without inputs the whole repository is checked", async () => {
  const { arguments: argv } = await parseArguments(lintArguments(given({}), {}, REPORTS));
  expect(argv.operands).toEqual([]);
  expect(argv.has("settings")).toBe(false);
});

test("with a working directory alone it is checked", async () => {
  const inputs = given({ "working-directory": "deploy" });
  const { arguments: argv } = await parseArguments(lintArguments(inputs, {}, REPORTS));
  expect(argv.operands).toEqual(["deploy"]);
});

test("a first push and an event without a change are checked as a whole", () => {
  const inputs = given({ "changed-only": "true" });
  for (const event of [{}, { before: "0".repeat(40) }])
    expect(lintArguments(inputs, event, REPORTS)).not.toContain("--since");
  expect(lintArguments(inputs, { before: "abc" }, REPORTS)).toContain("--since");
  expect(lintArguments(inputs, { merge_group: { base_sha: "abc" } }, REPORTS)).toContain("abc");
});

test("paths below a folder", () => {
  expect(below("", "a")).toBe("a");
  expect(below(".", "a")).toBe("a");
  expect(below("./deploy/", "./a")).toBe("deploy/a");
  expect(below("deploy", "/srv/a")).toBe("/srv/a");
});
