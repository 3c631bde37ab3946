import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { type Circumstances, chooseProgram, projectProgram } from "../../client/program-choice.ts";

const FILES: Readonly<Record<string, string>> = {
  "/ws/node_modules/kong-lint/package.json":
    '{ "version": "0.0.9", "bin": { "kong-lint": "./dist/kong-lint.cjs" } }',
  "/broken/node_modules/kong-lint/package.json": "{",
  "/sly/node_modules/kong-lint/package.json": '{ "version": "1.0.0", "bin": "../../../usr/bin/evil" }',
  "/usr/local/bin/kong-lint": "#!/usr/bin/env node\n",
  "/opt/kong-lint": "\u007fELF",
};

function given(changes: Partial<Circumstances>): Circumstances {
  return {
    bundled: "/extension/dist/kong-lint.cjs",
    path: "",
    strategy: "useBundled",
    isTrusted: true,
    folders: ["/ws"],
    read: async (path) => FILES[path],
    ...changes,
  };
}

const BUNDLED = { kind: "module", path: "/extension/dist/kong-lint.cjs", origin: "bundled" };

test("without a word of the person the extension's own program runs", async () => {
  expect(await chooseProgram(given({}))).toEqual(BUNDLED);
});

test("the project's runs where the person said so", async () => {
  expect(await chooseProgram(given({ strategy: "fromProject" }))).toEqual({
    kind: "module",
    path: "/ws/node_modules/kong-lint/dist/kong-lint.cjs",
    origin: "project",
  });
});

test.each([
  ["a folder without one", "/other"],
  ["a manifest that cannot be read", "/broken"],
  ["a program outside the package", "/sly"],
])("the extension's own for %s", async (_, folder) => {
  expect(await chooseProgram(given({ strategy: "fromProject", folders: [folder] }))).toEqual(BUNDLED);
  expect(await projectProgram(given({ folders: [folder] }))).toBeUndefined();
});

test("nothing else runs in a workspace that is not trusted", async () => {
  for (const changes of [{ strategy: "fromProject" }, { path: "/opt/kong-lint" }] as const)
    expect(await chooseProgram(given({ ...changes, isTrusted: false }))).toEqual(BUNDLED);
});

test.each([
  ["/srv/kong-lint.cjs", "module"],
  ["/usr/local/bin/kong-lint", "module"],
  ["/opt/kong-lint", "command"],
  ["/opt/not-there", "command"],
])("a path of the person: %s as a %s", async (path, kind) => {
  expect(await chooseProgram(given({ path, strategy: "fromProject" }))).toEqual({
    kind,
    path,
    origin: "setting",
  });
});

test("a workspace can set neither of the settings", () => {
  const { contributes, capabilities } = JSON.parse(
    readFileSync(new URL("../../package.json", import.meta.url), "utf8"),
  );
  for (const name of ["kong-lint.path", "kong-lint.importStrategy"]) {
    expect(contributes.configuration.properties[name].scope).toBe("machine");
    expect(capabilities.untrustedWorkspaces.restrictedConfigurations).toContain(name);
  }
});
