/** The shape of `argument-facts.json`. */
export interface ArgumentFactsFile {
  /**
   * By name what arguments a directive accepts, in the notation of `parseGrammar`. A name may stand for several
   * (`{proxy,uwsgi}_cache`), and have a context: `set@stream` is read in all blocks of streams.
   */
  readonly grammars: Readonly<Record<string, string>>;
}
