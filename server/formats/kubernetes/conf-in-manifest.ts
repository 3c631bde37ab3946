import type { KongConfTree } from "../../../grammar/kong-conf/syntax-tree.ts";
import type { Assignment } from "../../model/assignment.ts";
import type { LinkedUnit, ToldRelease } from "../../model/config-unit.ts";
import { locate, type SourceId, unitId } from "../../model/location.ts";
import type { Source } from "../../model/source.ts";
import { SourceDocument } from "../../model/source-document.ts";
import { isConfName } from "../file-names.ts";
import { kongConf } from "../kong-conf/format.ts";
import type { KongConfSource } from "../kong-conf/read-kong-conf.ts";
import type { YamlNode } from "../yaml/tree.ts";
import { type DataEntry, dataSetOf } from "./data-set.ts";
import type { KubernetesSource } from "./kubernetes-source.ts";
import { mappedSettings } from "./mapped-conf.ts";
import { maskedBlock } from "./masked-block.ts";
import type { ManifestObject } from "./objects.ts";

/** A kong.conf as a value of a manifest. */
export interface ConfInManifest {
  /** undefined: it is a file of its own, which a generator reads, it is in another manifest, or it is not written in lines. */
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

  /** The kong.conf that a key of a ConfigMap has; undefined where nobody can read it. */
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

  #readNode({ written, manifest, isEncoded, pieces }: DataEntry, node: YamlNode): ConfInManifest | undefined {
    this.#left -= written.end;
    if (this.#left < 0 || manifest === undefined) return undefined;
    const source = isEncoded === true ? undefined : confAt(manifest, node);
    if (source === undefined) {
      const assignments = mappedSettings(pieces);
      return assignments && { file: undefined, assignments, templateSpans: undefined };
    }
    const { file, assignments, templateSpans } = source;
    // The lines of another manifest are its own; the process has the settings in them.
    return manifest.document.path === this.#path
      ? { file, assignments, templateSpans }
      : { file: undefined, assignments, templateSpans: undefined };
  }

  readonly #path: SourceId;

  constructor({ document }: KubernetesSource) {
    this.#path = document.path;
  }
}

/** The lines of a block as a kong.conf whose places are those of the manifest. */
export function confAt({ document }: Pick<Source, "document">, node: YamlNode): KongConfSource | undefined {
  const text = maskedBlock(document.text, node);
  return text === undefined ? undefined : kongConf.parse(new SourceDocument(document.path, text));
}

/** The keys of a ConfigMap or a Secret that are a kong.conf by their name. */
export function confEntriesOf(object: ManifestObject): readonly DataEntry[] {
  return [...(dataSetOf(object)?.entries.values() ?? [])].filter(({ key }) => isConfName(key));
}

/** A kong.conf that no container of the manifest has: a process that other files describe. */
export function unitOfConf(
  object: ManifestObject,
  { key, written }: DataEntry,
  { file, assignments, templateSpans }: ConfInManifest,
  release: ToldRelease | undefined,
): LinkedUnit {
  const { path } = object.source.document;
  return {
    id: unitId(`${object.kind.toLowerCase()}/${object.name ?? ""}/${key}`),
    name: `${key} of ${object.kind} ${object.name ?? ""}`,
    anchor: locate(path, { start: written.start, end: written.start + 1 }),
    extent: written,
    assignments,
    release,
    absence: { kind: "open", because: [{ what: "the environment of the process", at: undefined }] },
    draws: [...new Set([path, release?.at?.source ?? path])],
    deployment: undefined,
    file,
    ...(templateSpans === undefined ? {} : { templateSpans }),
  };
}

function isKongConf(source: Source): source is KongConfSource {
  return source.format.id === kongConf.id;
}
