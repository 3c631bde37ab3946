import type { Certainty } from "../../model/format.ts";
import { defineFormat } from "../../model/format-id.ts";

/** The format of the values of Helm charts, and of what carries them. */
export const HELM = defineFormat("helm");

/** Keys of the charts of Kong that few others have. */
export const CHART_KEYS: ReadonlySet<string> = new Set([
  "ingressController",
  "dblessConfig",
  "secretVolumes",
  "udpProxy",
  "clustertelemetry",
  "portalapi",
  "waitImage",
  "runMigrations",
  "enterprise",
  "customEnv",
]);

/** Keys of the charts of Kong that others have as well. */
export const SHARED_KEYS: ReadonlySet<string> = new Set([
  "proxy",
  "admin",
  "manager",
  "portal",
  "status",
  "cluster",
  "plugins",
  "postgresql",
  "migrations",
]);

const MENTIONS = new RegExp(
  `kong|^[ \\t]*(?:env|extraEnvVars|containerPort|${[...CHART_KEYS].join("|")})[ \\t]*:`,
  "im",
);

/** A cheap test without false negatives: can the text configure Kong? */
export function mayHelmKong(text: string): boolean {
  return MENTIONS.test(text);
}

/** The image of Kong, from any registry: `repository: kong/kong-gateway`. */
const KONG_IMAGE =
  /^[ \t-]*["']?repository["']?[ \t]*:[ \t]*["']?(?:[\w.:-]+\/)*kong(?:-gateway|-enterprise(?:-edition)?|-ee|-oss)?["']?[ \t]*(?:#.*)?$/m;
/** A key of theirs, or one under which another chart may have theirs. */
const CHART_KEY = new RegExp(
  `^["']?(?:${[...CHART_KEYS].join("|")}|gateway|controller|[\\w-]*kong[\\w-]*)["']?[ \\t]*:`,
  "m",
);

/** A file or its folder is named for Kong: `kong/values.yaml`, `values-kong.yaml`. */
const KONG_PATH = /(?:^|[/._-])kong(?:[._-][^/]*)?(?:\/[^/]*)?$/i;

/** Where a chart has the variables of its process. */
const ENV_KEY = /^["']?env["']?[ \t]*:/m;

function isNamedValues(path: string): boolean {
  return NAMED.test(path.slice(path.lastIndexOf("/") + 1));
}

/** Whether a text has values of a chart of Kong: by the image, by keys that nearly no other chart has, or by some of them and the path. */
export function isOfKongChart(text: string, path: string): boolean {
  if (KONG_IMAGE.test(text)) return true;
  if (KONG_PATH.test(path))
    return (isNamedValues(path) && ENV_KEY.test(text)) || detectHelm("kong.yaml", text) === "content";
  return CHART_KEY.test(text) && /kong/i.test(text) && detectHelm("x.yaml", text) === "content";
}

const NAMED =
  /(?:^|[._-])values(?:[._-][\w.-]*)?\.ya?ml(?:\.(?:example|sample|dist|template|tmpl|gotmpl|j2))?$/i;
const YAML_NAME = /\.(?:ya?ml|json)(?:\.(?:example|sample|dist|template|tmpl|gotmpl|j2))?$/i;
/** Releases of Helm as Argo CD and Flux describe them. */
const CARRIER =
  /^["']?kind["']?[ \t]*:[ \t]*["']?(?:HelmRelease|Application|ApplicationSet|HelmChart)["']?[ \t]*(?:#.*)?$/m;
/** In JSON, all of it may be on one line. */
const JSON_CARRIER = /^\s*\{[\s\S]*?"kind"\s*:\s*"(?:HelmRelease|Application|ApplicationSet|HelmChart)"/;
const MANIFEST = /^["']?(?:apiVersion|kind)["']?[ \t]*:/m;
const OTHER = /^(?:services|jobs|stages|pipelines|_format_version|AWSTemplateFormatVersion|on)[ \t]*:/m;
const TOP_KEY = /^["']?([A-Za-z][\w-]*)["']?[ \t]*:/gm;

/** Whether a text describes a release of Helm: an Application of Argo CD, a HelmRelease of Flux. */
export function isCarrier(text: string): boolean {
  return CARRIER.test(text) || JSON_CARRIER.test(text);
}

/** Whether a text has values of a chart: by its name, or by keys that charts of Kong have. */
export function detectHelm(path: string, sample: string): Certainty | undefined {
  const name = path.slice(path.lastIndexOf("/") + 1);
  if (!YAML_NAME.test(name)) return undefined;
  if (isCarrier(sample)) return /\b(?:chart|helm|values)"?\s*:/.test(sample) ? "content" : undefined;
  if (MANIFEST.test(sample)) return undefined;
  if (NAMED.test(name)) return "named";
  if (OTHER.test(sample)) return undefined;
  const keys = new Set([...sample.matchAll(TOP_KEY)].map(([, key = ""]) => key));
  const own = [...CHART_KEYS].filter((key) => keys.has(key)).length;
  const shared = [...SHARED_KEYS].filter((key) => keys.has(key)).length;
  if (own > 0 && (own + shared > 1 || keys.has("env") || keys.has("image"))) return "content";
  if (keys.has("env") && shared > 0 && /kong/i.test(sample + path)) return "content";
  if (keys.has("env") && keys.has("image") && KONG_IMAGE.test(sample)) return "content";
  return isUmbrella(sample) ? "content" : undefined;
}

/** `kong:`, `gateway:` or `controller:` with a chart of Kong below it. */
function isUmbrella(sample: string): boolean {
  const match =
    /^(?:[\w-]*kong[\w-]*|gateway|controller):[ \t]*(?:#.*)?\r?\n((?:[ \t]+.*\r?\n?|[ \t]*\r?\n|#.*\r?\n?)+)/m.exec(
      sample,
    );
  if (match === null) return false;
  const keys = [...(match[1] ?? "").matchAll(/^[ \t]+([A-Za-z]\w*)[ \t]*:/gm)].map(([, key = ""]) => key);
  return (
    keys.some((key) => CHART_KEYS.has(key)) ||
    (keys.includes("env") && keys.some((key) => SHARED_KEYS.has(key)))
  );
}
