import type { Placed } from "../../../model/deployment.ts";
import type { Neighbor } from "../../../model/neighbor.ts";
import { textOf, type Value, writtenText } from "../../../model/value.ts";

const POSTGRES = /(?:^|[/_-])(?:postgres(?:ql)?|postgis|timescaledb|pgvector|spilo)(?:[:@_-]|$)/;
const CASSANDRA = /(?:^|[/_-])(?:cassandra|scylla)(?:[:@_-]|$)/;

/** The database that a container runs, by the name of its image. */
export function databaseOf({ image }: Pick<Neighbor, "image">): "postgres" | "cassandra" | undefined {
  const text = image === undefined ? "" : imageText(image);
  // Dashboards and exporters have the name of the database in theirs.
  if (/exporter|admin|backup|bouncer|proxy|migrat/.test(text)) return undefined;
  if (POSTGRES.test(text)) return "postgres";
  return CASSANDRA.test(text) ? "cassandra" : undefined;
}

/** The reference of an image as it is written; empty where it is known at run time only. */
export function imageText({ value }: Placed<Value>): string {
  return textOf(value) ?? writtenText(value);
}
