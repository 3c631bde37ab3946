import { once } from "../../grammar/text/memoize.ts";
import type { namespaceTextOf } from "./namespace-text-of.ts";
import type { sectionOf } from "./section-of.ts";
import type { allTexts, textOf } from "./texts.ts";
import type { valueTextOf } from "./value-text-of.ts";
import type { valueWordsOf } from "./value-words-of.ts";

/** All explanations: of properties, values, dynamic namespaces and sections. */
export interface Texts {
  readonly textOf: typeof textOf;
  readonly allTexts: typeof allTexts;
  readonly valueTextOf: typeof valueTextOf;
  readonly valueWordsOf: typeof valueWordsOf;
  readonly namespaceTextOf: typeof namespaceTextOf;
  readonly sectionOf: typeof sectionOf;
}

/** The explanations, read the first time they are wanted: most runs print none. */
export const loadTexts: () => Promise<Texts> = once(async () => {
  const [{ textOf, allTexts }, { valueTextOf }, { valueWordsOf }, { namespaceTextOf }, { sectionOf }] =
    await Promise.all([
      import("./texts.ts"),
      import("./value-text-of.ts"),
      import("./value-words-of.ts"),
      import("./namespace-text-of.ts"),
      import("./section-of.ts"),
    ]);
  return { textOf, allTexts, valueTextOf, valueWordsOf, namespaceTextOf, sectionOf };
});
