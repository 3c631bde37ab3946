import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  DamagedProgram,
  type PackPlace,
  packText,
  partsOf,
  unpack,
} from "../../../server/cli/launch/packed-program.ts";
import { compressInTurn } from "../../../tools/release/artifacts/compress-in-turn.ts";

/** Texts that have much in common, as programs have. */
const texts = new Map(
  ["core", "yaml", "more"].map((name, at) => [
    name,
    Array.from(
      { length: 60 },
      (_, line) => `${name}:${"function of the program".repeat(at + 1)} ${line}\n`,
    ).join(""),
  ]),
);

let folder: string;
let file: string;
let packed: Buffer;
let places: Readonly<Record<string, PackPlace>>;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "kong-lint-packed-"));
  file = join(folder, "program.br");
  ({ packed, places } = await compressInTurn(texts));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function place(name: string): PackPlace {
  const found = places[name];
  if (found === undefined) throw new Error(`no pack ${name}`);
  return found;
}

test("parts come out of a pack as they went in", () => {
  const parts = new Map([
    ["a.cjs", "module.exports={};\n"],
    ["data/b.json", '{"\\u2026":"\\n"}'],
    ["empty.cjs", ""],
  ]);
  const found = [...partsOf(Buffer.from(packText(parts), "latin1"))];
  expect(found.map(([name, bytes]) => [name, bytes.toString("latin1")])).toEqual([...parts]);
});

test("each pack comes out as it went in", () => {
  writeFileSync(file, packed);
  for (const [name, text] of texts) expect(unpack(file, place(name)).toString("latin1")).toBe(text);
});

test("two packings are the same bytes", async () => {
  expect((await compressInTurn(texts)).packed.equals(packed)).toBe(true);
});

test("a pack does not need what follows it", () => {
  writeFileSync(file, packed.subarray(0, place("core").packedEnd));
  expect(unpack(file, place("core")).toString("latin1")).toBe(texts.get("core"));
  expect(() => unpack(file, place("yaml"))).toThrow(DamagedProgram);
});

test("a file that was cut off anywhere is refused", () => {
  for (let length = 0; length < place("more").packedEnd; length++) {
    writeFileSync(file, packed.subarray(0, length));
    expect(() => unpack(file, place("more"))).toThrow(/program\.br is damaged .*Install kong-lint again/);
  }
});

test("one flipped bit anywhere never gives another text", () => {
  for (let bit = 0; bit < packed.length * 8; bit++) {
    const flipped = Buffer.from(packed);
    flipped.writeUInt8(flipped.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
    writeFileSync(file, flipped);
    for (const [name, text] of texts) {
      let found: string | undefined;
      try {
        found = unpack(file, place(name)).toString("latin1");
      } catch (error) {
        expect(error).toBeInstanceOf(DamagedProgram);
      }
      if (found !== undefined) expect(found).toBe(text);
    }
  }
});

test("a file that is not there is refused", () => {
  expect(() => unpack(join(folder, "gone.br"), place("core"))).toThrow(DamagedProgram);
});
