import type { SourceFormat } from "../../../server/model/format.ts";
import { defineFormat } from "../../../server/model/format-id.ts";
import { cursorInToy } from "./cursor-toy.ts";
import { linkToy } from "./link-toy.ts";
import { parseToy, type ToySource } from "./parse-toy.ts";
import { writeToy } from "./write-toy.ts";

/**
 * A format that only the tests know, with everything that Kong's own file has not: several processes in one text and settings
 * that they share, several settings on a line, values of which a part comes from another file, settings that nobody wrote, and
 * no comments.
 *
 * ```
 * all { log_level: debug; } kong blue 3.9 { pg_host: db.@(zone.part); } kong green 3.4 { pg_ssl: yes; }
 * ```
 */
export const toy: SourceFormat<ToySource> = {
  id: defineFormat("toy"),
  title: "a toy file",
  languages: ["toy"],
  owns: false,
  lineComment: undefined,
  detect: (path) => (path.endsWith(".toy") ? "named" : undefined),
  mayConfigureKong: (text) => text.includes("kong"),
  parse: (document) => parseToy(toy, document),
  link: linkToy,
  write: writeToy,
  spell: (property) => property,
  commentAt: () => undefined,
  cursor: cursorInToy,
  statementAt: ({ blocks, document }, offset) =>
    blocks.flatMap(({ settings }) => settings).find(({ span }) => span.start <= offset && offset <= span.end)
      ?.span ?? {
      start: 0,
      end: document.text.length,
    },
};
