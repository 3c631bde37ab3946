import { describe, expect, test } from "vitest";
import { formatNames } from "../../server/formats/format-names.ts";
import { detect } from "../../server/workspace/create-linter.ts";
import { failure, keptFinds, smallest } from "./finds.ts";
import { mutated } from "./mutate.ts";
import { Random } from "./random.ts";
import { SAMPLES } from "./samples.ts";
import { opened, type Target } from "./target.ts";
import { TARGETS } from "./targets.ts";

test("every format of the registry has a text to begin with", () => {
  expect(Object.keys(SAMPLES).sort()).toEqual([...formatNames].sort());
});

describe.each(Object.entries(SAMPLES))("%s", (name, samples) => {
  test.each(samples)("$path is a text of the format, with a process in it", async (sample) => {
    expect(detect(sample.path, sample.text).format).toBe(name);
    expect((await opened(sample))?.source.linked.units.length).toBeGreaterThan(0);
  });

  test.each(samples)("$path, and a text near to it, have what every text has", async (sample) => {
    const near = { ...sample, text: mutated(sample.text, [sample.text], new Random(1)) };
    for (const target of TARGETS)
      for (const input of [sample, near]) expect(await failure(target, input), target.name).toBeUndefined();
  });
});

test.each(keptFinds())("%s fails no longer", async (_, find) => {
  const target = TARGETS.find(({ name }) => name === find.target);
  if (target === undefined) throw new Error(`there is no target ${find.target}`);
  expect(await failure(target, find)).toBeUndefined();
});

test("a target that does not hold is found, and made small", async () => {
  const target: Target = {
    name: "planted",
    async run({ text }) {
      if (text.includes("warning")) throw new Error("planted");
    },
  };
  const [sample] = SAMPLES["kong-conf"] ?? [];
  if (sample === undefined) throw new Error("no sample");
  expect((await smallest(target, sample, "Error: planted")).text).toBe("warning");
});
