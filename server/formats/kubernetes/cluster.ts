import type { LinkContext } from "../../model/format.ts";
import { locate } from "../../model/location.ts";
import type { Source } from "../../model/source.ts";
import { fieldsOf, itemsOf } from "../yaml/fields.ts";
import { parseYaml } from "../yaml/parse-yaml.ts";
import { type DataSet, dataSetOf } from "./data-set.ts";
import { generatedSets } from "./generators.ts";
import { asKubernetes, type KubernetesSource } from "./kubernetes-source.ts";
import { maskedBlock } from "./masked-block.ts";
import { type ManifestObject, objectsIn, objectsOf } from "./objects.ts";
import { podsOf } from "./pods.ts";

/** All that is applied together with a manifest, as far as it is known. */
export interface Cluster {
  /** The objects of the manifest itself. */
  readonly own: readonly ManifestObject[];
  /** Those of the manifests beside it. */
  readonly beside: readonly ManifestObject[];
  readonly draws: readonly Source[];
  dataSet(kind: DataSet["kind"], name: string, namespace: string | undefined): DataSet | undefined;
}

/** Names under which the parts of a deployment are often kept beside each other. */
const BESIDE = ["configmap", "config", "secret", "secrets", "service", "env"];
/** What one manifest has for another one. */
const SHARED = /^(?:ConfigMap|Secret|Service|Kustomization)$/;
/** More manifests than a folder by hand has. */
const MOST_RESOURCES = 100;

/** Reads a manifest with the kustomization beside it and the manifests that belong to it. */
export function readCluster(source: KubernetesSource, context: LinkContext): Cluster {
  const draws: Source[] = [];
  const own = [...objectsIn(source), ...patchesIn(source)];
  const needs = own.some(({ kind }) => kind !== "ConfigMap" && kind !== "Secret");
  const beside = needs ? manifestsBeside(source, own, context, draws) : [];
  const objects = [...own, ...beside];
  const sets = new Map<string, DataSet[]>();
  const add = (set: DataSet | undefined): void => {
    if (set === undefined) return;
    const key = `${set.kind} ${set.name}`;
    const known = sets.get(key);
    if (known === undefined) sets.set(key, [set]);
    else known.push(set);
  };
  for (const object of objects) {
    add(dataSetOf(object));
    if (object.kind === "Kustomization") for (const set of generatedSets(object, context, draws)) add(set);
  }
  return {
    own,
    beside,
    draws,
    dataSet: (kind, name, namespace) =>
      // The last one of a name is the one that is applied last.
      sets
        .get(`${kind} ${name}`)
        ?.findLast(
          (set) => namespace === undefined || set.namespace === undefined || set.namespace === namespace,
        ),
  };
}

/** Patches that a kustomization has as text. */
function patchesIn(source: KubernetesSource): readonly ManifestObject[] {
  return objectsIn(source).flatMap((object) => {
    if (object.kind !== "Kustomization") return [];
    const texts = [
      ...itemsOf(object.fields.get("patches")?.node).map((item) => fieldsOf(item).get("patch")?.node),
      ...itemsOf(object.fields.get("patchesStrategicMerge")?.node),
    ];
    return texts.flatMap((node) => {
      const text = node === undefined ? undefined : maskedBlock(source.document.text, node);
      return text === undefined ? [] : objectsOf(source, parseYaml(text));
    });
  });
}

/** Without a kustomization all manifests of the folder belong together, as `kubectl apply -f FOLDER` has it. */
function besideOf(source: KubernetesSource, context: LinkContext): readonly string[] {
  if (!/configMap|secret|Service/i.test(source.document.text)) return [];
  return context.list === undefined ? BESIDE.map((name) => `${name}.yaml`) : allBeside(source, context);
}

function allBeside(source: KubernetesSource, { list }: LinkContext): readonly string[] {
  return ["*.yaml", "*.yml"].flatMap((pattern) => list?.(pattern, source) ?? []);
}

function manifestsBeside(
  source: KubernetesSource,
  own: readonly ManifestObject[],
  context: LinkContext,
  draws: Source[],
): readonly ManifestObject[] {
  const read = (path: string): KubernetesSource | undefined => {
    const manifest = readManifest(path, source, context);
    if (manifest !== undefined && objectsIn(manifest).some(({ kind }) => SHARED.test(kind)))
      draws.push(manifest);
    return manifest;
  };
  const { kustomization, resources } = resourcesOf(own, read);
  if (resources.length > 0)
    return [...kustomization, ...resources.flatMap((path) => objectsOfManifest(read(path)))];
  const mates = besideOf(source, context)
    .slice(0, MOST_RESOURCES)
    .map((path) => objectsOfManifest(read(path)));
  return [...kustomization, ...unmistaken(mates)];
}

/** Names under which the containers of a deployment are often kept beside what they mount. */
const WORKLOADS = ["deployment", "kong", "kong-deployment", "daemonset", "statefulset", "pod"];

/** The objects with pods in the manifests beside a manifest, or in those that its kustomization lists. */
export function workloadsBeside(
  source: KubernetesSource,
  own: readonly ManifestObject[],
  context: LinkContext,
): readonly ManifestObject[] {
  const read = (path: string) => readManifest(path, source, context);
  const { resources } = resourcesOf(own, read);
  const paths =
    resources.length > 0
      ? resources
      : context.list === undefined
        ? WORKLOADS.map((name) => `${name}.yaml`)
        : allBeside(source, context);
  return paths
    .slice(0, MOST_RESOURCES)
    .flatMap((path) => objectsOfManifest(read(path)))
    .filter((object) => podsOf(object).length > 0);
}

function readManifest(
  path: string,
  source: KubernetesSource,
  context: LinkContext,
): KubernetesSource | undefined {
  const at = locate(source.document.path, { start: 0, end: 0 });
  const reference = { role: "definition", path, reader: undefined, optional: true, at } as const;
  const resolved = context.resolve(reference, source);
  return resolved.kind !== "source" || resolved.source.document.path === source.document.path
    ? undefined
    : asKubernetes(resolved.source, source);
}

/** The kustomization beside a manifest that is none itself, and the manifests that one lists. */
function resourcesOf(
  own: readonly ManifestObject[],
  read: (path: string) => KubernetesSource | undefined,
): { readonly kustomization: readonly ManifestObject[]; readonly resources: readonly string[] } {
  const isKustomization = own.some(({ kind }) => kind === "Kustomization");
  const beside = isKustomization ? undefined : (read("kustomization.yaml") ?? read("kustomization.yml"));
  const kustomization = objectsOfManifest(beside);
  const resources = (isKustomization ? own : kustomization)
    .flatMap(({ kind, fields }) => (kind === "Kustomization" ? itemsOf(fields.get("resources")?.node) : []))
    .flatMap((node) => (node.kind === "scalar" && /\.ya?ml$/.test(node.text) ? [node.text] : []));
  return { kustomization, resources: resources.slice(0, MOST_RESOURCES) };
}

function objectsOfManifest(manifest: KubernetesSource | undefined): readonly ManifestObject[] {
  return manifest === undefined ? [] : objectsIn(manifest);
}

/**
 * Of manifests that nothing says to belong together, what can be meant for one deployment only: a folder may have one for each environment.
 */
function unmistaken(manifests: readonly (readonly ManifestObject[])[]): readonly ManifestObject[] {
  const counts = new Map<string, number>();
  const keyOf = ({ kind, name }: ManifestObject): string => `${kind} ${name ?? ""}`;
  for (const object of manifests.flat()) counts.set(keyOf(object), (counts.get(keyOf(object)) ?? 0) + 1);
  return manifests
    .filter((objects) => objects.every((object) => podsOf(object).length === 0))
    .flat()
    .filter((object) => counts.get(keyOf(object)) === 1);
}
