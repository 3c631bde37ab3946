import { memoizeLast } from "../../grammar/text/memoize.ts";
import type { Span } from "../../grammar/text/span.ts";
import { SpanSet } from "../../grammar/text/span-set.ts";
import type { ConfigUnit } from "./config-unit.ts";

const setOf = memoizeLast((spans: readonly Span[]) => new SpanSet(spans));

/** Where the tags of a template are in the text of a process. There may be thousands, and a question for each setting. */
export function templatePlaces({ templateSpans }: Pick<ConfigUnit, "templateSpans">): SpanSet {
  return setOf(templateSpans);
}
