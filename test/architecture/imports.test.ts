import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import {
  type CodeFile,
  formatKnowledge,
  gitCalls,
  importCircles,
  importsOf,
  mutualRooms,
  networkUse,
  nodeImports,
  processStarts,
  protocolImports,
  upwardImports,
} from "./laws.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

const files: readonly CodeFile[] = ["grammar", "schemas", "server", "client"].flatMap((folder) =>
  readdirSync(`${root}${folder}`, { recursive: true, encoding: "utf8" })
    .map((path) => `${folder}/${path.replaceAll("\\", "/")}`)
    .filter((path) => path.endsWith(".ts") && !path.endsWith(".d.ts"))
    .map((path) => ({ path, text: readFileSync(`${root}${path}`, "utf8") })),
);

test("the scan sees the code", () => {
  expect(files.length).toBeGreaterThan(500);
  expect(files.flatMap(importsOf).length).toBeGreaterThan(2000);
});

/** A law, what it says about the code, and files that break it. */
interface Law {
  readonly name: string;
  readonly check: (files: readonly CodeFile[]) => readonly string[];
  readonly allowed?: readonly string[];
  readonly planted: readonly (readonly CodeFile[])[];
}

function file(path: string, text: string): CodeFile {
  return { path, text };
}

const laws: readonly Law[] = [
  {
    name: "imports go down only",
    check: upwardImports,
    planted: [
      [file("server/formats/x.ts", 'import { lint } from "../workspace/analyze.ts";\n')],
      [file("server/engine/x.ts", 'import { rules } from "../rules/registry.ts";\n')],
      [file("grammar/text/x.ts", 'export type { Source } from "../../server/model/source.ts";\n')],
      [file("server/rules/a/x.ts", 'const later = () => import("../../engine/analyze.ts");\n')],
      [file("client/x.ts", 'import { lint } from "../server/workspace/analyze.ts";\n')],
    ],
  },
  {
    name: "no two rooms import each other",
    check: mutualRooms,
    planted: [
      [
        file("server/secrets/x.ts", 'import { a } from "../fixes/y.ts";\n'),
        file("server/fixes/y.ts", 'import { b } from "../secrets/x.ts";\n'),
      ],
    ],
  },
  {
    name: "no import comes back to where it began",
    check: importCircles,
    planted: [
      [
        file("server/fixes/a.ts", 'import { b } from "./b.ts";\n'),
        file("server/fixes/b.ts", 'import { c } from "./c.ts";\n'),
        file("server/fixes/c.ts", 'import { a } from "./a.ts";\n'),
      ],
    ],
  },
  {
    name: "only the platform and the command line know Node",
    check: nodeImports,
    planted: [[file("server/report/x.ts", 'import { readFileSync } from "node:fs";\n')]],
  },
  {
    name: "nothing reaches the network but the review",
    check: networkUse,
    planted: [
      [file("server/lsp/x.ts", 'import { request } from "node:https";\n')],
      [file("server/engine/x.ts", 'await fetch("https://example.com");\n')],
    ],
  },
  {
    name: "the library of the language server is loaded in one place",
    check: protocolImports,
    allowed: ["server/lsp/protocol.ts"],
    planted: [[file("server/lsp/x.ts", 'import { createConnection } from "vscode-languageserver";\n')]],
  },
  {
    name: "git is called in one place, which keeps it from running what a repository names",
    check: gitCalls,
    allowed: ["server/platform/git.ts"],
    planted: [[file("server/cli/x.ts", 'await io.platform.run("git", ["status"]);\n')]],
  },
  {
    name: "nothing above the formats names one",
    check: formatKnowledge,
    planted: [
      [file("server/engine/x.ts", 'if (formatName(id) === "kong-conf") stop();\n')],
      [file("server/rules/a/x.ts", "const format = 'compose';\n")],
    ],
  },
  {
    name: "processes are started in one place",
    check: processStarts,
    allowed: ["server/cli/action/action.ts", "server/platform/node/run-program.ts"],
    planted: [[file("server/cli/x.ts", 'import { spawn } from "node:child_process";\n')]],
  },
];

describe.each(laws)("$name", ({ check, allowed = [], planted }) => {
  test("the code keeps it", () => {
    expect(check(files)).toEqual(allowed);
  });

  test.each(planted.map((each) => [each.map(({ path }) => path).join(", "), each] as const))(
    "a planted violation is seen: %s",
    (_, violation) => {
      const before = new Set(check(files));
      expect(check([...files, ...violation]).filter((each) => !before.has(each))).not.toEqual([]);
    },
  );
});
