import fc from "fast-check";
import { expect, test } from "vitest";
import { SourceText } from "../../grammar/text/source-text.ts";
import { parseYaml } from "../../server/formats/yaml/parse-yaml.ts";
import { yamlFact } from "../../server/formats/yaml/update-yaml.ts";
import { plainYaml } from "./plain-yaml.ts";

/** Texts with all that YAML has, so that an edit meets it. */
const TEXTS = [
  `# Kong with its database
x-kong: &kong
  KONG_DATABASE: postgres
  KONG_PG_HOST: "db" # a name
  KONG_LOG_LEVEL: notice

services:
  kong:
    image: kong:3.9
    environment:
      <<: *kong
      KONG_ADMIN_LISTEN: 127.0.0.1:8001
    ports:
      - "8000:8000"
      # The next one is for TLS.
      - 8443:8443

  db: {image: postgres, environment: [A=1,
    B=2]}
# The end
`,
  `apiVersion: v1
kind: ConfigMap
data:
  kong.conf: |
    log_level = info

    database = off
  other: >-
    folded
    lines
  empty:
  list:
  - name: a
    value: 'it''s'

  -
    - nested
  quoted: "a\\
    b \\u00e9"
`,
  `env:
  ? complex
  : value
  !!str tagged: !x 1
  "key": &b {a: [1, 2]}
  other: *b
  plain over
    lines: b c
      d
`,
  "- a\r\n- b:\r\n    c: |+\r\n      d\r\n\r\n- e\r\n",
];

const WRITTEN = fc.constantFrom(
  ..."a|  |\n|\n  |\n    x: y|:|: |- |#| # c|'|\"|[|]|{|}|>|&a |*a|!t |?|%|,|\t|---\n|\n\n|x: 1\n|\r\n|- a\n|{{ t }}|\u0007".split(
    "|",
  ),
  "|",
  "|\n      t",
);
const EDIT = fc.record({
  at: fc.nat({ max: 999 }),
  length: fc.oneof(fc.constant(0), fc.nat({ max: 30 })),
  newText: fc.oneof({ weight: 3, arbitrary: WRITTEN }, { weight: 1, arbitrary: fc.constant("") }),
});

test("after any edits a text says what it says when it is read as a whole", () => {
  fc.assert(
    fc.property(fc.constantFrom(...TEXTS), fc.array(EDIT, { minLength: 1, maxLength: 3 }), (text, edits) => {
      let source = new SourceText(text);
      source.fact(yamlFact);
      for (const { at, length, newText } of edits) {
        const start = at % (source.text.length + 1);
        const end = Math.min(source.text.length, start + length);
        source = source.edited([{ span: { start, end }, newText }]);
        expect(plainYaml(source.fact(yamlFact))).toEqual(plainYaml(parseYaml(source.text)));
      }
    }),
    { numRuns: 4000 },
  );
});
