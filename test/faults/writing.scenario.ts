import {
  chmodSync,
  linkSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type NodeCalls, nodeCalls } from "../../server/platform/node/node-calls.ts";
import { replaceFiles } from "../../server/platform/node/replace-files.ts";
import { tidyFolders } from "../../server/platform/node/tidy-folders.ts";
import { type Fault, failingCalls } from "./failing-calls.ts";

const OLD = "pg_user = kong\n".repeat(40);
const NEW = "pg_user = another\n".repeat(30);
/** One that is replaced, one with two names, which is written in place, and one more that is replaced. */
const NAMES = ["a.conf", "b.conf", "c.conf"];

let folder = "";
beforeEach(setUp);
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A new folder with the files as they were. */
function setUp(): void {
  rmSync(folder, { recursive: true, force: true });
  folder = mkdtempSync(join(tmpdir(), "kong-lint-faults-"));
  for (const name of NAMES) {
    writeFileSync(join(folder, name), OLD);
    chmodSync(join(folder, name), 0o640);
  }
  linkSync(join(folder, "b.conf"), join(folder, "b-again.conf"));
}

const paths = () => NAMES.map((name) => join(folder, name));
const contents = () => paths().map((path) => readFileSync(path, "utf8"));
const strays = () => readdirSync(folder).filter((name) => name.startsWith(".kong-lint"));

function write(calls: NodeCalls): Promise<void> {
  return replaceFiles(
    paths().map((path) => ({ path, content: Buffer.from(NEW), before: Buffer.from(OLD) })),
    calls,
  );
}

/** A `cp` that keeps nothing, as BusyBox has it, so that everything is written in place. */
const IN_PLACE: Partial<NodeCalls> = { run: () => false };
/** A file that is a mount of its own. */
const MOUNTED: Partial<NodeCalls> = {
  renameSync(from, to) {
    if (!String(to).includes(".kong-lint")) throw Object.assign(new Error("EBUSY"), { code: "EBUSY" });
    nodeCalls.renameSync(from, to);
  },
};

describe.each([
  ["replaced", {}],
  ["written in place", IN_PLACE],
  ["mounted", MOUNTED],
] as const)("files that are %s", (_, others) => {
  test("all have the new content, and nothing else is left", async () => {
    await write(failingCalls(Number.POSITIVE_INFINITY, "one call fails", others).calls);
    expect(contents()).toEqual([NEW, NEW, NEW]);
    expect(readFileSync(join(folder, "b-again.conf"), "utf8")).toBe(NEW);
    expect(paths().map((path) => statSync(path).mode & 0o777)).toEqual([0o640, 0o640, 0o640]);
    expect(strays()).toEqual([]);
  });

  test.each<Fault>(["one call fails", "the process ends"])(
    "hold the old or the new content when %s",
    async (fault) => {
      const whole = failingCalls(Number.POSITIVE_INFINITY, fault, others);
      await write(whole.calls);
      expect(whole.made()).toBeGreaterThan(20);
      for (let at = 1; at <= whole.made(); at++) {
        setUp();
        await write(failingCalls(at, fault, others).calls).catch(() => undefined);
        expect(tidyFolders(paths()), `call ${at}`).toEqual([]);
        for (const content of contents()) expect([OLD, NEW], `call ${at}`).toContain(content);
        expect(strays(), `call ${at}`).toEqual([]);
      }
    },
  );

  test("are none of them changed when the first call that writes fails", async () => {
    await write(failingCalls(1, "the process ends", others).calls).catch(() => undefined);
    expect(contents()).toEqual([OLD, OLD, OLD]);
  });
});

test("a file that is changed after it was written half keeps what it has, and the copy is kept", async () => {
  const replaceOne = (calls: NodeCalls) =>
    replaceFiles(
      [{ path: join(folder, "b.conf"), content: Buffer.from(NEW), before: Buffer.from(OLD) }],
      calls,
    ).catch(() => undefined);
  let journals = 0;
  const whole = failingCalls(Number.POSITIVE_INFINITY, "the process ends", IN_PLACE);
  await replaceOne(whole.calls);
  for (let at = 1; at <= whole.made(); at++) {
    setUp();
    const file = join(folder, "b.conf");
    await replaceOne(failingCalls(at, "the process ends", IN_PLACE).calls);
    if (!strays().some((name) => name.endsWith(".journal"))) continue;
    journals++;
    writeFileSync(file, "pg_user = mine\n");
    expect(tidyFolders([file])).toEqual([{ of: file, copy: `${file}.before-kong-lint` }]);
    expect(readFileSync(file, "utf8")).toBe("pg_user = mine\n");
    expect(readFileSync(`${file}.before-kong-lint`, "utf8")).toBe(OLD);
    expect(statSync(`${file}.before-kong-lint`).mode & 0o077).toBe(0);
    expect(strays()).toEqual([]);
  }
  expect(journals).toBeGreaterThan(0);
});

test("what a process that still runs has made is left alone", () => {
  const name = `.kong-lint-00000000-1-0123456789ab.tmp`;
  writeFileSync(join(folder, name), "");
  expect(tidyFolders(paths())).toEqual([]);
  expect(strays()).toEqual([name]);
});
