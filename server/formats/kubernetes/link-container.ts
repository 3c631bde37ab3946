import type { Absence, LinkedUnit } from "../../model/config-unit.ts";
import { locate, type UnitId } from "../../model/location.ts";
import type { Source } from "../../model/source.ts";
import { writtenText } from "../../model/value.ts";
import { imageVariables } from "../shared/image-variables.ts";
import { commandOf, confOfCommand, shellVariables } from "./command.ts";
import { confOf } from "./container-conf.ts";
import { type ContainerEnv, readContainerEnv } from "./container-env.ts";
import { readDeployment } from "./deployment.ts";
import type { ContainerImage } from "./kong-container.ts";
import type { KubernetesSource } from "./kubernetes-source.ts";
import type { Linker } from "./linker.ts";
import type { Container } from "./pods.ts";
import { innerSpan } from "./scalars.ts";
import { givenServices, serviceLinks } from "./service-links.ts";
import { mountsOf } from "./volumes.ts";

/** One container that runs Kong, as a process. */
export function linkContainer(
  linker: Linker,
  container: Container,
  image: ContainerImage,
  id: UnitId,
): LinkedUnit {
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
