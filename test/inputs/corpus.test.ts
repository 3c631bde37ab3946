import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { tokenizeKongConf } from "../../grammar/kong-conf/tokenize-kong-conf.ts";
import { decodeText, encodeText } from "../../grammar/text/decode-text.ts";
import { detectFormat } from "../../server/formats/detect.ts";
import { kongConf } from "../../server/formats/kong-conf/format.ts";
import { propertyName } from "../../server/formats/kong-conf/property-name.ts";
import { SourceDocument } from "../../server/model/source-document.ts";
import { sample } from "../depth.ts";
import { readKongConf } from "../sources.ts";

const shared = join(dirname(fileURLToPath(import.meta.url)), "../../../shared");
const corpus = join(shared, "corpus");
const conformance = join(shared, "conformance");
const hasCorpus = existsSync(corpus);
const hasConformance = existsSync(conformance);
if (!hasCorpus) console.warn(`skipped: no collected files at ${corpus}`);
if (!hasConformance) console.warn(`skipped: no conformance cases at ${conformance}`);

interface IndexEntry {
  readonly file: string;
  readonly path: string;
}

describe.skipIf(!hasCorpus)("every collected kong.conf", () => {
  const entries: IndexEntry[] = hasCorpus ? JSON.parse(readFileSync(join(corpus, "index.json"), "utf8")) : [];

  it("is recognised by its name and content", () => {
    const missed = sample(entries)
      .filter(({ file }) => file.startsWith("conf/"))
      .map(({ file, path }) => ({ file, path, ...detectFormat(path, decoded(file).slice(0, 8192)) }))
      .filter(({ format }) => format?.id !== kongConf.id);
    expect(missed).toEqual([]);
  });

  it("is the sum of its tokens, and its bytes come back", () => {
    for (const { file } of sample(entries)) {
      const text = decoded(file);
      expect(
        tokenizeKongConf(text)
          .map((token) => token.image)
          .join(""),
      ).toBe(text);
      expect(Buffer.compare(Buffer.from(encodeText(text)), readFileSync(join(corpus, file)))).toBe(0);
    }
  });

  function decoded(file: string): string {
    return decodeText(readFileSync(join(corpus, file))).text;
  }
});

describe.skipIf(!hasConformance)("the settings of every configuration that Kong accepts", () => {
  const files = hasConformance ? readdirSync(conformance).filter((name) => name.endsWith(".jsonl.gz")) : [];

  it.each(files)("have the names that Kong looked up: %s", (name) => {
    const lines = gunzipSync(readFileSync(join(conformance, name)))
      .toString()
      .split("\n");
    for (const line of sample(lines)) {
      const { id, conf, conf_b64, env, ok, values, absent } = line === "" ? {} : JSON.parse(line);
      if (ok !== true || env !== undefined) continue;
      const text = conf ?? decodeText(Buffer.from(conf_b64, "base64")).text;
      const { assignments, file } = readKongConf(new SourceDocument(id, text), { literal: true });
      const seen = assignments.filter((each) => each.section === undefined && each.unfinished !== true);
      const sections = file?.content.filter((node) => node.kind === "section") ?? [];
      const names = new Set(seen.map((each) => each.property));
      for (const section of sections) names.add(propertyName(section.nameText ?? ""));
      expect([id, [...names].sort()]).toEqual([
        id,
        [...new Set([...Object.keys(values), ...(absent ?? [])])].sort(),
      ]);
    }
  });
});
