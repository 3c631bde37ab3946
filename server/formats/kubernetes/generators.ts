import { span } from "../../../grammar/text/span.ts";
import type { LinkContext } from "../../model/format.ts";
import { type Location, locate } from "../../model/location.ts";
import type { Source } from "../../model/source.ts";
import type { Piece } from "../../model/value.ts";
import { readEnvFile } from "../env-file/env-file.ts";
import { readerId } from "../env-file/readers.ts";
import { sliceCooked } from "../shared/cooked.ts";
import type { Draft } from "../shared/problems.ts";
import { statementLines } from "../shared/statement-span.ts";
import { shellLookup } from "../shared/variables.ts";
import { type Fields, fieldsOf, itemsOf, scalarText } from "../yaml/fields.ts";
import type { DataEntry, DataSet } from "./data-set.ts";
import type { ManifestObject } from "./objects.ts";
import { cookedOf, piecesOfText } from "./scalars.ts";

/** What the generators of a kustomization make, as far as files and texts say it. */
export function generatedSets(
  { fields, source }: ManifestObject,
  context: LinkContext,
  draws: Source[],
): DataSet[] {
  return (["ConfigMap", "Secret"] as const).flatMap((kind) => {
    const field = kind === "ConfigMap" ? "configMapGenerator" : "secretGenerator";
    return itemsOf(fields.get(field)?.node).flatMap((item): DataSet[] => {
      const generator = fieldsOf(item);
      const name = scalarText(generator, "name");
      if (name === undefined) return [];
      const reader = new GeneratorReader(source, generator, context, draws);
      reader.read();
      return [
        {
          kind,
          name,
          namespace: scalarText(generator, "namespace"),
          source,
          entries: reader.entries,
          open: reader.open,
          problems: reader.problems,
        },
      ];
    });
  });
}

class GeneratorReader {
  readonly entries = new Map<string, DataEntry>();
  readonly problems: Draft[] = [];
  open: string | undefined;
  readonly #source: ManifestObject["source"];
  readonly #fields: Fields;
  readonly #context: LinkContext;
  readonly #draws: Source[];

  constructor(source: ManifestObject["source"], fields: Fields, context: LinkContext, draws: Source[]) {
    this.#source = source;
    this.#fields = fields;
    this.#context = context;
    this.#draws = draws;
  }

  read(): void {
    for (const item of itemsOf(this.#fields.get("literals")?.node)) {
      if (item.kind === "scalar") this.#literal(item);
    }
    for (const item of itemsOf(this.#fields.get("envs")?.node))
      if (item.kind === "scalar") this.#envFile(item.text, locate(this.#source.document.path, item.span));
    const env = this.#fields.get("env")?.node;
    if (env?.kind === "scalar") this.#envFile(env.text, locate(this.#source.document.path, env.span));
    for (const item of itemsOf(this.#fields.get("files")?.node))
      if (item.kind === "scalar") this.#file(item.text, locate(this.#source.document.path, item.span));
  }

  /** `path`, whose last part is the key, or `key=path`: the value is the content of the file. */
  #file(item: string, at: Location): void {
    const sign = item.indexOf("=");
    const path = item.slice(sign + 1);
    const key = sign < 0 ? path.slice(path.lastIndexOf("/") + 1) : item.slice(0, sign);
    const reference = { role: "file-channel", path, reader: undefined, optional: false, at } as const;
    const resolved = this.#context.resolve(reference, this.#source);
    if (resolved.kind !== "source") {
      this.open ??= `\`${path}\` was not read`;
      return;
    }
    const { source } = resolved;
    const { text, path: id } = source.document;
    this.#draws.push(source);
    const content = locate(id, span(0, text.length));
    this.entries.set(key, {
      key,
      keySpan: at,
      span: content,
      lineSpan: content,
      pieces: text === "" ? [] : [{ kind: "text", text, at: content, map: undefined }],
      written: content,
      inner: content,
      node: undefined,
      file: source,
    });
  }

  /** `NAME=value`; quotes around the value are removed. */
  #literal(item: Parameters<typeof cookedOf>[1]): void {
    const { path, text } = this.#source.document;
    const cooked = cookedOf(this.#source, item);
    const sign = cooked.text.indexOf("=");
    if (sign < 0) return;
    const quoted = /^(["']).*\1$/s.test(cooked.text.slice(sign + 1)) ? 1 : 0;
    const range = span(sign + 1 + quoted, Math.max(sign + 1 + quoted, cooked.text.length - quoted));
    const value = sliceCooked(cooked, range);
    const at = locate(path, cooked.map.spanToSource(range));
    const place = range.start === range.end ? locate(path, span(item.span.end, item.span.end)) : at;
    this.entries.set(cooked.text.slice(0, sign), {
      key: cooked.text.slice(0, sign),
      keySpan: locate(path, cooked.map.spanToSource({ start: 0, end: sign })),
      span: locate(path, item.span),
      lineSpan: locate(path, statementLines(text, item.span)),
      pieces: piecesOfText(value),
      written: place,
      inner: place,
      node: undefined,
    });
  }

  #envFile(path: string, at: Location): void {
    const reference = { role: "layer", path, reader: readerId("kubectl"), optional: false, at } as const;
    const resolved = this.#context.resolve(reference, this.#source);
    if (resolved.kind !== "source") {
      this.open ??= `\`${path}\` was not read`;
      return;
    }
    const { source } = resolved;
    this.#draws.push(source);
    const { text, path: id } = source.document;
    const { statements, notes } = readEnvFile(
      { source: id, text, lookup: shellLookup(this.#context.surroundings.shell) },
      "kubectl",
    );
    for (const note of notes)
      this.problems.push({ ...note, at: locate(id, note.at), detail: `kustomize ${note.detail}` });
    for (const { name, nameSpan, pieces, written, inner } of statements)
      this.entries.set(name, entryOfFile(source, name, nameSpan, pieces ?? [], written, inner));
  }
}

function entryOfFile(
  { document: { path, text } }: Source,
  key: string,
  nameSpan: ReturnType<typeof span>,
  pieces: readonly Piece[],
  written: ReturnType<typeof span>,
  inner: ReturnType<typeof span>,
): DataEntry {
  const whole = span(nameSpan.start, Math.max(nameSpan.end, written.end));
  return {
    key,
    keySpan: locate(path, nameSpan),
    span: locate(path, whole),
    lineSpan: locate(path, statementLines(text, whole)),
    pieces,
    written: locate(path, written),
    inner: locate(path, inner),
    node: undefined,
  };
}
