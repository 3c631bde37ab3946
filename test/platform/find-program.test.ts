import { describe, expect, test } from "vitest";
import { findProgram, foldersOnPath, type ProgramSearch } from "../../server/platform/find-program.ts";

/** A machine with these programs, and repositories at these folders. */
function machine(
  system: string,
  programs: readonly string[],
  changes: Partial<ProgramSearch> & { readonly repositories?: readonly string[] },
): ProgramSearch {
  const { repositories = [], ...rest } = changes;
  const marks = new Set(repositories.map((folder) => `${folder}/.git`));
  return {
    system,
    environment: {},
    workingFolder: system === "win32" ? "C:\\repo" : "/repo",
    isProgram: (path) => programs.includes(path),
    exists: (path) => marks.has(path),
    realPath: (path) => path,
    ...rest,
  };
}

describe("on Linux and macOS", () => {
  const find = (PATH: string | undefined, programs: readonly string[], changes = {}) =>
    findProgram("git", machine("linux", programs, { environment: { PATH }, ...changes }));

  test("the first folder on PATH that has the program", () => {
    expect(find("/opt/bin:/usr/local/bin:/usr/bin", ["/usr/bin/git", "/usr/local/bin/git"])).toBe(
      "/usr/local/bin/git",
    );
    expect(find("/opt/bin", ["/usr/bin/git"])).toBeUndefined();
    expect(find("/usr/bin/:/bin", ["/usr/bin/git"])).toBe("/usr/bin/git");
  });

  test("without a PATH, the folders that systems use then", () => {
    expect(find(undefined, ["/usr/bin/git"])).toBe("/usr/bin/git");
    expect(find("", ["/usr/bin/git"])).toBeUndefined();
  });

  test.each(["", ".", "./bin", "bin", "..", "../repo", "~/bin", "node_modules/.bin"])(
    "a relative entry does not count: %j",
    (entry) => {
      const everywhere = ["git", "/git", "./git", "bin/git", "/repo/git", "/repo/bin/git", "../repo/git"];
      for (const PATH of [entry, `${entry}:/usr/bin`, `/usr/bin:${entry}`, `${entry}:`, `:${entry}:`])
        expect(foldersOnPath({ system: "linux", environment: { PATH } })).toEqual(
          PATH.includes("/usr/bin") ? ["/usr/bin"] : [],
        );
      expect(find(`${entry}:/usr/bin`, [...everywhere, "/usr/bin/git"])).toBe("/usr/bin/git");
    },
  );

  test.each([
    ["the working folder", "/repo", {}],
    ["a folder in it", "/repo/node_modules/.bin", {}],
    ["spelled in a roundabout way", "/usr/../repo/./tools//bin", {}],
    ["a folder of the repository around it", "/repo/tools", { workingFolder: "/repo/deep/er" }],
    ["a folder of the outermost of two repositories", "/repo/tools", { workingFolder: "/repo/sub/module" }],
    [
      "through a link",
      "/home/me/tools",
      { realPath: (path: string) => path.replace(/^\/home\/me/, "/repo") },
    ],
  ])("an absolute entry inside of the repository does not count: %s", (_, folder, changes) => {
    const repositories = ["/repo", "/repo/sub/module"];
    const own = `${folder.replace("/usr/../repo/./tools//bin", "/repo/tools/bin")}/git`;
    expect(find(`${folder}:/usr/bin`, [own, "/usr/bin/git"], { repositories, ...changes })).toBe(
      "/usr/bin/git",
    );
    // The same folder is one as any other for a run elsewhere.
    expect(find(`${folder}:/usr/bin`, [own, "/usr/bin/git"], { workingFolder: "/elsewhere" })).toBe(own);
  });

  test("a root as the working folder holds everything, and only what lies in it directly does not count", () => {
    for (const repositories of [[], ["/"]]) {
      const changes = { workingFolder: "/", repositories };
      expect(find("/:/usr/bin", ["/git", "/usr/bin/git"], changes)).toBe("/usr/bin/git");
    }
  });

  test.each(["./git", "/usr/bin/git", "..\\git", "git ", "", "a;b", "."])("%j is not a name", (name) => {
    const search = machine("linux", [`/usr/bin/${name}`, name], { environment: { PATH: "/usr/bin" } });
    if (name !== ".") expect(findProgram(name, search)).toBeUndefined();
  });
});

describe("on Windows", () => {
  const GIT = "C:\\Program Files\\Git\\cmd";
  const find = (environment: Readonly<Record<string, string>>, programs: readonly string[], changes = {}) =>
    findProgram("git", machine("win32", programs, { environment, ...changes }));

  test("the variable in any spelling, with entries in quotes", () => {
    for (const name of ["PATH", "Path", "path"])
      expect(find({ [name]: `C:\\Windows;${GIT}` }, [`${GIT}\\git.exe`])).toBe(`${GIT}\\git.exe`);
    expect(find({ Path: `"C:\\a;b";"${GIT}"` }, [`${GIT}\\git.exe`, "C:\\a;b\\git.exe"])).toBe(
      "C:\\a;b\\git.exe",
    );
    expect(find({ Path: `${GIT}\\` }, [`${GIT}\\git.exe`])).toBe(`${GIT}\\git.exe`);
    expect(find({}, ["C:\\Windows\\git.exe", "git.exe"])).toBeUndefined();
  });

  test.each(["", ".", ".\\bin", "bin", "..", "C:", "C:bin", "\\bin", "/bin", '""', '"."', " ", "%CD%"])(
    "a relative entry does not count: %j",
    (entry) => {
      const everywhere = ["git", ".\\git", "C:\\repo\\git", "C:\\repo\\bin\\git", "C:\\bin\\git", "bin\\git"];
      const programs = [...everywhere.flatMap((path) => [`${path}.exe`, `${path}.bat`, path])];
      expect(foldersOnPath({ system: "win32", environment: { Path: entry } })).toEqual([]);
      expect(find({ Path: `${entry};${GIT}` }, [...programs, `${GIT}\\git.exe`])).toBe(`${GIT}\\git.exe`);
      expect(find({ Path: entry }, programs)).toBeUndefined();
    },
  );

  test.each(["C:\\repo", "c:\\REPO\\tools", "C:/repo/node_modules/.bin", "C:\\Windows\\..\\Repo"])(
    "an absolute entry inside of the repository does not count: %s",
    (folder) => {
      const changes = { workingFolder: "C:\\repo\\conf", repositories: ["C:/repo"] };
      const own = `${folder}\\git.exe`;
      expect(find({ Path: `${folder};${GIT}` }, [own, `${GIT}\\git.exe`], changes)).toBe(`${GIT}\\git.exe`);
      expect(find({ Path: folder }, [own], { workingFolder: "D:\\repo" })).toBe(own);
    },
  );

  test("what a shell would have to run is passed over, in whatever order PATHEXT has it", () => {
    const environment = { Path: `C:\\a;${GIT}`, PATHEXT: ".BAT;.CMD;.JS;.EXE;.COM" };
    const scripts = ["C:\\a\\git", "C:\\a\\git.bat", "C:\\a\\git.cmd", "C:\\a\\git.js"];
    expect(find(environment, [...scripts, `${GIT}\\git.com`, `${GIT}\\git.exe`])).toBe(`${GIT}\\git.exe`);
    expect(find({ Path: GIT }, [`${GIT}\\git.com`, `${GIT}\\git.exe`])).toBe(`${GIT}\\git.com`);
    expect(find({ ...environment, PATHEXT: ".PY" }, [...scripts, `${GIT}\\git.exe`])).toBe(`${GIT}\\git.exe`);
  });

  test("shares of other machines are folders like any other", () => {
    const share = "\\\\server\\tools";
    expect(find({ Path: share }, [`${share}\\git.exe`])).toBe(`${share}\\git.exe`);
  });
});
