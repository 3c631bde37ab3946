import type { KongConfTree } from "../../../grammar/kong-conf/syntax-tree.ts";
import type { Assignment } from "../../model/assignment.ts";
import type { LinkedUnit } from "../../model/config-unit.ts";
import { locate, unitId } from "../../model/location.ts";
import type { Source } from "../../model/source.ts";
import { SourceDocument } from "../../model/source-document.ts";
import { isConfName } from "../file-names.ts";
import { kongConf } from "../kong-conf/format.ts";
import type { KongConfSource } from "../kong-conf/read-kong-conf.ts";
import { fieldsOf } from "../yaml/fields.ts";
import type { YamlNode } from "../yaml/tree.ts";
import type { DataEntry } from "./data-set.ts";
import type { KubernetesSource } from "./kubernetes-source.ts";
import { maskedBlock } from "./masked-block.ts";
import type { ManifestObject } from "./objects.ts";

/** A kong.conf as a value of a manifest. */
export interface ConfInManifest {
  /** undefined: it is in another file, be it a manifest or one that a generator reads. */
  readonly file: KongConfTree | undefined;
  readonly assignments: readonly Assignment[];
  readonly templateSpans: LinkedUnit["templateSpans"];
}

/** So many characters of manifests may be read again for the files in them. */
const MOST_CHARACTERS = 20_000_000;

/** Reads the files in a manifest; each once. */
export class ConfReader {
  readonly #read = new Map<YamlNode, ConfInManifest | undefined>();
  #left = MOST_CHARACTERS;

  /** The kong.conf that a key of a ConfigMap has; undefined where it is not written as a block of lines. */
  read(entry: DataEntry): ConfInManifest | undefined {
    const { node, file } = entry;
    if (file !== undefined && isKongConf(file))
      return { file: undefined, assignments: file.assignments, templateSpans: undefined };
    if (node === undefined) return undefined;
    if (this.#read.has(node)) return this.#read.get(node);
    const conf = this.#readNode(entry, node);
    this.#read.set(node, conf);
    return conf;
  }

  #readNode({ written }: DataEntry, node: YamlNode): ConfInManifest | undefined {
    this.#left -= written.end;
    const manifest = this.#manifests.find(({ document }) => document.path === written.source);
    if (this.#left < 0 || manifest === undefined) return undefined;
    const conf = confAt(manifest, node);
    if (conf === undefined) return undefined;
    const { file, assignments, templateSpans } = conf;
    const isOwn = manifest === this.#manifests[0];
    return isOwn
      ? { file, assignments, templateSpans }
      : { file: undefined, assignments, templateSpans: undefined };
  }

  readonly #manifests: readonly Source[];

  /** @param beside the manifests on which the source draws */
  constructor(source: KubernetesSource, beside: readonly Source[] = []) {
    this.#manifests = [source, ...beside];
  }
}

/** The lines of a block as a kong.conf whose places are those of the manifest. */
export function confAt({ document }: Pick<Source, "document">, node: YamlNode): KongConfSource | undefined {
  const text = maskedBlock(document.text, node);
  return text === undefined ? undefined : kongConf.parse(new SourceDocument(document.path, text));
}

/** The keys of ConfigMaps that are a kong.conf by their name, with the node of each. */
export function confKeysOf({ kind, fields }: ManifestObject): readonly (readonly [string, YamlNode])[] {
  if (kind !== "ConfigMap" && kind !== "Secret") return [];
  return ["data", "stringData"].flatMap((field) =>
    [...fieldsOf(fields.get(field)?.node)].flatMap(([key, { node }]) =>
      isConfName(key) ? [[key, node] as const] : [],
    ),
  );
}

/** A kong.conf that no container of the manifest has: a process that other files describe. */
export function unitOfConf(
  object: ManifestObject,
  key: string,
  node: YamlNode,
  { file, assignments, templateSpans }: ConfInManifest,
): LinkedUnit {
  const { path } = object.source.document;
  const at = locate(path, node.span);
  return {
    id: unitId(`${object.kind.toLowerCase()}/${object.name ?? ""}/${key}`),
    name: `${key} of ${object.kind} ${object.name ?? ""}`,
    anchor: locate(path, { start: node.span.start, end: node.span.start + 1 }),
    extent: at,
    assignments,
    release: undefined,
    absence: { kind: "open", because: [{ what: "the environment of the process", at: undefined }] },
    draws: [path],
    deployment: undefined,
    file,
    ...(templateSpans === undefined ? {} : { templateSpans }),
  };
}

function isKongConf(source: Source): source is KongConfSource {
  return source.format.id === kongConf.id;
}
