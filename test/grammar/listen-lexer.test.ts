import { expect, test } from "vitest";
import { listenLexer } from "../../grammar/listen/lexer.ts";
import fc from "../fast-check.ts";

/** The tokens as expressions: what the functions of the lexer spell out. */
const ENTRY: readonly (readonly [name: string, form: RegExp])[] = [
  ["Blank", /[ \t-\r]+/y],
  ["Comma", /,/y],
  ["Equals", /=/y],
  ["Off", /off(?![^ \t-\r,])/y],
  ["Word", /[A-Za-z_][\w-]*(?![^ \t-\r,=])/y],
  ["UnixPath", /unix:[^ \t-\r,]*/y],
  ["Bracketed", /\[[^ \t-\r,\]]*\]?/y],
  ["Colon", /:/y],
  ["Text", /[^ \t-\r,=:[]+/y],
];
const ARGUMENT: typeof ENTRY = [...ENTRY.slice(0, 2), ["Argument", /[^ \t-\r,]+/y]];

function expectedTokens(text: string): string[] {
  const tokens: string[] = [];
  let rules = ENTRY;
  for (let offset = 0; offset < text.length; ) {
    for (const [name, form] of rules) {
      form.lastIndex = offset;
      const image = form.exec(text)?.[0];
      if (image === undefined) continue;
      tokens.push(`${name} ${offset} ${image}`);
      offset += image.length;
      if (name === "Equals") rules = ARGUMENT;
      else if (name === "Blank" || name === "Comma") rules = ENTRY;
      break;
    }
  }
  return tokens;
}

const part = fc.constantFrom(
  ..."off|unix:|/x|[::1]|[|:|80|ssl|,|=| |\t|\n|-|_|é|\u0161|backlog=5|a|9|@|]|`|{|0.0.0.0|*".split("|"),
);

test("the tokens of a listen value are those of the expressions, whatever the text is", () => {
  fc.assert(
    fc.property(fc.array(part, { maxLength: 14 }), (parts) => {
      const text = parts.join("");
      const tokens = listenLexer().tokenize(text);
      expect(
        tokens.map(({ tokenType, startOffset, image }) => `${tokenType.name} ${startOffset} ${image}`),
      ).toEqual(expectedTokens(text));
    }),
  );
});
