import type { Assignment } from "../../model/assignment.ts";
import type { LinkedUnit } from "../../model/config-unit.ts";
import type { LinkContext } from "../../model/format.ts";
import { locate, unitId } from "../../model/location.ts";
import { SourceDocument } from "../../model/source-document.ts";
import { opacityOf, writtenText } from "../../model/value.ts";
import { shell } from "../shell/format.ts";
import type { ShellSource } from "../shell/shell-source.ts";
import { fieldsAt, fieldsOf } from "../yaml/fields.ts";
import type { YamlNode } from "../yaml/tree.ts";
import type { EcsSource } from "./ecs-source.ts";
import { lowerFields } from "./tasks.ts";
import { splitFilledIn } from "./values.ts";

/** A script that a machine of a stack runs when it starts, with the places of the stack. */
export interface UserData {
  readonly resource: string;
  readonly node: YamlNode;
  readonly script: ShellSource;
}

const MOST_SCRIPTS = 20;

/** The scripts of a stack that set variables of Kong. */
export function userDataIn(source: EcsSource): readonly UserData[] {
  return source.yaml.documents
    .flatMap(({ root }) => [...fieldsOf(lowerFields(root).get("resources")?.node)])
    .flatMap(([resource, { node }]): UserData[] => {
      const properties = fieldsAt(fieldsOf(node), "Properties");
      const data =
        properties.get("UserData")?.node ?? fieldsAt(properties, "LaunchTemplateData").get("UserData")?.node;
      const text = data === undefined ? undefined : scalarIn(data, 0);
      const script = text === undefined ? undefined : scriptOf(source, text);
      return text === undefined || script === undefined ? [] : [{ resource, node: text, script }];
    })
    .slice(0, MOST_SCRIPTS);
}

/** The text below `Fn::Base64` and `Fn::Sub`. */
function scalarIn(node: YamlNode, depth: number): YamlNode | undefined {
  if (node.kind === "scalar") return node;
  if (node.kind !== "mapping" || depth > 3) return undefined;
  const [only] = fieldsOf(node).values();
  return only === undefined ? undefined : scalarIn(only.node, depth + 1);
}

/** The script from its first line on, with nothing before it. */
function scriptOf({ document: { path, text } }: EcsSource, node: YamlNode): ShellSource | undefined {
  if (node.kind !== "scalar" || node.style !== "literal") return undefined;
  const body = text.slice(node.span.start, node.span.end);
  const begins = /^[ \t]*#!/m.exec(body);
  if (begins === null || !/\bKONG_[A-Z0-9_]+=/.test(body)) return undefined;
  const start = node.span.start + begins.index;
  const masked = text.slice(0, start).replace(/[^\n]/g, " ") + text.slice(start, node.span.end);
  return shell.parse(new SourceDocument(path, masked)) as ShellSource;
}

/** CloudFormation fills in `${Name}` before the shell sees the script, also between single quotes. */
function filledByStack(assignment: Assignment): Assignment {
  const { value } = assignment;
  if (value.kind !== "text" || !writtenText(value).includes("${")) return assignment;
  const pieces = value.pieces.flatMap(splitFilledIn);
  return { ...assignment, value: { kind: "text", pieces }, opaque: opacityOf({ kind: "text", pieces }) };
}

/** The processes that the scripts of a stack start. */
export function linkUserData(source: EcsSource, context: LinkContext): readonly LinkedUnit[] {
  return userDataIn(source).flatMap(({ resource, node, script }) =>
    shell.link(script, context).units.map((unit) => ({
      ...unit,
      assignments: unit.assignments.map(filledByStack),
      id: unitId(`${resource}/user-data/${unit.id}`),
      name: `script of ${resource}`,
      extent: locate(source.document.path, node.span),
    })),
  );
}
