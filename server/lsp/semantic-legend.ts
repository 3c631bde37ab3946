/**
 * The kinds of words in a configuration, as semantic tokens name them: standard names of the protocol, so that every
 * theme colours them.
 */
export const SEMANTIC_TYPES = [
  /** A key that the release at hand knows. */
  "property",
  /** A key that it does not know: Kong ignores the line. */
  "variable",
  "string",
  "number",
  /** `on`, `off`, and the words of a closed set. */
  "enumMember",
  /** A flag of a listen directive. */
  "keyword",
  /** A vault reference. */
  "macro",
  /** The name of a plugin. */
  "class",
  /** A section header. */
  "namespace",
  "comment",
  "operator",
] as const;

export const SEMANTIC_MODIFIERS = [
  "deprecated",
  /** A value that is a secret. */
  "readonly",
  /** Written, and not what Kong reads. */
  "modification",
  /** The value is the default. */
  "defaultLibrary",
  /** Known only at run time. */
  "abstract",
] as const;

export type SemanticType = (typeof SEMANTIC_TYPES)[number];
export type SemanticModifier = (typeof SEMANTIC_MODIFIERS)[number];
