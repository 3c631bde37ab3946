import type { Span } from "../../../grammar/text/span.ts";
import { type Location, locate } from "../../model/location.ts";
import type { Source } from "../../model/source.ts";
import type { Piece } from "../../model/value.ts";
import type { Draft } from "../shared/problems.ts";
import { quoteCorrection } from "../shared/quote-correction.ts";
import { statementLines } from "../shared/statement-span.ts";
import { fieldsOf } from "../yaml/fields.ts";
import type { YamlNode } from "../yaml/tree.ts";
import { decodeBase64, textOfBytes } from "./base64.ts";
import type { KubernetesSource } from "./kubernetes-source.ts";
import type { ManifestObject } from "./objects.ts";
import { innerSpan, piecesOfText, type ReadText, readText } from "./scalars.ts";

/** A key of a ConfigMap or a Secret. */
export interface DataEntry {
  readonly key: string;
  readonly keySpan: Location;
  readonly span: Location;
  readonly lineSpan: Location;
  readonly pieces: readonly Piece[];
  readonly written: Location;
  readonly inner: Location;
  /** The node that writes it, where a manifest does, and that manifest: it need not be the one of the container. */
  readonly node: YamlNode | undefined;
  readonly manifest?: KubernetesSource;
  /** Whether the node has it as base64. */
  readonly isEncoded?: boolean;
  /** The file whose content it is, where a generator reads one. */
  readonly file?: Source;
}

/** A ConfigMap or a Secret, or what a generator makes one of. */
export interface DataSet {
  readonly kind: "ConfigMap" | "Secret";
  readonly name: string;
  readonly namespace: string | undefined;
  readonly source: Source;
  readonly entries: ReadonlyMap<string, DataEntry>;
  /** Why there may be more; undefined: these are all. */
  readonly open: string | undefined;
  /** Why Kubernetes takes none of it. */
  readonly problems: readonly Draft[];
}

/** The data of a ConfigMap or a Secret of a manifest. */
export function dataSetOf(object: ManifestObject): DataSet | undefined {
  const { kind, name, namespace, source, fields } = object;
  if ((kind !== "ConfigMap" && kind !== "Secret") || name === undefined) return undefined;
  const entries = new Map<string, DataEntry>();
  const problems: Draft[] = [];
  const isTemplate = source.template !== undefined;
  const read = (field: string, encoded: boolean): void => {
    for (const [key, { node, pair }] of fieldsOf(fields.get(field)?.node)) {
      const entry = entryOf(object, key, pair, node, encoded, isTemplate ? undefined : problems);
      entries.set(key, entry);
    }
  };
  read("data", kind === "Secret");
  if (kind === "Secret") read("stringData", false);
  return { kind, name, namespace, source, entries, open: undefined, problems };
}

function entryOf(
  { source, kind }: ManifestObject,
  key: string,
  pair: { readonly key: YamlNode; readonly span: Span },
  node: YamlNode,
  encoded: boolean,
  problems: Draft[] | undefined,
): DataEntry {
  const { path, text } = source.document;
  const read = readText(source, node);
  const at = locate(path, node.span);
  const refusal = read.kind === "refused" ? refusalOf(kind, key, at, read, text) : undefined;
  if (refusal !== undefined) problems?.push(refusal);
  const pieces = encoded
    ? decodedPieces(read, at, () => problems?.push(notBase64(key, at, text)))
    : read.kind === "text"
      ? piecesOfText(read.cooked)
      : meantPieces(node, at);
  return {
    key,
    keySpan: locate(path, innerSpan(pair.key)),
    span: locate(path, pair.span),
    lineSpan: locate(path, statementLines(text, pair.span)),
    pieces,
    written: at,
    inner: locate(path, innerSpan(node)),
    node,
    manifest: source,
    isEncoded: encoded,
  };
}

/** A value that Kubernetes refuses, as its author means it. */
export function meantPieces(node: YamlNode, at: Location): readonly Piece[] {
  if (node.kind !== "scalar" || node.text === "" || /^(?:~|null)$/i.test(node.text)) return [];
  return [{ kind: "text", text: node.text, at, map: node.map }];
}

function decodedPieces(read: ReadText, at: Location, refuse: () => void): readonly Piece[] {
  if (read.kind !== "text") return [];
  const { text } = read.cooked;
  const [first] = piecesOfText(read.cooked);
  if (first?.kind === "opaque") return [first];
  const bytes = decodeBase64(text);
  if (bytes === undefined) {
    refuse();
    return piecesOfText(read.cooked);
  }
  return bytes.length === 0 ? [] : [{ kind: "text", text: textOfBytes(bytes), at, map: undefined }];
}

function notBase64(key: string, at: Location, text: string): Draft {
  return {
    kind: "refused",
    at,
    name: key,
    refuses: true,
    before: text.slice(at.start, at.end),
    detail:
      "Kubernetes rejects the Secret, because a value below `data` must be base64; use `stringData` for plain text",
  };
}

/** Why the decoder of Kubernetes refuses a value, and how the value is written so that it does not. */
export function refusalOf(
  owner: string,
  name: string,
  at: Location,
  read: Extract<ReadText, { kind: "refused" }>,
  text: string,
): Draft {
  const written = text.slice(at.start, at.end);
  const correction = read.isScalar ? quoteCorrection(at, written) : undefined;
  return {
    kind: "refused",
    at,
    name,
    refuses: true,
    before: written,
    detail: `Kubernetes rejects the ${owner}, because this value is ${read.what} and not text`,
    ...(correction === undefined ? {} : { correction }),
  };
}
