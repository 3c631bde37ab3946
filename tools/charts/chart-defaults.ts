import { parse } from "yaml";
import type {
  ChartCondition,
  ChartValue,
  DefaultValue,
  ValuePath,
} from "../../schemas/charts/chart-facts.ts";
import type { CompiledVariable } from "./compile-variables.ts";

/** Keys of the values that decide about the process beside what its variables read. */
const ALWAYS = ["env", "customEnv", "envFrom", "image", "deployment.kong.enabled", "deployment.hostNetwork"];
/** Blocks that listeners, ports and Services are made of. */
const BLOCKS = [
  "admin",
  "proxy",
  "udpProxy",
  "status",
  "cluster",
  "clustertelemetry",
  "manager",
  "portal",
  "portalapi",
];
const BLOCK_KEYS =
  /^(?:enabled|type|address|addresses|useTLS|containerPort|servicePort|hostPort|nodePort|stream|ingress\.(?:enabled|hostname|path|tls)|tls\.client\.(?:secretName|caBundle)|(?:http|tls)\.(?:enabled|containerPort|servicePort|parameters|nodePort|hostPort|overrideServiceTargetPort))$/;
const LEFT_OUT = /^image\.(?:pullPolicy|pullSecrets)/;

/** The chart's own values, as far as its variables depend on them: the leaves by their path. */
export function defaultsOf(
  values: string,
  variables: readonly CompiledVariable[],
): ReadonlyMap<ValuePath, DefaultValue> {
  const read = new Set(variables.flatMap(({ when, value }) => [...pathsOf(when), ...pathsOf(value)]));
  const leaves = new Map<ValuePath, DefaultValue>();
  collect(parse(values, { version: "1.1" }) as unknown, "", leaves);
  return new Map([...leaves].filter(([path]) => isKept(path, read)));
}

/** What the chart `ingress` gives to the charts inside of it, as far as it decides about Kong. */
export function ingressDefaults(values: string): ReadonlyMap<ValuePath, DefaultValue> {
  const leaves = new Map<ValuePath, DefaultValue>();
  collect(parse(values, { version: "1.1" }) as unknown, "", leaves);
  return new Map([...leaves].filter(([path]) => INGRESS_PATH.test(path)));
}

const INGRESS_PATH =
  /^(?:gateway|controller)\.(?:enabled|env\..*|admin\..*|deployment\.kong\.enabled|ingressController\.enabled)$/;

function isKept(path: ValuePath, read: ReadonlySet<ValuePath>): boolean {
  if (LEFT_OUT.test(path)) return false;
  if (read.has(path) || ALWAYS.some((each) => path === each || path.startsWith(`${each}.`))) return true;
  const block = BLOCKS.find((each) => path.startsWith(`${each}.`));
  if (block !== undefined && BLOCK_KEYS.test(path.slice(block.length + 1))) return true;
  // A value that is read below this leaf: an empty map of the chart.
  return [...read].some((each) => each.startsWith(`${path}.`));
}

function collect(value: unknown, path: string, into: Map<ValuePath, DefaultValue>): void {
  if (value !== null && typeof value === "object" && !Array.isArray(value) && Object.keys(value).length > 0) {
    for (const [key, inner] of Object.entries(value))
      collect(inner, path === "" ? key : `${path}.${key}`, into);
    return;
  }
  // What the file writes are scalars, lists and empty maps.
  into.set(path, (value ?? null) as DefaultValue);
}

/** The paths that a condition or a value reads. */
function pathsOf(expression: ChartCondition | ChartValue | null): ValuePath[] {
  if (expression === null) return [];
  const found: ValuePath[] = [];
  const visit = (part: unknown): void => {
    if (typeof part === "string" && /^[a-zA-Z_][\w-]*(?:\.[\w-]+)*$/.test(part)) found.push(part);
    else if (Array.isArray(part)) part.forEach(visit);
    else if (part !== null && typeof part === "object") Object.values(part).forEach(visit);
  };
  visit(expression);
  return found;
}
