import { describe, expect, it } from "vitest";
import { readEditorSettings } from "../../server/lsp/editor-settings.ts";
import { pathOfUri, pathPart, uriOfPath } from "../../server/lsp/uri.ts";
import { WorkspaceFolders } from "../../server/lsp/workspace-folders.ts";

describe("the settings of an editor", () => {
  it("are those of the settings file that an editor may have, and options of the server", async () => {
    const { layer, options, problem } = await readEditorSettings(
      {
        release: "2.8",
        rules: { "security/*": "off" },
        baseline: "not-for-editors.json",
        trace: { server: "off" },
        inlayHints: { reads: false, defaults: true },
        codeLens: false,
      },
      "/ws",
    );
    expect(problem).toBeUndefined();
    expect(layer?.values).toEqual({ release: "2.8", rules: { "security/*": "off" } });
    expect(layer?.originOf([])).toEqual({ kind: "editor", name: "editor", line: undefined });
    expect(options).toEqual({ inlayHints: { reads: false, defaults: true }, codeLens: false });
  });

  it.each([undefined, null, "on", 5, [], {}, { release: "", rules: {}, extraProperties: [], edition: null }])(
    "say nothing where an editor sends %j",
    async (section) => {
      expect(await readEditorSettings(section, "/ws")).toMatchObject({
        layer: undefined,
        problem: undefined,
      });
    },
  );

  it.each([
    [{ release: "newest" }, "newest"],
    [{ rules: { "schema/unknown-propery": "off" } }, "schema/unknown-property"],
    [{ edition: "community" }, "oss, enterprise"],
  ])("that make no sense are named: %j", async (section, words) => {
    const { layer, problem } = await readEditorSettings(section, "/ws");
    expect(layer).toBeUndefined();
    expect(problem).toContain(words);
  });

  it("are told of with all that is wrong, in sentences", async () => {
    const section = { relase: "3.9", release: "newest", rules: { "schema/unknown-property": "warn" } };
    expect((await readEditorSettings(section, "/ws")).problem).toBe(
      [
        "the settings of the editor: `rules.schema/unknown-property` must be one of error, warning, info, hint, off; did you mean `warning`?",
        "unknown setting `relase`; did you mean `release`?",
        "`newest` is not a release; use a form such as `3.9` or `enterprise@0.34`.",
      ].join(" "),
    );
  });

  it("pass over what is for others", async () => {
    const section = { trace: { server: "verbose" }, importStrategy: "useBundled", something: true };
    expect(await readEditorSettings(section, "/ws")).toMatchObject({ layer: undefined, problem: undefined });
  });
});

describe("addresses", () => {
  it.each([
    ["file:///etc/kong/kong.conf", "/etc/kong/kong.conf"],
    ["file:///c%3A/kong/my%20kong.conf", "c:/kong/my kong.conf"],
    ["file:///D:/kong.conf", "D:/kong.conf"],
    ["FILE:///etc/%C3%BC.conf", "/etc/\u00fc.conf"],
    ["file:///etc/100%.conf", "/etc/100%.conf"],
    ["untitled:Untitled-1", undefined],
    ["vscode-vfs://github/a/b/kong.conf", undefined],
  ])("%s is the file %s", (uri, path) => {
    expect(pathOfUri(uri)).toBe(path);
  });

  it("go from path to path", () => {
    for (const path of ["/a b/\u00fc#?.conf", "/x", "c:/kong/kong.conf"])
      expect(pathOfUri(uriOfPath(path))).toBe(path);
    expect(pathPart("vscode-vfs://github/a/kong.conf?x#y")).toBe("/a/kong.conf");
  });

  it("are shown relative to the innermost folder", () => {
    const folders = new WorkspaceFolders(["file:///ws", "file:///ws/inner/", "vscode-vfs://github/a"]);
    expect(folders.paths).toEqual(["/ws", "/ws/inner"]);
    expect(folders.shown("file:///ws/a/kong.conf")).toBe("a/kong.conf");
    expect(folders.shown("file:///ws/inner/kong.conf")).toBe("kong.conf");
    expect(folders.shown("file:///elsewhere/kong.conf")).toBe("/elsewhere/kong.conf");
    expect(folders.shown("untitled:Untitled-1")).toBe("Untitled-1");
    expect(folders.changed(["file:///new"], ["file:///ws"]).paths).toEqual(["/ws/inner", "/new"]);
  });
});
