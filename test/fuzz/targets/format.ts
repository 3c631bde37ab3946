import { applyEdits } from "../../../grammar/text/text-edit.ts";
import { formatEdits } from "../../../server/lsp/features/formatting/format-edits.ts";
import { must, opened, type Target } from "../target.ts";

const SCOPE = {
  parts: "all",
  ends: { trimsLines: true, trimsEnd: true, endsInBreak: true },
  base: "3.9.3",
} as const;

/** Formatting changes blanks alone, and nothing the second time. */
export const format: Target = {
  name: "format",
  async run({ path, text }) {
    if (!/\.(?:conf|env)$/.test(path)) return;
    const formatted = await formattedText(path, text);
    if (formatted === undefined) return;
    const signs = (each: string) => each.replace(/[ \t\r\n]/g, "");
    must(signs(formatted) === signs(text), "formatting changes more than blanks");
    must((await formattedText(path, formatted)) === formatted, "formatting again changes the text");
  },
};

async function formattedText(path: string, text: string): Promise<string | undefined> {
  const unit = (await opened({ path, text }))?.source.linked.units[0];
  return unit && applyEdits(text, formatEdits(unit, SCOPE));
}
