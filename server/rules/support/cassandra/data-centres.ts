import type { Assignment } from "../../../model/assignment.ts";
import { type ValueItem, valueItems } from "../text/value-items.ts";

/** One entry of `cassandra_data_centers`: a data centre and how many copies it keeps. */
export interface DataCentre {
  readonly item: ValueItem;
  readonly name: string;
  /** Copies; undefined where the entry is not `name:number`. */
  readonly copies: number | undefined;
}

/** The entries of a written `cassandra_data_centers`; none where it is not written or not known before run time. */
export function dataCentres(assignment: Assignment | undefined): readonly DataCentre[] {
  if (assignment === undefined || assignment.opaque !== undefined) return [];
  return valueItems(assignment).map((item) => {
    const [, name = item.text, copies] = /^([^:\s]+)\s*:\s*(\d+)$/.exec(item.text) ?? [];
    return { item, name, copies: copies === undefined ? undefined : Number(copies) };
  });
}
