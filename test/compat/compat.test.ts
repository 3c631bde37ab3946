import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { folderWith, kongLint } from "../cli/run-cli.ts";

/**
 * What version 0.1 was given, and what it answered: recorded from commit 3077647, and never recorded anew; only a finding that was told
 * twice (`admin_listen_ssl` beside `admin_listen`) was taken out. What worked then works
 * now: settings are accepted, baselines silence what they silenced, comments are honored, and programs that read the JSON report find
 * in it what they found. The words of messages and titles are no part of that promise.
 */
interface Recorded {
  readonly about: string;
  readonly files: Readonly<Record<string, string>>;
  readonly runs: readonly RecordedRun[];
}

interface RecordedRun {
  readonly argv: readonly string[];
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Files that the run made or changed. */
  readonly written: Readonly<Record<string, string>>;
}

const FOLDER = new URL("recorded/", import.meta.url);
/** Members whose text may change. */
const WORDS = new Set(["message", "title"]);

function recordedCase(name: string): Recorded {
  return JSON.parse(readFileSync(new URL(name, FOLDER), "utf8"));
}

describe.each(readdirSync(FOLDER))("%s", (name) => {
  const { about, files, runs } = recordedCase(name);

  test(about, async () => {
    const folder = folderWith(files);
    for (const run of runs) {
      const { code, stdout, stderr } = await kongLint(folder, run.argv);
      expect([code, stderr === ""], `${run.argv.join(" ")}\n${stderr}`).toEqual([
        run.code,
        run.stderr === "",
      ]);
      if (isJson(run)) expectKept(readJson(stdout), readJson(run.stdout));
      for (const [path, text] of Object.entries(run.written)) {
        const now = readFileSync(join(folder, path), "utf8");
        if (path.endsWith(".json")) expect(JSON.parse(now)).toEqual(JSON.parse(text));
        else expect(now).toBe(text);
        // The next run reads what was recorded, not what this program has made.
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(join(folder, path), text);
      }
    }
  });
});

function isJson({ argv, code }: RecordedRun): boolean {
  return code !== 2 && argv.some((word) => word === "json" || word === "jsonl");
}

/** A JSON document, or one a line: each line is a finding, of which there may be more. */
function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return {
      findings: text
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line)),
    };
  }
}

/** Whether everything that was there is still there and says the same; members and findings may have been added. */
function expectKept(now: unknown, then: unknown): void {
  expect(now).toMatchObject(withoutWords(then) as object);
}

function withoutWords(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutWords);
  if (typeof value !== "object" || value === null) return value;
  const expected = Object.entries(value).map(([key, member]) => [key, expectedMember(key, member)] as const);
  // The newest release is another one as soon as its data come.
  const isNewest = "from" in value && value.from === "newest";
  return { ...Object.fromEntries(expected), ...(isNewest ? { version: expect.any(String) } : {}) };
}

function expectedMember(key: string, member: unknown): unknown {
  if (WORDS.has(key) && typeof member === "string") return expect.any(String);
  // A new rule may find more in an old file, which a count shows too.
  if (key === "findings" && Array.isArray(member))
    return expect.arrayContaining(
      member.map((each) => expect.objectContaining(withoutWords(each) as object)),
    );
  if (key === "summary") return expect.any(Object);
  // What a fix changes may be more or less than it was, such as for two findings that are one now.
  if (key === "edits" && Array.isArray(member)) return expect.any(Array);
  return withoutWords(member);
}
