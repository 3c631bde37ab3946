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

let texts: Promise<Texts> | undefined;

/** The explanations, read the first time they are wanted: most runs print none. */
export function loadTexts(): Promise<Texts> {
  texts ??= Promise.all([
    import("./texts.ts"),
    import("./value-text-of.ts"),
    import("./value-words-of.ts"),
    import("./namespace-text-of.ts"),
    import("./section-of.ts"),
  ]).then(
    ([{ textOf, allTexts }, { valueTextOf }, { valueWordsOf }, { namespaceTextOf }, { sectionOf }]) => ({
      textOf,
      allTexts,
      valueTextOf,
      valueWordsOf,
      namespaceTextOf,
      sectionOf,
    }),
  );
  return texts;
}
