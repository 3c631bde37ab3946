import type { LinkContext, Reference } from "../../model/format.ts";
import { locate, type SourceId } from "../../model/location.ts";
import type { Source } from "../../model/source.ts";
import { resolveFromRun } from "../shared/run-folder.ts";
import type { YamlNode } from "../yaml/tree.ts";
import { yamlFact } from "../yaml/update-yaml.ts";
import { type Dependency, isKongVersion, kongDependencies } from "./chart-dependencies.ts";
import { type HelmSource, isHelm, textAt } from "./helm-source.ts";

/** The chart to which values belong, as its Chart.yaml says. */
export interface ChartFile {
  readonly name: string;
  readonly version: string | undefined;
  /** Whether it is a chart of Kong itself; others give their own that name as well. */
  readonly isKongs: boolean;
  readonly dependencies: readonly Dependency[];
  readonly draws: readonly SourceId[];
  /** The path from the values to the folder of the chart: empty, `../`. */
  readonly folder: string;
}

/** The Chart.yaml beside values, or one folder above them. */
export function chartFileOf(source: HelmSource, context: LinkContext): ChartFile | undefined {
  return chartFileAt(source, "", context) ?? chartFileAt(source, "../", context);
}

/** Charts beside charts: more than anybody nests. */
const MOST_DEPTH = 4;

/**
 * The Chart.yaml in a folder.
 * @param folder relative to the source, empty or with a `/` at its end
 */
export function chartFileAt(
  source: Source,
  folder: string,
  context: LinkContext,
  depth = 0,
): ChartFile | undefined {
  const file = depth > MOST_DEPTH ? undefined : readNear(source, `${folder}Chart.yaml`, context);
  if (file === undefined) return undefined;
  const read = (name: string): Source | undefined => readNear(source, `${folder}${name}`, context);
  const [lock, older, olderLock] = ["Chart.lock", "requirements.yaml", "requirements.lock"].map(read);
  const root = rootOf(file);
  const name = textAt(root, "name") ?? "";
  const version = textAt(root, "version");
  const inside: SourceId[] = [];
  const dependencies = kongDependencies(
    [
      [root, rootOf(lock)],
      [rootOf(older), rootOf(olderLock)],
    ],
    {
      source,
      folder,
      link: context,
      chartAt: (other) => {
        const found = chartFileAt(source, other, context, depth + 1);
        if (found !== undefined) inside.push(...found.draws);
        return found;
      },
    },
  );
  const draws = [file, lock, older, olderLock].flatMap((each) => each?.document.path ?? []);
  return {
    name,
    version,
    isKongs: isKongs(name, file, dependencies, () => context.list?.(`${folder}templates/*`, source)),
    dependencies,
    draws: [...draws, ...inside],
    folder,
  };
}

/** A template that every version of the chart `kong` has, and that nobody writes for another chart. */
const OWN_TEMPLATE = /(?:^|\/)service-kong-proxy\.yaml$/;
/** Where Kong's charts come from, as they say themselves. */
const KONGS = /konghq\.com|github\.com\/kong\//i;

/** Whether a chart that is named like one of Kong's is that one: by its templates, else by what it says of itself. */
function isKongs(
  name: string,
  file: Source,
  dependencies: readonly Dependency[],
  templates: () => readonly string[] | undefined,
): boolean {
  const { text } = file.document;
  if (name === "ingress") return dependencies.some(({ key }) => key === "gateway") && KONGS.test(text);
  if (name !== "kong") return false;
  // Charts of other people with this name depend on Kong's.
  if (dependencies.some(({ chart }) => chart !== "bitnami")) return false;
  const names = templates() ?? [];
  if (names.length > 0) return names.some((each) => OWN_TEMPLATE.test(each));
  return KONGS.test(text) || isKongVersion(textAt(rootOf(file), "version"));
}

/** Whether a chart of this name is one of Kong's own. */
export function isKongChart(name: string): name is "kong" | "ingress" {
  return name === "kong" || name === "ingress";
}

/** A file beside a source. */
export function readNear(source: Source, path: string, context: LinkContext): Source | undefined {
  const at = locate(source.document.path, { start: 0, end: 0 });
  const reference: Reference = { role: "values", path, reader: undefined, optional: true, at };
  const resolved = context.resolve(reference, source);
  return resolved.kind === "source" ? resolved.source : undefined;
}

/** As {@link readNear}, of a path in a command: undefined, or the file with the path that led there. */
export function readFromRun(
  source: Source,
  path: string,
  context: LinkContext,
): { readonly source: Source; readonly path: string } | undefined {
  const at = locate(source.document.path, { start: 0, end: 0 });
  const reference: Reference = { role: "values", path, reader: undefined, optional: true, at };
  const { resolved, path: found } = resolveFromRun(context, reference, source);
  return resolved.kind === "source" ? { source: resolved.source, path: found } : undefined;
}

function rootOf(source: Source | undefined): YamlNode | undefined {
  if (source === undefined) return undefined;
  const yaml = isHelm(source) ? source.yaml : source.document.fact(yamlFact);
  return yaml.documents[0]?.root;
}
