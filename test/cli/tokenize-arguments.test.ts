import { parseArgs } from "node:util";
import fc from "fast-check";
import { expect, test } from "vitest";
import { type OptionShape, tokenizeArguments } from "../../server/cli/tokenize-arguments.ts";
import { amount } from "../depth.ts";

const SHAPES: readonly OptionShape[] = [
  { name: "format", short: "f", acceptsValue: true },
  { name: "fix", acceptsValue: false },
  { name: "version", short: "V", acceptsValue: false },
];

/** What Node's own reader makes of it. */
function byNode(argv: readonly string[]): unknown {
  const options = Object.fromEntries(
    SHAPES.map(({ name, short, acceptsValue }) => [
      name,
      {
        type: acceptsValue ? ("string" as const) : ("boolean" as const),
        ...(short === undefined ? {} : { short }),
      },
    ]),
  );
  const { tokens } = parseArgs({
    args: [...argv],
    options,
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  return tokens.map(({ index: _index, ...token }) => token);
}

const words = fc.oneof(
  fc.constantFrom(
    ...[
      "--format",
      "--format=",
      "--format=json",
      "--format=a=b",
      "--fix",
      "--fix=x",
      "--version",
      "--nothing",
      "--nothing=x",
    ],
    ...[
      "--",
      "-",
      "-f",
      "-fjson",
      "-f=json",
      "-V",
      "-Vf",
      "-fV",
      "-VVx",
      "-x",
      "-xfy",
      "--f",
      "kong.conf",
      "",
      "a b",
      "größe",
    ],
    ...["--=", "--=x", "---", "-=", "--fix-", "--no-fix", "lint"],
  ),
  // Node takes a dash among letters, `-V-`, for `--`; here it is a letter that no option has.
  fc.string({ maxLength: 6 }).filter((word) => !/^-[^-].*-/s.test(word)),
);

test("the tokens are those of util.parseArgs", () => {
  fc.assert(
    fc.property(fc.array(words, { maxLength: 6 }), (argv) => {
      expect(tokenizeArguments(argv, SHAPES)).toEqual(byNode(argv));
    }),
    { numRuns: amount(2000) },
  );
});
