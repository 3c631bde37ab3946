import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { check } from "../checks.ts";
import { emptyFolder, GOOD, put, type Ran, run } from "./scratch.ts";

/** The program whose cache is tried, and a folder for the trial. */
interface Trial {
  readonly program: string;
  readonly base: string;
}

/**
 * The cache of compiled code: quick where it can be, harmless wherever it cannot.
 * @param kind of program: of plain files, or packed, of which the cache has the text too
 */
export function testCodeCache(kind: string, program: string): void {
  const trial: Trial = { program, base: `code-cache/${kind}` };
  const folder = emptyFolder(trial.base);
  console.log(`cache of compiled code: ${kind}`);
  put(folder, "kong.conf", GOOD);
  const lint = (env: NodeJS.ProcessEnv): Ran => run(folder, "node", [program, "kong.conf"], env);
  const expected = lint({ HOME: "", XDG_CACHE_HOME: "" });
  check("without a home a run is as ever", expected.code === 0, expected.text);
  const same = (name: string, ran: Ran) =>
    check(name, ran.code === expected.code && ran.text === expected.text, ran.text);

  const home = emptyFolder(`${trial.base}/home`);
  const cache = join(home, ".cache/kong-lint");
  same("the first run", lint({ HOME: home }));
  const [name = ""] = readdirSync(cache);
  check("it keeps one file", readdirSync(cache).length === 1 && name.startsWith("core-"), name);
  const file = join(cache, name);
  const good = readFileSync(file);
  same("the second run", lint({ HOME: home }));
  check("it writes nothing anew", readFileSync(file).equals(good));

  damage(good, (text, content) => {
    writeFileSync(file, content);
    same(text, lint({ HOME: home }));
  });
  writeFileSync(file, good);
  chmodSync(file, 0o666);
  same("a cache that others may write to", lint({ HOME: home }));

  testMoreParts(trial, folder, same);
  testFormats(trial);
  testTwoFirstRuns(trial, folder, expected);
  testPlaces(trial, folder, same);
}

/** Every kind of damage that a crash, a full disk, two writers or a bad disk leave. */
function damage(good: Buffer, use: (text: string, content: Buffer) => void): void {
  use("an empty cache", Buffer.alloc(0));
  for (const part of [1, 2, 3])
    use(`a cache cut off after ${part}/4`, good.subarray(0, (good.length * part) >> 2));
  use(
    "a cache whose second half is zeros",
    Buffer.concat([good.subarray(0, good.length >> 1), Buffer.alloc(good.length - (good.length >> 1))]),
  );
  for (let turn = 0; turn < 40; turn++) {
    const flipped = Buffer.from(good);
    const bit = Math.floor((turn / 40) * good.length * 8) + (turn % 8);
    flipped.writeUInt8(flipped.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
    use(`a cache with bit ${bit} flipped`, flipped);
  }
}

/** A first run that does little keeps little; a later one that does more keeps that too, in the same file. */
function testMoreParts(
  { program, base }: Trial,
  folder: string,
  same: (name: string, ran: Ran) => void,
): void {
  const home = emptyFolder(`${base}/parts`);
  const cache = join(home, ".cache/kong-lint");
  const sizes = [["--version"], ["kong.conf"], ["kong.conf"]].map((argv) => {
    const ran = run(folder, "node", [program, ...argv], { HOME: home });
    if (argv[0] === "kong.conf") same("a run that follows a small one", ran);
    return readdirSync(cache).map((name) => readFileSync(join(cache, name)).length);
  });
  const [small, whole, again] = sizes.map((files) => (files.length === 1 ? (files[0] ?? 0) : 0));
  check("more is kept, in one file", Number(small) > 0 && Number(whole) > Number(small), sizes.join(" "));
  check("and nothing more where nothing more was run", again === whole, sizes.join(" "));
}

/**
 * Runs over few sources set flags of V8, and V8 takes no code that was kept under other flags than it has: what is kept has to
 * be under those with which a run starts.
 */
function testFormats({ program, base }: Trial): void {
  const folder = emptyFolder(`${base}/formats`);
  const home = emptyFolder(`${base}/formats/home`);
  const cache = join(home, ".cache/kong-lint");
  put(folder, "other.conf", GOOD);
  const beside = emptyFolder(`${base}/compose`);
  put(
    beside,
    "compose.yaml",
    "services:\n  kong:\n    image: kong:3.9\n    environment:\n      KONG_DATABASE: off\n",
  );
  const tag = run(folder, "node", ["-p", "require('node:v8').cachedDataVersionTag()"]).text.trim();
  const lint = (file: string) => run(folder, "node", [program, file], { HOME: home });
  const compose = join(beside, "compose.yaml");
  const kept = () => readdirSync(cache).map((name) => [name, readFileSync(join(cache, name), "base64")]);
  for (const file of ["other.conf", compose]) {
    lint(file);
    const first = kept();
    check(
      `${file}: code is kept under V8's own flags`,
      first.every(([name]) => name?.includes(`-${tag}.`)),
      tag,
    );
    lint(file);
    check(`${file}: the next run takes it`, JSON.stringify(kept()) === JSON.stringify(first));
  }
  check("YAML has a cache of its own", kept().length === 2, String(kept().length));
}

function testTwoFirstRuns({ program, base }: Trial, folder: string, expected: Ran): void {
  const home = emptyFolder(`${base}/two`);
  const two = `for run in 1 2 3; do node "${program}" kong.conf & done; wait`;
  const ran = run(folder, "sh", ["-c", two], { HOME: home });
  check("three first runs at once", ran.text === expected.text.repeat(3), ran.text);
  const names = readdirSync(join(home, ".cache/kong-lint"));
  check("they leave one whole cache", names.length === 1, names.join(" "));
  const after = run(folder, "node", [program, "kong.conf"], { HOME: home });
  check("which works", after.code === expected.code && after.text === expected.text, after.text);
}

function testPlaces({ program, base }: Trial, folder: string, same: (name: string, ran: Ran) => void): void {
  const lint = (home: string) => run(folder, "node", [program, "kong.conf"], { HOME: home });
  same("a home that is not there", lint(join(folder, "gone")));
  check("is not made", !existsSync(join(folder, "gone")));
  if (process.getuid?.() !== 0) {
    const locked = emptyFolder(`${base}/locked`);
    chmodSync(locked, 0o500);
    same("a home that cannot be written", lint(locked));
    console.log("skipped: read-only and full disks, and other users' homes (not root)");
    return;
  }
  const disk = emptyFolder(`${base}/disk`);
  for (const [name, options] of [
    ["a disk that is full", "size=64k"],
    ["a disk that is read-only", "ro"],
  ] as const) {
    if (spawnSync("mount", ["-t", "tmpfs", "-o", options, "none", disk]).status !== 0) {
      console.log(`skipped: ${name} (nothing can be mounted)`);
      continue;
    }
    same(name, lint(disk));
    const left = existsSync(join(disk, ".cache/kong-lint"))
      ? readdirSync(join(disk, ".cache/kong-lint"))
      : [];
    check("holds nothing of it", left.length === 0, left.join(" "));
    spawnSync("umount", [disk]);
  }
  const other = emptyFolder(`${base}/other`);
  spawnSync("chown", ["12345", other]);
  same("root with another user's home", lint(other));
  check("leaves nothing there", readdirSync(other).length === 0);
}
