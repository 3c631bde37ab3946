import { describe, expect, test } from "vitest";
import { SourceText } from "../../grammar/text/source-text.ts";
import { parseYaml } from "../../server/formats/yaml/parse-yaml.ts";
import { dereference, type YamlNode } from "../../server/formats/yaml/tree.ts";
import { yamlFact } from "../../server/formats/yaml/update-yaml.ts";
import { plainYaml } from "./plain-yaml.ts";

const COMPOSE = `x-kong: &kong
  KONG_DATABASE: postgres
  KONG_LOG_LEVEL: notice # of all

services:
  kong:
    image: kong:3.9
    environment:
      <<: *kong
      KONG_PREFIX: /kong
    ports:
      - "8000:8000"
      - "8443:8443"
  # the database
  db:
    image: postgres
`;

/** The text with `old`, which it has once, replaced. */
function edited(text: string, old: string, newText: string) {
  const before = new SourceText(text);
  const earlier = before.fact(yamlFact);
  const start = text.indexOf(old);
  const after = before.edited([{ span: { start, end: start + old.length }, newText }]);
  return { text: after.text, earlier, now: after.fact(yamlFact) };
}

function rootOf({
  documents,
}: {
  documents: readonly { root: YamlNode | undefined }[];
}): YamlNode | undefined {
  return documents[0]?.root;
}

function valueAt(node: YamlNode | undefined, ...path: readonly string[]): YamlNode | undefined {
  let at = node;
  for (const name of path) {
    const pair =
      at?.kind === "mapping"
        ? at.pairs.find(({ key }) => key.kind === "scalar" && key.text === name)
        : undefined;
    at = pair && dereference(pair.value);
  }
  return at;
}

describe("an edit of YAML", () => {
  test.each([
    ["a value", "/kong\n", "/usr/local/kong\n"],
    ["a value of an anchor", "notice", "debug"],
    ["a key", "KONG_PREFIX", "KONG_PREFI"],
    ["a line more", "/kong\n", "/kong\n      KONG_PG_SSL: on\n"],
    ["an item more", '"8443:8443"\n', '"8443:8443"\n      - "8001:8001"\n'],
    ["a line less", "    image: kong:3.9\n", ""],
    ["a value that is gone", " /kong", ""],
    ["a comment at the end of a list", '      - "8443:8443"\n', '      # - "8443:8443"\n'],
    ["a quote that opens", '"8000:8000"', '"8000:8000'],
    ["a line that belongs to another mapping", "      KONG_PREFIX", "    KONG_PREFIX"],
    ["a document that ends", "services:", "---\nservices:"],
    ["an anchor of another name", "&kong", "&gateway"],
    ["text over lines", "/kong", "/kong\n        more"],
    ["lines of a block", "/kong", "|\n        a\n\n        b"],
  ])("%s: it says what the whole text says", (_, old, newText) => {
    const { text, now } = edited(COMPOSE, old, newText);
    expect(plainYaml(now)).toEqual(plainYaml(parseYaml(text)));
  });

  test("what stands before the edit is not read again", () => {
    const { earlier, now } = edited(COMPOSE, " /kong", " /usr/local/kong");
    expect(valueAt(rootOf(now), "x-kong")).toBe(valueAt(rootOf(earlier), "x-kong"));
    expect(valueAt(rootOf(now), "services", "kong", "image")).toBe(
      valueAt(rootOf(earlier), "services", "kong", "image"),
    );
  });

  test("an alias means the new form of what was edited", () => {
    const { now } = edited(COMPOSE, "notice", "debug");
    const merged = valueAt(rootOf(now), "services", "kong", "environment", "<<", "KONG_LOG_LEVEL");
    expect(merged?.kind === "scalar" && merged.text).toBe("debug");
  });

  test("several edits at once", () => {
    const before = new SourceText(COMPOSE);
    before.fact(yamlFact);
    const edits = ["8443:8443", "notice", "kong:3.9"].map((old) => {
      const start = COMPOSE.indexOf(old);
      return { span: { start, end: start + old.length }, newText: `${old}0` };
    });
    const after = before.edited(edits);
    expect(after.text).toContain("kong:3.90");
    expect(plainYaml(after.fact(yamlFact))).toEqual(plainYaml(parseYaml(after.text)));
  });
});
