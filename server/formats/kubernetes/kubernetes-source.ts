import type { SourceFormat } from "../../model/format.ts";
import type { Source } from "../../model/source.ts";
import type { SourceDocument } from "../../model/source-document.ts";
import { plainSource } from "../shared/plain-source.ts";
import type { YamlText } from "../yaml/tree.ts";
import { yamlFact } from "../yaml/update-yaml.ts";
import { KUBERNETES } from "./detect.ts";
import { readTemplatePairs, type TemplatePair } from "./template-pairs.ts";

export interface KubernetesSource extends Source {
  readonly kind: "kubernetes";
  readonly yaml: YamlText;
  /** Where tags of a template stand in places that YAML has not: what can be read line by line. */
  readonly template: readonly TemplatePair[] | undefined;
}

/** The YAML of a manifest, or the variables of one that a template makes. */
export function parseKubernetes(
  format: SourceFormat<KubernetesSource>,
  document: SourceDocument,
): KubernetesSource {
  const yaml = document.fact(yamlFact);
  const isTemplate = /\{\{|\{%|<%/.test(document.text);
  const isBroken = yaml.isTemplate || yaml.documents.some(({ faults }) => faults.length > 0);
  return {
    ...plainSource(format, document),
    kind: "kubernetes",
    yaml,
    template: isTemplate && isBroken ? readTemplatePairs(document.text) : undefined,
  };
}

/** A source as Kubernetes reads it, whatever format its name suggests. */
export function asKubernetes(source: Source, { format }: KubernetesSource): KubernetesSource {
  return isKubernetes(source) ? source : (format.parse(source.document) as KubernetesSource);
}

/** Whether a source is a manifest. */
export function isKubernetes(source: Source): source is KubernetesSource {
  return source.format.id === KUBERNETES;
}
