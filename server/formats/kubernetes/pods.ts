import { type Fields, fieldsAt, fieldsOf, itemsOf, mappingOf, scalarText } from "../yaml/fields.ts";
import type { YamlMapping } from "../yaml/tree.ts";
import type { ManifestObject } from "./objects.ts";

/** A pod that an object makes. */
export interface Pod {
  readonly owner: ManifestObject;
  /** Labels by name, where they are written. */
  readonly labels: Fields;
  readonly spec: Fields;
  /** Whether a program completes the pod, as the operator does with the container of a data plane. */
  readonly isCompleted: boolean;
}

/** A container of a pod. */
export interface Container {
  readonly pod: Pod;
  readonly role: "container" | "init" | "ephemeral";
  readonly name: string;
  readonly node: YamlMapping;
  readonly fields: Fields;
}

/** Where objects have the template of a pod, by the path of its parent. */
const TEMPLATES: readonly (readonly string[])[] = [
  ["spec", "template"],
  ["spec", "jobTemplate", "spec", "template"],
  ["spec", "podTemplate"],
  ["spec", "deployment", "podTemplateSpec"],
  ["spec", "dataPlaneOptions", "deployment", "podTemplateSpec"],
  ["template"],
];
/** Groups of APIs of Kong's operator, which adds variables of its own. */
const OPERATOR = /^(?:gateway-operator\.)?konghq\.com\/|^gateway-operator\.konghq\.com\//;

/** The pods that an object makes: none, or one. */
export function podsOf(object: ManifestObject): readonly Pod[] {
  const { fields, kind, apiVersion } = object;
  if (kind === "Pod") {
    const labels = fieldsAt(fields, "metadata", "labels");
    return [{ owner: object, labels, spec: fieldsAt(fields, "spec"), isCompleted: false }];
  }
  return TEMPLATES.flatMap((path) => {
    const template = fieldsAt(fields, ...path);
    const spec = fieldsAt(template, "spec");
    if (!spec.has("containers") && !spec.has("initContainers")) return [];
    return [
      {
        owner: object,
        labels: fieldsAt(template, "metadata", "labels"),
        spec,
        isCompleted: OPERATOR.test(apiVersion),
      },
    ];
  });
}

const LISTS = [
  ["initContainers", "init"],
  ["containers", "container"],
  ["ephemeralContainers", "ephemeral"],
] as const;

/** The containers of a pod in the order in which they start. */
export function containersOf(pod: Pod): readonly Container[] {
  return LISTS.flatMap(([list, role]) =>
    itemsOf(pod.spec.get(list)?.node).flatMap((item): Container[] => {
      const node = mappingOf(item);
      if (node === undefined) return [];
      const fields = fieldsOf(node);
      return [{ pod, role, name: scalarText(fields, "name") ?? "", node, fields }];
    }),
  );
}
