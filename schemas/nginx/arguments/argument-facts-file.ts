/** The shape of `argument-facts.json`. */
export interface ArgumentFactsFile {
  /**
   * By name what arguments a directive accepts, in the notation of `parseGrammar`. A name may stand for several
   * (`{proxy,uwsgi}_cache`), and have a context: `set@stream` is read in all blocks of streams.
   */
  readonly grammars: Readonly<Record<string, string>>;
  /** The variables of nginx and of Kong's templates, each list as one text with spaces. */
  readonly variables: Readonly<Record<"http" | "stream", VariableFacts>>;
}

/** Variables of one kind of blocks. */
export interface VariableFacts {
  readonly names: string;
  /** `arg_`: any name that begins so. */
  readonly prefixes: string;
  /** The version of nginx that added a variable, for those that the oldest nginx of Kong lacks. */
  readonly since: Readonly<Record<string, string>>;
}
