/**
 * The numbers of the protocol that the features use. They stand here so that a feature needs the protocol's library for its
 * types alone.
 */
export const ItemKind = {
  text: 1,
  variable: 6,
  module: 9,
  property: 10,
  unit: 11,
  value: 12,
  enum: 13,
  keyword: 14,
  snippet: 15,
  file: 17,
  reference: 18,
  folder: 19,
  enumMember: 20,
  constant: 21,
} as const;

export const SymbolKinds = {
  file: 1,
  module: 2,
  namespace: 3,
  property: 7,
  variable: 13,
  string: 15,
  number: 16,
  boolean: 17,
  array: 18,
  object: 19,
  key: 20,
} as const;

export const HighlightKind = { text: 1, read: 2, write: 3 } as const;
export const InsertFormat = { plain: 1, snippet: 2 } as const;
export const DEPRECATED_TAG = 1;
