import type { Absence, LinkedUnit } from "../../model/config-unit.ts";
import type { Deployment, Placed, PublishedPort } from "../../model/deployment.ts";
import type { LinkContext, Linked } from "../../model/format.ts";
import { type Location, locate, type UnitId, unitId } from "../../model/location.ts";
import type { Value } from "../../model/value.ts";
import { imageOfKong } from "../images/container-image.ts";
import { ecsNetwork } from "../shared/ecs-network.ts";
import {
  environmentAssignment,
  type WrittenVariable,
  writtenOther,
} from "../shared/environment-assignment.ts";
import { imageVariables } from "../shared/image-variables.ts";
import { nearKongVariable } from "../shared/kong-variable.ts";
import { ENVIRONMENT_LAYER } from "../shared/layers.ts";
import { misnamedVariable } from "../shared/near-name.ts";
import { Problems } from "../shared/problems.ts";
import { quoteCorrection } from "../shared/quote-correction.ts";
import { statementLines } from "../shared/statement-span.ts";
import { opaqueAt } from "../shared/value-builder.ts";
import { itemsOf, scalarText } from "../yaml/fields.ts";
import type { EcsSource } from "./ecs-source.ts";
import { containersIn, lowerFields, type TaskContainer } from "./tasks.ts";
import { linkUserData } from "./user-data.ts";
import { innerSpan, readValue } from "./values.ts";

/** The containers of task definitions that run Kong. */
export function linkEcs(source: EcsSource, context: LinkContext): Linked {
  const problems = new Problems();
  const ids = new Set<string>();
  const units = containersIn(source).flatMap((container): LinkedUnit[] => {
    const id = freeId(container, ids);
    const unit = linkContainer(source, container, context, problems, id);
    return unit === undefined ? [] : [unit];
  });
  const scripts = linkUserData(source, context);
  return { units: [...units, ...scripts], problems: problems.list(units.map((unit) => unit.id)) };
}

function freeId({ task, name }: TaskContainer, ids: Set<string>): UnitId {
  const wanted = task === "" ? name : `${task}/${name}`;
  let id = wanted;
  for (let number = 2; ids.has(id); number++) id = `${wanted}#${number}`;
  ids.add(id);
  return unitId(id);
}

function linkContainer(
  source: EcsSource,
  container: TaskContainer,
  context: LinkContext,
  problems: Problems,
  id: UnitId,
): LinkedUnit | undefined {
  const { path } = source.document;
  const { fields, node, name } = container;
  const at = (span: { readonly start: number; readonly end: number }): Location => locate(path, span);
  const imageNode = fields.get("image")?.node;
  const image: Placed<Value> | undefined =
    imageNode === undefined
      ? undefined
      : { value: { kind: "text", pieces: readValue(source, imageNode).pieces }, at: at(imageNode.span) };
  const command = wordsOf(source, container, "command");
  const entrypoint = wordsOf(source, container, "entryPoint");
  const entries = [...itemsOf(fields.get("environment")?.node), ...itemsOf(fields.get("secrets")?.node)];
  const variables = entries.flatMap((item) => scalarText(lowerFields(item), "name") ?? []);
  const words = [...(entrypoint?.value ?? []), ...(command?.value ?? [])];
  const known = imageOfKong({ image, variables, words }, context.surroundings);
  if (known === undefined) return undefined;
  const written = entries.flatMap((item) => entryOf(source, item, problems, id) ?? []);
  const files = fields.get("environmentFiles");
  const because = [
    ...known.open,
    ...(files === undefined
      ? []
      : [{ what: "the environment files are in a bucket", at: at(files.pair.key.span) }]),
    ...(/\bKONG_[A-Z0-9_]+=/.test(words.join(" "))
      ? [{ what: "the command of the container sets variables of its own", at: command?.at }]
      : []),
  ];
  const absence: Absence = because.length === 0 ? { kind: "closed" } : { kind: "open", because };
  const nameNode = fields.get("name")?.node;
  const anchor =
    nameNode === undefined
      ? at({ start: node.span.start, end: node.span.start + 1 })
      : at(innerSpan(nameNode));
  const given = context.surroundings.imageEnvironment ?? known.name?.environment;
  return {
    id,
    name: `container ${name}`,
    anchor,
    extent: at(node.span),
    assignments: [
      ...imageVariables(given, anchor),
      ...written.flatMap((entry) => environmentAssignment(entry) ?? []),
    ],
    others: written.flatMap((entry) => writtenOther(entry) ?? []),
    release: known.release,
    absence,
    draws: [path],
    deployment: deploymentOf(source, container, image, command, entrypoint),
    reader: "ecs",
  };
}

/** An item of `environment` or `secrets`. */
function entryOf(
  source: EcsSource,
  item: Parameters<typeof lowerFields>[0],
  problems: Problems,
  unit: UnitId,
): WrittenVariable | undefined {
  const { path, text } = source.document;
  const fields = lowerFields(item);
  const name = fields.get("name");
  const value = fields.get("value");
  const from = fields.get("valueFrom");
  const written = scalarText(fields, "name");
  if (item === undefined || name === undefined || written === undefined) return undefined;
  const place = (value ?? from)?.node.span ?? { start: name.node.span.end, end: name.node.span.end };
  const read = value === undefined ? undefined : readValue(source, value.node);
  const correction = quoteCorrection(locate(path, place), text.slice(place.start, place.end));
  if (value !== undefined && read?.wrong !== undefined)
    problems.add(unit, {
      kind: "refused",
      at: locate(path, place),
      name: written,
      refuses: true,
      before: text.slice(place.start, place.end),
      detail: `Amazon ECS rejects the task definition, because this value is ${read.wrong} and not text`,
      ...(correction === undefined ? {} : { correction }),
    });
  const nameSpan = innerSpan(name.node);
  const meant = nearKongVariable(written);
  if (meant !== undefined)
    problems.add(
      unit,
      misnamedVariable("Amazon ECS", { name: written, at: locate(path, nameSpan), text }, meant),
    );
  const pieces =
    read?.pieces ??
    (from === undefined
      ? []
      : [opaqueAt("secret-reference", locate(path, place), text.slice(place.start, place.end))]);
  return {
    source: path,
    text,
    layer: ENVIRONMENT_LAYER,
    origin: { kind: "written", address: `${unit}.environment.${written}` },
    writtenName: written,
    variable: written,
    nameSpan,
    valueSpan: place,
    innerSpan: value === undefined ? place : innerSpan(value.node),
    lineSpan: statementLines(text, item.span),
    value: { kind: "text", pieces },
  };
}

function wordsOf(
  source: EcsSource,
  { fields }: TaskContainer,
  field: "command" | "entryPoint",
): Placed<readonly string[]> | undefined {
  const node = fields.get(field)?.node;
  const items = itemsOf(node);
  if (node === undefined || items.length === 0) return undefined;
  const value = items.map((item) =>
    readValue(source, item)
      .pieces.map((piece) => piece.text)
      .join(""),
  );
  return { value, at: locate(source.document.path, node.span) };
}

function deploymentOf(
  source: EcsSource,
  container: TaskContainer,
  image: Placed<Value> | undefined,
  command: Placed<readonly string[]> | undefined,
  entrypoint: Placed<readonly string[]> | undefined,
): Deployment {
  const network = networkOf(source, container);
  const containers = itemsOf(container.definition.get("containerDefinitions")?.node);
  return {
    image,
    command,
    entrypoint,
    ports: portsOf(source, container),
    portsAreComplete: true,
    ...network,
    // Containers that are bridged have a loopback interface each.
    sharesLoopback: (network.network !== "own" || network.isRouted === true) && containers.length !== 1,
    reachableHosts: undefined,
  };
}

function networkOf(source: EcsSource, container: TaskContainer): ReturnType<typeof ecsNetwork> {
  const { definition } = container;
  const mode = definition.get("networkMode")?.node;
  const launchTypes = itemsOf(definition.get("requiresCompatibilities")?.node);
  return ecsNetwork({
    mode: mode === undefined ? undefined : mode.kind === "scalar" && isPlain(mode.text) ? mode.text : "",
    launchTypes: launchTypes.map((item) => (item.kind === "scalar" ? item.text : "")),
    ports: portsOf(source, container),
  });
}

/** Without what CloudFormation, or whoever fills in the file, puts there. */
function isPlain(text: string): boolean {
  return /^\w+$/.test(text);
}

function portsOf(source: EcsSource, { fields }: TaskContainer): readonly PublishedPort[] {
  return itemsOf(fields.get("portMappings")?.node).flatMap((item): PublishedPort[] => {
    const mapping = lowerFields(item);
    const [container, host] = [scalarText(mapping, "containerPort"), scalarText(mapping, "hostPort")];
    if (!/^\d{2,5}$/.test(container ?? "") || /^0+$/.test(container ?? "")) return [];
    const written = source.document.text.slice(item.span.start, item.span.end);
    if (written.includes("${")) return [];
    return [
      {
        hostAddress: "0.0.0.0",
        hostPort: /^\d{2,5}$/.test(host ?? "") ? Number(host) : undefined,
        containerPort: Number(container),
        protocol: scalarText(mapping, "protocol")?.toLowerCase() === "udp" ? "udp" : "tcp",
        at: locate(source.document.path, item.span),
      },
    ];
  });
}
