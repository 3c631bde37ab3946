import { type Field, type Fields, fieldsOf, itemsOf, mappingOf, scalarText } from "../yaml/fields.ts";
import type { YamlMapping, YamlNode } from "../yaml/tree.ts";
import type { EcsSource } from "./ecs-source.ts";

/** A container of a task definition. */
export interface TaskContainer {
  readonly name: string;
  /** What names the task in its source: the resource of a stack. */
  readonly task: string;
  readonly node: YamlMapping;
  /** By names that begin with a small letter, as JSON has them; CloudFormation begins them with a capital. */
  readonly fields: Fields;
  readonly definition: Fields;
}

/** The containers of all task definitions of a source, in order. */
export function containersIn({ yaml }: EcsSource): readonly TaskContainer[] {
  return yaml.documents.flatMap(({ root }) => (root === undefined ? [] : fromRoot(root)));
}

function fromRoot(root: YamlNode): readonly TaskContainer[] {
  if (root.kind === "sequence") return containersOf(root, "", new Map([]));
  const fields = lowerFields(root);
  const resources = fieldsOf(fields.get("resources")?.node);
  const tasks = [...resources].flatMap(([name, { node }]) => {
    const resource = fieldsOf(node);
    if (scalarText(resource, "Type") !== "AWS::ECS::TaskDefinition") return [];
    return fromDefinition(lowerFields(resource.get("Properties")?.node), name);
  });
  if (tasks.length > 0) return tasks;
  const inner = fields.get("taskDefinition")?.node;
  if (inner?.kind === "mapping") return fromDefinition(lowerFields(inner), "");
  if (fields.has("containerDefinitions")) return fromDefinition(fields, "");
  return fields.has("image") && fields.has("name") ? containerOf(root, "", new Map([])) : [];
}

function fromDefinition(definition: Fields, task: string): readonly TaskContainer[] {
  const list = definition.get("containerDefinitions")?.node;
  return list === undefined ? [] : containersOf(list, task, definition);
}

function containersOf(list: YamlNode, task: string, definition: Fields): readonly TaskContainer[] {
  return itemsOf(list).flatMap((item) => containerOf(item, task, definition));
}

function containerOf(item: YamlNode, task: string, definition: Fields): TaskContainer[] {
  const node = mappingOf(item);
  if (node === undefined) return [];
  const fields = lowerFields(node);
  return [{ name: scalarText(fields, "name") ?? "", task, node, fields, definition }];
}

/** The fields of a mapping under names that begin with a small letter. */
export function lowerFields(node: YamlNode | undefined): Fields {
  return new Map(
    [...fieldsOf(node)].map(([name, field]): [string, Field] => [
      name.charAt(0).toLowerCase() + name.slice(1),
      field,
    ]),
  );
}
