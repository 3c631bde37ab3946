import { describe, expect, test } from "vitest";
import { CODES, styleFor } from "../../server/report/style.ts";
import { colorOf } from "../../tools/terminal-html.ts";
import { terminalPalettes } from "../../tools/terminal-palettes.ts";

/** The contrast of two colours as WCAG 2 counts it, from 1 to 21. */
function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
}

function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** WCAG asks 3 of large text; some terminals' own red and magenta have a little less, bold yellow on white 1.6. */
const LEAST = 2.7;

describe.each(Object.entries(terminalPalettes))("%s", (_, palette) => {
  test.each(Object.entries(CODES))("%s can be read", (_look, codes) => {
    const color = colorOf(codes.split(";").map(Number), palette) ?? palette.foreground;
    expect(contrast(color, palette.background)).toBeGreaterThanOrEqual(LEAST);
  });
});

describe("words in backquotes", () => {
  const { proseLines } = styleFor(true, false);
  const bold = (text: string) => `\u001b[1m${text}\u001b[0m`;

  test("stand out line by line", () => {
    expect(proseLines(["a `b` c", "`d`"])).toEqual([`a ${bold("`b`")} c`, bold("`d`")]);
  });

  test("stand out where they go on in the next lines", () => {
    expect(proseLines(["set `a,", "b,", "c` or `d` e", "`f`"])).toEqual([
      `set ${bold("`a,")}`,
      bold("b,"),
      `${bold("c`")} or ${bold("`d`")} e`,
      bold("`f`"),
    ]);
  });

  test("stay as they are without colors", () => {
    const lines = ["set `a,", "b` and `c`"];
    expect(styleFor(false, false).proseLines(lines)).toEqual(lines);
  });
});
