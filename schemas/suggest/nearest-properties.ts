import { memoizeObjectText } from "../../grammar/text/memoize.ts";
import type { Catalog } from "../catalog.ts";

/** A document with more names that Kong does not know is slower to edit. */
const NAMES_OF_A_DOCUMENT = 20_000;

/**
 * The properties of a release whose names are nearest to one that it does not know, the nearest first. An editor asks again at
 * every key, and looking through all names takes half a millisecond.
 */
export const nearestProperties = memoizeObjectText(
  (catalog: Catalog, property: string) => catalog.nearest(property, 3),
  NAMES_OF_A_DOCUMENT,
);
