import { entriesOf } from "./entries.ts";
import { dereference, type YamlMapping, type YamlNode, type YamlPair } from "./tree.ts";

/** A field of an object, aliases followed. */
export interface Field {
  readonly node: YamlNode;
  readonly pair: YamlPair;
}

/** The fields of a mapping by name. The last of equal names counts. */
export type Fields = ReadonlyMap<string, Field>;

const NONE: Fields = new Map([]);

/** The fields of a node; none where it is not a mapping. */
export function fieldsOf(node: YamlNode | undefined): Fields {
  const mapping = mappingOf(node);
  if (mapping === undefined) return NONE;
  return new Map(
    entriesOf(mapping).entries.map(
      ({ key, pair }) => [key, { node: dereference(pair.value), pair }] as const,
    ),
  );
}

/** A node as a mapping, aliases followed. */
export function mappingOf(node: YamlNode | undefined): YamlMapping | undefined {
  const target = node === undefined ? undefined : dereference(node);
  return target?.kind === "mapping" ? target : undefined;
}

/** The fields below a path of names. */
export function fieldsAt(fields: Fields, ...path: readonly string[]): Fields {
  return path.reduce((at, name) => fieldsOf(at.get(name)?.node), fields);
}

/** The text of a scalar field, whatever type it has; undefined where there is none. */
export function scalarText(fields: Fields, name: string): string | undefined {
  const node = fields.get(name)?.node;
  return node?.kind === "scalar" && node.style !== "empty" ? node.text : undefined;
}

/** The items of a list, aliases followed. */
export function itemsOf(node: YamlNode | undefined): readonly YamlNode[] {
  return node?.kind === "sequence" ? node.items.map(({ value }) => dereference(value)) : [];
}

/** Whether a field is `true`. */
export function isTrue(fields: Fields, name: string): boolean {
  return /^(?:true|yes|on|y)$/i.test(scalarText(fields, name) ?? "");
}
