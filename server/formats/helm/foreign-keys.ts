import { CHART_KEYS, SHARED_KEYS } from "./detect.ts";
import type { HelmMap, HelmValue } from "./values.ts";

/** The keys at the top of the values of the chart `kong`, in all of its versions (0.36.5 to 3.4.1), and those that Helm adds. */
const OWN_KEYS: ReadonlySet<string> = new Set([
  ...CHART_KEYS,
  ...SHARED_KEYS,
  ..."affinity autoscaling cassandra certificates clusterCaSecretName containerSecurityContext demo deployment deploymentAnnotations".split(
    " ",
  ),
  ..."dnsConfig dnsPolicy enabled env envFrom extraConfigMaps extraLabels extraObjects extraSecrets fullnameOverride global".split(
    " ",
  ),
  ..."image initContainerResources lifecycle livenessProbe nameOverride namespace nodeSelector podAnnotations".split(
    " ",
  ),
  ..."podDisruptionBudget podLabels podSecurityPolicy priorityClassName readinessProbe replicaCount resources".split(
    " ",
  ),
  ..."securityContext serviceMonitor startupProbe tags terminationGracePeriodSeconds tolerations".split(" "),
  ..."topologySpreadConstraints updateStrategy".split(" "),
]);

/** The blocks of its Services, and what charts of other people have in such blocks. */
const BLOCKS = ["proxy", "admin", "manager", "portal", "portalapi", "status", "cluster"];
const OTHERS_IN_BLOCKS = ["service", "port", "ports", "host", "url", "image", "env"];
/** Names under which other charts have variables. */
const VARIABLES = /^(?:environment|env(?:Vars?|ironments?)|extraEnv\w*)$/i;

/** What values have that those of the chart `kong` do not. */
export interface Foreign {
  /** Whether there is anything of the kind. */
  readonly isAny: boolean;
  /** Whether variables of a process are elsewhere than in its `env`, or `env` has other names than properties. */
  readonly inVariables: boolean;
}

/** Looks for what values of the chart `kong` do not have. */
export function foreignKeys({ entries }: HelmMap): Foreign {
  const inVariables =
    [...entries.keys()].some((key) => key !== "env" && !OWN_KEYS.has(key) && VARIABLES.test(key)) ||
    isForeignEnv(entries.get("env"));
  const isAny =
    inVariables ||
    [...entries.keys()].some((key) => !OWN_KEYS.has(key) && !/^[x_.]/.test(key)) ||
    BLOCKS.some((key) => isForeignBlock(entries.get(key)));
  return { isAny, inVariables };
}

/** The chart puts keys into upper case, so nobody joins words by case. */
function isForeignEnv(env: HelmValue | undefined): boolean {
  if (env?.kind !== "map") return env?.kind === "list" || env?.kind === "text";
  return [...env.entries.keys()].some((key) => /^[a-z]+[A-Z]/.test(key));
}

function isForeignBlock(block: HelmValue | undefined): boolean {
  return block?.kind === "map" && OTHERS_IN_BLOCKS.some((key) => block.entries.has(key));
}
