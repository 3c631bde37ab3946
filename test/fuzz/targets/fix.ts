import type { Analysis } from "../../../server/engine/analyze.ts";
import { DEFAULT_SETTINGS } from "../../../server/workspace/file-settings.ts";
import { lintSource } from "../../../server/workspace/lint-source.ts";
import { must, opened, type Target } from "../target.ts";

/** Safe fixes make no refusal, and after them none is left. */
export const fix: Target = {
  name: "fix",
  async run(input) {
    const found = await opened(input);
    if (found === undefined) return;
    const options = { fixing: "safe", fixesDrawn: false } as const;
    const before = await lintSource(found.workspace, found.source, DEFAULT_SETTINGS);
    const after = await lintSource(found.workspace, found.source, DEFAULT_SETTINGS, options);
    if (after.text === input.text) return;
    const known = refusals(before.analysis);
    for (const refusal of refusals(after.analysis))
      must(known.has(refusal), `a safe fix makes Kong refuse: ${refusal}`);
    const again = await opened({ ...input, text: after.text });
    if (again === undefined) throw new Error("the fixed text is no longer read");
    const next = await lintSource(again.workspace, again.source, DEFAULT_SETTINGS, options);
    must(next.text === after.text, "a second run fixes more");
  },
};

function refusals({ units }: Analysis): ReadonlySet<string> {
  return new Set(
    units.flatMap(({ unit, reading }) =>
      reading.allRefusals().map(({ check, property }) => `${unit.id} ${check} ${property ?? ""}`),
    ),
  );
}
