import { append } from "../../../grammar/text/large-lists.ts";
import type { LinkContext, Linked } from "../../model/format.ts";
import { locate, type UnitId, unitId } from "../../model/location.ts";
import { reportDroppedKeys } from "../shared/dropped-keys.ts";
import { Problems } from "../shared/problems.ts";
import { type Cluster, readCluster } from "./cluster.ts";
import { ConfReader } from "./conf-in-manifest.ts";
import { looseConfs } from "./container-conf.ts";
import { type KongContainer, reportForeignVariables } from "./foreign-variables.ts";
import { imagesOfKong } from "./kong-container.ts";
import type { KubernetesSource } from "./kubernetes-source.ts";
import { linkContainer } from "./link-container.ts";
import { linkTemplate } from "./link-template.ts";
import type { Linker } from "./linker.ts";
import { type LinkedContainer, withNeighbors } from "./neighbors.ts";
import { type Container, containersOf, type Pod, podsOf } from "./pods.ts";

/** So many variables may the containers of a manifest have together. */
const MOST_ENTRIES = 100_000;

/** The containers of a manifest that run Kong, and what Kubernetes changes or refuses on the way to their environment. */
export function linkKubernetes(source: KubernetesSource, context: LinkContext): Linked {
  if (source.template !== undefined) return linkTemplate(source, source.template);
  const cluster = readCluster(source, context);
  const linker: Linker = {
    source,
    context,
    cluster,
    problems: new Problems(),
    confs: new ConfReader(source),
    mounted: new Set(),
  };
  const ids = new Set<string>();
  let left = MOST_ENTRIES;
  const containers = cluster.own.flatMap((object) => podsOf(object)).flatMap(containersOf);
  const running: LinkedContainer[] = [];
  for (const { container, image } of imagesOfKong(containers, context.surroundings, cluster)) {
    if (left < 0) break;
    const unit = linkContainer(linker, container, image, freeId(container, ids));
    left -= unit.assignments.length + 1;
    running.push({ container, unit });
  }
  const units = [...withNeighbors(running, cluster)];
  append(units, looseConfs(linker));
  if (units.length === 0) return { units: [], problems: [] };
  reportFaults(linker);
  const kongs = running.map(({ container, unit }): KongContainer => ({ container, unit: unit.id }));
  reportForeignVariables(containers, kongs, linker.problems);
  reportDroppedKeys("Kubernetes", source.document, source.yaml, units, linker.problems);
  return { units, problems: linker.problems.list(units.map(({ id }) => id)) };
}

/** `deployment/kong/proxy`; a number is added where two have the same. */
function freeId({ pod: { owner }, name }: Container, ids: Set<string>): UnitId {
  const wanted = `${owner.kind.toLowerCase()}/${owner.name ?? ""}/${name}`;
  let id = wanted;
  for (let number = 2; ids.has(id); number++) id = `${wanted}#${number}`;
  ids.add(id);
  return unitId(id);
}

/** What keeps every reader from taking the text. */
function reportFaults({ source, problems }: Linker): void {
  for (const { faults } of source.yaml.documents) {
    const [first] = faults;
    if (first === undefined) continue;
    problems.add(undefined, {
      kind: "syntax",
      at: locate(source.document.path, first.at),
      refuses: true,
      before: source.document.text.slice(first.at.start, first.at.end),
      detail: `kubectl cannot read the YAML: ${first.message}`,
    });
  }
}

/** The pods of a manifest. */
export function podsIn({ own }: Cluster): readonly Pod[] {
  return own.flatMap((object) => podsOf(object));
}
