import { type Span, sliceSpan } from "../../../grammar/text/span.ts";
import type { Assignment } from "../../model/assignment.ts";
import type { Absence, LinkedUnit } from "../../model/config-unit.ts";
import type { Deployment, Placed } from "../../model/deployment.ts";
import type { LinkContext, Linked } from "../../model/format.ts";
import { type Location, locate, type UnitId, unitId } from "../../model/location.ts";
import { SourceDocument } from "../../model/source-document.ts";
import type { Value } from "../../model/value.ts";
import { templateText, templateValue } from "../hcl/template-value.ts";
import { attributeOf, blocksOf, type HclExpression, type HclTemplate } from "../hcl/tree.ts";
import { imageOfKong } from "../images/container-image.ts";
import { kongConf } from "../kong-conf/format.ts";
import type { KongConfSource } from "../kong-conf/read-kong-conf.ts";
import { environmentAssignment } from "../shared/environment-assignment.ts";
import { imageVariables } from "../shared/image-variables.ts";
import { propertyOfVariable } from "../shared/kong-variable.ts";
import { ENVIRONMENT_LAYER } from "../shared/layers.ts";
import { Problems } from "../shared/problems.ts";
import { statementLines } from "../shared/statement-span.ts";
import { opaqueAt } from "../shared/value-builder.ts";
import { taskNetwork } from "./network.ts";
import type { NomadSource } from "./nomad-source.ts";
import { configOf, type EnvEntry, envOf, type Task, tasksIn, textsOf } from "./tasks.ts";

/** The tasks of a job that run Kong. */
export function linkNomad(source: NomadSource, context: LinkContext): Linked {
  const ids = new Set<string>();
  const units = tasksIn(source).flatMap((task): LinkedUnit[] => {
    const unit = linkTask(source, task, context, freeId(task, ids));
    return unit === undefined ? [] : [unit];
  });
  return { units, problems: faultsOf(source).list(units.map(({ id }) => id)) };
}

function freeId({ group, name }: Task, ids: Set<string>): UnitId {
  const wanted = [...group.labels.map(({ text }) => text), name].join("/");
  let id = wanted;
  for (let number = 2; ids.has(id); number++) id = `${wanted}#${number}`;
  ids.add(id);
  return unitId(id);
}

function faultsOf({ hcl, document }: NomadSource): Problems {
  const problems = new Problems();
  const [first] = hcl.faults;
  if (first !== undefined)
    problems.add(undefined, {
      kind: "syntax",
      at: locate(document.path, first.at),
      refuses: true,
      before: sliceSpan(document.text, first.at),
      detail: `Nomad cannot read the job: ${first.message}`,
    });
  return problems;
}

function linkTask(source: NomadSource, task: Task, context: LinkContext, id: UnitId): LinkedUnit | undefined {
  const { path, text } = source.document;
  const at = (span: Span): Location => locate(path, span);
  const imageValue = configOf(task, "image");
  const image: Placed<Value> | undefined =
    imageValue?.kind === "template"
      ? { value: templateValue(path, text, imageValue), at: at(imageValue.inner) }
      : undefined;
  const command = wordsOf(source, task);
  const entries = envOf(task);
  const signs = { image, variables: entries.map(({ name }) => name), words: command?.value ?? [] };
  const known = imageOfKong(signs, context.surroundings);
  if (known === undefined) return undefined;
  const anchorSpan = task.block.labels[0]?.span ?? task.block.typeSpan;
  const anchor = at(anchorSpan);
  const conf = confOf(source, task);
  const made = blocksOf(task.block.body, "template").filter(
    ({ body }) => attributeOf(body, "env") !== undefined,
  );
  const because = [
    ...known.open,
    ...made.map(({ typeSpan }) => ({ what: "a template sets variables at run time", at: at(typeSpan) })),
  ];
  const absence: Absence = because.length === 0 ? { kind: "closed" } : { kind: "open", because };
  const given = context.surroundings.imageEnvironment ?? known.name?.environment;
  return {
    id,
    name: `task ${task.name}`,
    anchor,
    extent: at(task.block.span),
    assignments: [
      ...imageVariables(given, anchor),
      ...(conf?.assignments ?? []),
      ...entries.flatMap((entry) => assignmentOf(source, entry, id) ?? []),
    ],
    others: entries.flatMap(({ name, nameSpan, value }) =>
      propertyOfVariable(variableOf(name)) === undefined
        ? [{ variable: variableOf(name), value: valueOfExpression(source, value), at: at(nameSpan) }]
        : [],
    ),
    release: known.release,
    absence,
    draws: [path],
    deployment: deploymentOf(source, task, image, command),
    ...(conf === undefined ? {} : { file: conf.file, templateSpans: conf.templateSpans }),
  };
}

/** Nomad makes underscores of dashes. */
function variableOf(name: string): string {
  return name.replaceAll("-", "_");
}

function assignmentOf(source: NomadSource, entry: EnvEntry, unit: UnitId): Assignment | undefined {
  const { path, text } = source.document;
  const { name, nameSpan, value, span } = entry;
  return environmentAssignment({
    source: path,
    text,
    layer: ENVIRONMENT_LAYER,
    origin: { kind: "written", address: `${unit}.env.${name}` },
    writtenName: name,
    variable: variableOf(name),
    nameSpan,
    valueSpan: value.span,
    innerSpan: value.kind === "template" ? value.inner : value.span,
    lineSpan: statementLines(text, span),
    value: valueOfExpression(source, value),
  });
}

function valueOfExpression({ document: { path, text } }: NomadSource, value: HclExpression): Value {
  switch (value.kind) {
    case "template":
      return templateValue(path, text, value);
    case "literal":
      return {
        kind: "text",
        pieces:
          value.type === "null"
            ? []
            : [{ kind: "text", text: value.text, at: locate(path, value.span), map: undefined }],
      };
    case "list":
    case "object":
    case "call":
    case "other":
      return {
        kind: "text",
        pieces: [opaqueAt("function", locate(path, value.span), sliceSpan(text, value.span))],
      };
  }
}

function wordsOf({ document }: NomadSource, task: Task): Placed<readonly string[]> | undefined {
  const first = configOf(task, "command");
  const rest = configOf(task, "args");
  const words = [...textsOf(first), ...textsOf(rest)].map((each) => templateText(each) ?? "");
  const place = first ?? rest;
  return place === undefined || words.length === 0
    ? undefined
    : { value: words, at: locate(document.path, place.span) };
}

function deploymentOf(
  source: NomadSource,
  task: Task,
  image: Placed<Value> | undefined,
  command: Placed<readonly string[]> | undefined,
): Deployment {
  return {
    image,
    command,
    entrypoint: undefined,
    portsAreComplete: true,
    ...taskNetwork(source, task),
    reachableHosts: undefined,
  };
}

/** A kong.conf that a template of the task writes, where it is mounted at the path where Kong looks. */
export function confOf(source: NomadSource, task: Task): KongConfSource | undefined {
  const volumes = textsOf(configOf(task, "volumes")).map((each) => templateText(each) ?? "");
  for (const { body } of blocksOf(task.block.body, "template")) {
    const data = attributeOf(body, "data")?.value;
    const destination = attributeOf(body, "destination")?.value;
    if (data?.kind !== "template" || destination?.kind !== "template") continue;
    const path = templateText(destination) ?? "";
    const isMounted = volumes.some((volume) => {
      const [from, to] = volume.split(":");
      return from === path && /^\/etc\/(?:kong\/)?kong\.conf$/.test(to ?? "");
    });
    if (isMounted) return confIn(source, data);
  }
  return undefined;
}

/** The lines of a heredoc as a kong.conf with the places of the job. */
export function confIn({ document }: NomadSource, { form, inner }: HclTemplate): KongConfSource | undefined {
  if (form !== "heredoc") return undefined;
  const { text, path } = document;
  const masked = text.slice(0, inner.start).replace(/[^\n]/g, " ") + text.slice(inner.start, inner.end);
  return kongConf.parse(new SourceDocument(path, masked));
}
