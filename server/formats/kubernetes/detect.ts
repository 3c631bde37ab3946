import type { Certainty } from "../../model/format.ts";
import { defineFormat } from "../../model/format-id.ts";
import { MENTIONS_KONG } from "../shared/kong-variable.ts";

/** The format of Kubernetes manifests. */
export const KUBERNETES = defineFormat("kubernetes");

const API_VERSION = /^(?:- |\ufeff)?["']?apiVersion["']?[ \t]*:[ \t]*\S/m;
const KIND = /^(?:- |\ufeff|[ \t]{2})?["']?kind["']?[ \t]*:[ \t]*\S/m;
const JSON_OBJECT = /^\s*\{/;
const JSON_API_VERSION = /"apiVersion"\s*:\s*"/;
const JSON_KIND = /"kind"\s*:\s*"/;
/** What chart templates and patches have that begin with a tag or leave their head to others. */
const POD = /^[ \t]*(?:- )?containers[ \t]*:[ \t]*(?:#.*)?$/m;
const ENTRY =
  /^[ \t]*- (?:name[ \t]*:[ \t]*["']?KONG_[A-Z0-9_]+["']?[ \t]*$|\{[ \t]*name[ \t]*:[ \t]*["']?KONG_)/m;
const YAML_NAME = /\.(?:ya?ml|json|tpl)(?:\.(?:example|sample|dist|template|tmpl|tpl|gotmpl|j2))?$/i;
const KUSTOMIZATION = /^kustomization\.ya?ml$|^Kustomization$/;

/** Whether a text is a manifest: by what it says of itself, or by a pod with variables of Kong. */
export function detectKubernetes(path: string, sample: string): Certainty | undefined {
  const name = path.slice(path.lastIndexOf("/") + 1);
  if (KUSTOMIZATION.test(name)) return "named";
  if (isManifest(sample)) return "content";
  if (name !== "" && !YAML_NAME.test(name)) return undefined;
  if (POD.test(sample) && ENTRY.test(sample)) return "content";
  return ENTRY.test(sample) ? "possible" : undefined;
}

/** Whether a text says which kind of object of which API it is. */
export function isManifest(sample: string): boolean {
  if (API_VERSION.test(sample) && KIND.test(sample)) return true;
  return JSON_OBJECT.test(sample) && JSON_API_VERSION.test(sample) && JSON_KIND.test(sample);
}

/** A cheap test without false negatives: can the text configure Kong? */
export function mayRunKong(text: string): boolean {
  return MENTIONS_KONG.test(text);
}
