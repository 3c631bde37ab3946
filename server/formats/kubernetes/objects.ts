import { span } from "../../../grammar/text/span.ts";
import { type Fields, fieldsAt, fieldsOf, itemsOf, scalarText } from "../yaml/fields.ts";
import { dereference, type YamlMapping, type YamlNode, type YamlText } from "../yaml/tree.ts";
import type { KubernetesSource } from "./kubernetes-source.ts";

/** An object of a manifest. */
export interface ManifestObject {
  readonly source: KubernetesSource;
  readonly kind: string;
  readonly apiVersion: string;
  readonly name: string | undefined;
  readonly namespace: string | undefined;
  readonly root: YamlMapping;
  readonly fields: Fields;
}

/** Lists may hold lists; deeper ones are of no use to anybody. */
const MOST_DEPTH = 4;

/** All objects of a manifest, in order; those of a `List` one by one, and those that a kustomization has as text. */
export function objectsIn(source: KubernetesSource): readonly ManifestObject[] {
  const found: ManifestObject[] = [];
  for (const { root } of source.yaml.documents) collect(source, root, found, 0);
  return found;
}

/** The objects of YAML that is written inside a manifest, with places of the manifest. */
export function objectsOf(source: KubernetesSource, yaml: YamlText): readonly ManifestObject[] {
  const found: ManifestObject[] = [];
  for (const { root } of yaml.documents) collect(source, root, found, 0);
  return found;
}

function collect(
  source: KubernetesSource,
  node: YamlNode | undefined,
  found: ManifestObject[],
  depth: number,
): void {
  const root = node === undefined ? undefined : dereference(node);
  if (root?.kind === "sequence" && depth === 0)
    for (const { value } of root.items) collect(source, value, found, depth + 1);
  if (root?.kind !== "mapping" || depth > MOST_DEPTH) return;
  const fields = fieldsOf(root);
  const kind = scalarText(fields, "kind") ?? kindByName(source);
  const items = fields.get("items")?.node;
  if (/List$/.test(kind) && items?.kind === "sequence") {
    for (const item of itemsOf(items)) collect(source, item, found, depth + 1);
    return;
  }
  const metadata = fieldsAt(fields, "metadata");
  found.push({
    source,
    kind,
    apiVersion: scalarText(fields, "apiVersion") ?? "",
    name: scalarText(metadata, "name"),
    namespace: scalarText(metadata, "namespace"),
    root,
    fields,
  });
}

/** A kustomization goes by its file name, and need not say what it is. */
function kindByName({ document }: KubernetesSource): string {
  return /(?:^|\/)kustomization\.ya?ml$/i.test(document.path) ? "Kustomization" : "";
}

/** Where an object is written: from its first key to its last value. */
export function extentOf({ root }: ManifestObject): { readonly start: number; readonly end: number } {
  return span(root.span.start, Math.max(root.span.start, root.span.end));
}
