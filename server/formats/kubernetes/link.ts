import { append } from "../../../grammar/text/large-lists.ts";
import type { Absence, LinkedUnit } from "../../model/config-unit.ts";
import type { LinkContext, Linked } from "../../model/format.ts";
import { locate, type UnitId, unitId } from "../../model/location.ts";
import type { Source } from "../../model/source.ts";
import { writtenText } from "../../model/value.ts";
import { imageVariables } from "../shared/image-variables.ts";
import { Problems } from "../shared/problems.ts";
import type { YamlNode } from "../yaml/tree.ts";
import { type Cluster, readCluster } from "./cluster.ts";
import { commandOf, confOfCommand, shellVariables } from "./command.ts";
import { ConfReader, confKeysOf, unitOfConf } from "./conf-in-manifest.ts";
import { type ContainerEnv, readContainerEnv } from "./container-env.ts";
import { readDeployment } from "./deployment.ts";
import { type KongContainer, reportForeignVariables } from "./foreign-variables.ts";
import { type ContainerImage, kongImageOf } from "./kong-container.ts";
import type { KubernetesSource } from "./kubernetes-source.ts";
import { linkTemplate } from "./link-template.ts";
import { type LinkedContainer, withNeighbors } from "./neighbors.ts";
import { type Container, containersOf, type Pod, podsOf } from "./pods.ts";
import { innerSpan } from "./scalars.ts";
import { givenServices, serviceLinks } from "./service-links.ts";
import { type ContainerMount, entryAt, mountsOf } from "./volumes.ts";

/** What all containers of a manifest share. */
interface Linker {
  readonly source: KubernetesSource;
  readonly context: LinkContext;
  readonly cluster: Cluster;
  readonly problems: Problems;
  readonly confs: ConfReader;
  /** Files that some container has. */
  readonly mounted: Set<YamlNode>;
}

/** Where Kong finds its file by itself, in this order. */
const DEFAULT_FILES = ["/etc/kong/kong.conf", "/etc/kong.conf"];
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
  for (const container of containers) {
    const image = kongImageOf(container, context.surroundings);
    if (image === undefined || left < 0) continue;
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

function linkContainer(linker: Linker, container: Container, image: ContainerImage, id: UnitId): LinkedUnit {
  const { context, cluster, problems, source } = linker;
  const { pod, name } = container;
  const { surroundings } = context;
  const env = readContainerEnv(container, {
    cluster,
    problems,
    unit: id,
    services: surroundings.serviceEnvironment,
  });
  const command = commandOf(container, lookupIn(env));
  const names = new Set([...env.assignments, ...env.others].map(({ variable }) => variable));
  for (const { name: variable, at } of shellVariables(container, command, (each) => names.has(each)))
    problems.add(id, {
      kind: "not-filled-in",
      at,
      before: `in ${variable}`,
      detail: `Kubernetes does not fill in \`$${variable}\`, and no shell reads this command; use \`$(${variable})\``,
    });
  const mounts = mountsOf(container, cluster);
  const conf = confOf(linker, mounts, confOfCommand(command));
  const anchor = anchorOf(container);
  const because = [...openPod(container), ...image.open, ...env.open, ...conf.open];
  const absence: Absence = because.length === 0 ? { kind: "closed" } : { kind: "open", because };
  const given = surroundings.imageEnvironment ?? image.name?.environment;
  return {
    id,
    name: `container ${name} of ${pod.owner.kind} ${pod.owner.name ?? ""}`.trim(),
    anchor,
    extent: locate(source.document.path, container.node.span),
    assignments: [
      ...imageVariables(given, anchor),
      ...linkedServices(linker, container, env, id),
      ...(conf.file?.assignments ?? []),
      ...env.assignments,
    ],
    others: env.others,
    release: image.release,
    absence,
    draws: drawsOf(source, cluster.draws),
    deployment: readDeployment({
      container,
      image: image.image,
      command,
      mounts,
      cluster,
    }),
    reader: "kubernetes",
    ...(conf.file?.file === undefined ? {} : { file: conf.file.file }),
    ...(conf.file?.templateSpans === undefined ? {} : { templateSpans: conf.file.templateSpans }),
  };
}

function drawsOf(source: KubernetesSource, draws: readonly Source[]): LinkedUnit["draws"] {
  return [...new Set([source.document.path, ...draws.map(({ document }) => document.path)])];
}

/** The few characters that name a container. */
function anchorOf({ fields, node, pod }: Container): LinkedUnit["anchor"] {
  const name = fields.get("name")?.node;
  const start = node.span.start;
  return locate(
    pod.owner.source.document.path,
    name?.kind === "scalar" && name.style !== "empty" ? innerSpan(name) : { start, end: start + 1 },
  );
}

/** A patch or a template that a program completes says only a part of a container. */
function openPod({
  pod,
  fields,
  node,
}: Container): { readonly what: string; readonly at: LinkedUnit["anchor"] }[] {
  const at = locate(pod.owner.source.document.path, { start: node.span.start, end: node.span.start + 1 });
  if (pod.isCompleted) return [{ what: "the operator sets variables of its own", at }];
  return fields.has("image") ? [] : [{ what: "another manifest completes the container", at }];
}

function lookupIn({ assignments, others, open }: ContainerEnv): Parameters<typeof commandOf>[1] {
  const values = new Map(
    [...others, ...assignments].map(({ variable, value }) => [variable, value] as const),
  );
  return (name) => {
    const value = values.get(name);
    if (value?.kind === "text") return { state: "set", pieces: value.pieces };
    return { state: open.length > 0 ? "unknown" : "unset" };
  };
}

/** What the cluster sets for Services: as it is told, or as the Services of the manifest say. */
function linkedServices(
  { cluster, context, problems }: Linker,
  container: Container,
  env: ContainerEnv,
  unit: UnitId,
): LinkedUnit["assignments"] {
  const given = context.surroundings.serviceEnvironment;
  const anchor = anchorOf(container);
  if (given !== undefined) return givenServices(given, anchor);
  const own = new Set(env.assignments.map(({ variable }) => variable));
  const links = serviceLinks(container.pod, cluster).filter(
    ({ assignment }) => !own.has(assignment.variable),
  );
  for (const { assignment, service } of links)
    problems.add(unit, {
      kind: "service-link",
      at: assignment.nameSpan,
      name: assignment.variable,
      before: service,
      after: writtenText(assignment.value),
      detail: `Kubernetes sets \`${assignment.variable}\` in the container to the address of the Service \`${service}\`, and Kong reads it as a property; set \`${assignment.variable}\`, or \`enableServiceLinks: false\``,
    });
  return links.map(({ assignment }) => assignment);
}

/** The kong.conf that a container has by its mounts. */
function confOf(
  { confs, mounted }: Linker,
  mounts: readonly ContainerMount[],
  { file, exports, at }: ReturnType<typeof confOfCommand>,
): { readonly file: ReturnType<ConfReader["read"]>; readonly open: { what: string; at: typeof at }[] } {
  const open = exports ? [{ what: "the command of the container sets variables of its own", at }] : [];
  for (const path of file === undefined ? DEFAULT_FILES : [file]) {
    const entry = entryAt(mounts, path);
    if (entry !== undefined) {
      if (entry.node !== undefined) mounted.add(entry.node);
      const conf = confs.read(entry);
      return conf === undefined
        ? { file: undefined, open: [...open, { what: `\`${path}\` was not read`, at: entry.span }] }
        : { file: conf, open };
    }
    const mount = mounts.findLast(({ target }) => path === target || path.startsWith(`${target}/`));
    if (mount !== undefined && mount.set === undefined && mount.kind !== "emptyDir")
      return {
        file: undefined,
        open: [...open, { what: `\`${path}\` may be in the volume \`${mount.name}\``, at: mount.at }],
      };
  }
  if (file !== undefined) open.push({ what: `\`${file}\` is a file of the image`, at });
  return { file: undefined, open };
}

/** Files named like a kong.conf that no container of the manifest has. */
function looseConfs({ cluster, confs, mounted, source }: Linker): readonly LinkedUnit[] {
  return cluster.own.flatMap((object) =>
    confKeysOf(object).flatMap(([key, node]) => {
      if (mounted.has(node)) return [];
      const at = locate(source.document.path, node.span);
      const conf = confs.read({
        key,
        keySpan: at,
        span: at,
        lineSpan: at,
        pieces: [],
        written: at,
        inner: at,
        node,
      });
      return conf === undefined ? [] : [unitOfConf(object, key, node, conf)];
    }),
  );
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
