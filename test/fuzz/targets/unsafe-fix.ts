import { DEFAULT_SETTINGS } from "../../../server/workspace/file-settings.ts";
import { lintSource } from "../../../server/workspace/lint-source.ts";
import { areAlike, must, opened, type Target } from "../target.ts";

/** Unsafe fixes come to an end: after them none is left that would be applied. */
export const unsafeFix: Target = {
  name: "unsafe-fix",
  async run(input) {
    const options = { fixing: "unsafe", fixesDrawn: false } as const;
    const found = await opened(input);
    if (found === undefined) return;
    const { text } = await lintSource(found.workspace, found.source, DEFAULT_SETTINGS, options);
    const again = await opened({ ...input, text });
    if (again === undefined || !areAlike(again, found)) return;
    const next = await lintSource(again.workspace, again.source, DEFAULT_SETTINGS, options);
    must(next.text === text, "a second run fixes more");
  },
};
