import { InputError } from "../../../server/platform/input-error.ts";
import { UserError } from "../../../server/platform/user-error.ts";
import { createLinter } from "../../../server/workspace/create-linter.ts";
import type { Target } from "../target.ts";

/** Any value is settings, or an error of the caller. The lines of the text are names and values. */
export const settings: Target = {
  name: "settings",
  async run({ text }) {
    try {
      await createLinter({ settings: settingsOf(text) }).lint({
        path: "kong.conf",
        text: "log_level = infos\n",
      });
    } catch (error) {
      if (!(error instanceof InputError || error instanceof UserError)) throw error;
    }
  },
};

const NAMES = ["release", "edition", "rules", "formats", "extends", "overrides", "extraProperties", "ignore"];

function settingsOf(text: string): unknown {
  const lines = text.split("\n").slice(0, 6);
  return Object.fromEntries(
    lines.map((line, index) => {
      const name = NAMES[(line.length + index) % NAMES.length] ?? line;
      const values: readonly unknown[] = [
        line,
        [line],
        { [line]: "off" },
        { "syntax/*": line },
        [{ files: line, rules: { [line]: line } }],
        line.length,
        null,
      ];
      return [name, values[line.length % values.length]];
    }),
  );
}
