import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { dockerfile } from "../../server/formats/dockerfile/format.ts";
import { markdownFormat } from "../../server/formats/markdown/format.ts";
import { isNoSetting } from "../../server/formats/shared/kong-setting-names.ts";
import { shell } from "../../server/formats/shell/format.ts";
import type { SourceFormat } from "../../server/model/format.ts";
import type { Source } from "../../server/model/source.ts";
import { SourceDocument } from "../../server/model/source-document.ts";
import { textOf } from "../../server/model/value.ts";

const INNER = [shell, dockerfile] as unknown as readonly SourceFormat[];
const FORMATS: readonly SourceFormat[] = [...INNER, markdownFormat(INNER)];
const corpus = new URL("../../../shared/formats/corpus/", import.meta.url);

interface Listed {
  readonly file: string;
  readonly path: string;
  readonly carrier: string;
}

/** Settings that are passed to a process on the face of it, found without any knowledge of the syntax around them. */
const PASSED = [
  /(?:^|\s)(?:-e|--env)[ =]?["']?(KONG_[A-Z0-9_]+)=(.*)/g,
  /^[ \t]*export[ \t]+(KONG_[A-Z0-9_]+)=(.*)/gm,
  /^[ \t]*(?:ENV[ \t]+)(KONG_[A-Z0-9_]+)[ \t=](.*)/gm,
  /^[ \t]*(KONG_[A-Z0-9_]+)=(\S+[ \t]+(?:\\$|kong start).*)/gm,
];

/** `ENV` of a stage on which the last one does not build: the process does not get it. */
const OTHER_STAGE = new Set([
  "dockerfile/028.Dockerfile KONG_LICENSE_DATA",
  "dockerfile/035.Dockerfile KONG_LICENSE_DATA",
]);

function passedIn(text: string): ReadonlyMap<string, boolean> {
  const passed = new Map<string, boolean>();
  for (const pattern of PASSED)
    for (const [, name = "", value = ""] of text.matchAll(pattern)) {
      const isLiteral = !/[$`]/.test(value.replace(/\$\{\w+:-[^}]*\}/g, ""));
      if (!isNoSetting(name)) passed.set(name, (passed.get(name) ?? false) || isLiteral);
    }
  return passed;
}

function settingsOf(path: string, text: string): ReadonlyMap<string, boolean> {
  const found = new Map<string, boolean>();
  const collect = (source: Source): void => {
    const { units } = source.format.link(source, {
      surroundings: {},
      resolve: () => ({ kind: "missing" }),
    });
    for (const { variable, value } of units.flatMap(({ assignments }) => assignments))
      found.set(variable, (found.get(variable) ?? false) || textOf(value) !== undefined);
    for (const inner of source.embedded) collect(inner.source);
  };
  const format =
    FORMATS.find((each) => each.detect(path, text) === "named") ??
    FORMATS.find((each) => each.detect(path, text) === "content");
  if (format !== undefined) collect(format.parse(new SourceDocument(path, text)));
  return found;
}

describe.skipIf(!existsSync(corpus))(
  "real files of ../shared/formats/corpus (skipped without that folder)",
  () => {
    it.each(["dockerfile", "shell", "readme"])(
      "%s: at least 95 % of the settings arrive, literal ones as text",
      (carrier) => {
        const listed: readonly Listed[] = JSON.parse(readFileSync(new URL("index.json", corpus), "utf8"));
        const missed: string[] = [];
        let expected = 0;
        for (const { file, path } of listed.filter((each) => each.carrier === carrier)) {
          const text = readFileSync(new URL(file, corpus), "utf8");
          const settings = settingsOf(path, text);
          for (const [name, isLiteral] of passedIn(text)) {
            if (OTHER_STAGE.has(`${file} ${name}`)) continue;
            expected++;
            const arrived = settings.get(name);
            if (arrived === undefined || (isLiteral && !arrived)) missed.push(`${file} ${name}`);
          }
        }
        expect(expected).toBeGreaterThan(0);
        console.log(
          `${carrier}: ${expected - missed.length} of ${expected}${missed.length > 0 ? `, without ${missed.join(", ")}` : ""}`,
        );
        expect((expected - missed.length) / expected).toBeGreaterThanOrEqual(0.95);
      },
    );
  },
);
