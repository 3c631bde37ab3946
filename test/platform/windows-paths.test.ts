import { describe, expect, test } from "vitest";
import { pathOfUri, uriOfPath } from "../../server/lsp/uri.ts";
import { isInside, joinPath, parentFolder, relativePath } from "../../server/platform/paths.ts";
import { reportUri } from "../../server/report/report-uri.ts";
import { matchingPattern } from "../../server/settings/path-patterns.ts";
import { namedSource, shownPath } from "../../server/workspace/source-path.ts";

/** What a machine with drives has in its paths. All of it is about texts, and holds on every machine. */
describe("a path that a person writes with backslashes", () => {
  test.each([
    ["conf\\kong.conf", "C:/repo", "conf/kong.conf", "C:/repo/conf/kong.conf"],
    ["..\\kong.conf", "C:/repo", "C:/kong.conf", "C:/kong.conf"],
    ["C:\\repo\\kong.conf", "C:/repo", "kong.conf", "C:/repo/kong.conf"],
    ["c:\\repo\\kong.conf", "C:/repo", "kong.conf", "c:/repo/kong.conf"],
    ["D:\\other\\kong.conf", "C:/repo", "D:/other/kong.conf", "D:/other/kong.conf"],
    [".\\a\\.\\b\\..\\kong.conf", "C:/repo", "a/kong.conf", "C:/repo/a/kong.conf"],
  ])("%s in %s is shown as %s", (written, folder, shown, absolute) => {
    expect(namedSource(written, folder)).toEqual({ shown, absolute, named: true });
  });
});

describe("a path with a drive", () => {
  test("in reports: relative below the working folder, absolute elsewhere", () => {
    expect(shownPath("C:/repo/conf/kong.conf", "C:/repo")).toBe("conf/kong.conf");
    expect(shownPath("C:/repository/kong.conf", "C:/repo")).toBe("C:/repository/kong.conf");
    expect(shownPath("D:/repo/kong.conf", "C:/repo")).toBe("D:/repo/kong.conf");
  });

  test.each([
    ["C:/repo/kong.conf", "file:///C:/repo/kong.conf"],
    ["C:/my repo/100%.conf", "file:///C:/my%20repo/100%25.conf"],
    ["conf/kong.conf", "conf/kong.conf"],
    ["c:kong.conf", "./c:kong.conf"],
  ])("as an address in SARIF: %s", (path, uri) => {
    expect(reportUri(path)).toBe(uri);
  });

  test.each(["file:///c%3A/repo/kong.conf", "file:///c:/repo/kong.conf", "FILE:///c:/repo/kong.conf"])(
    "from an editor: %s",
    (uri) => {
      expect(pathOfUri(uri)).toBe("c:/repo/kong.conf");
      expect(pathOfUri(uriOfPath("c:/repo/kong.conf"))).toBe("c:/repo/kong.conf");
    },
  );

  test("the letters of drives are equal, and a drive is left by nothing", () => {
    expect(isInside("c:/repo", "C:/repo/conf")).toBe(true);
    expect(isInside("C:/repo", "D:/repo/conf")).toBe(false);
    expect(joinPath("C:/repo", "../../../x")).toBe("C:/x");
    expect(relativePath("C:/repo/a", "c:/repo/b")).toBe("../b");
    expect(parentFolder("C:/kong.conf")).toBe("C:/");
  });

  test("patterns of settings are relative to the folder of their file", () => {
    expect(matchingPattern(["conf/*.conf"], "C:/repo", "C:/repo/conf/kong.conf")).toEqual({ index: 0 });
    expect(matchingPattern(["conf/*.conf"], "C:/repo", "c:/repo/conf/kong.conf")).toEqual({ index: 0 });
    expect(matchingPattern(["*.conf"], "C:/repo", "D:/repo/kong.conf")).toBeUndefined();
    expect(matchingPattern(["/kong.conf"], "C:/repo", "C:/repo/deep/kong.conf")).toBeUndefined();
  });
});
