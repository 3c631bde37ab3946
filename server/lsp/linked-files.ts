/** Which documents draw on which files: what a change of a file makes out of date. */
export class LinkedFiles {
  /** The absolute paths to which a document refers, by its address. */
  readonly #references = new Map<string, ReadonlySet<string>>();
  /** How often something that a document draws on has changed. */
  readonly #changes = new Map<string, number>();

  /** What a document refers to now. */
  set(uri: string, references: ReadonlySet<string>): void {
    if (references.size === 0) this.#references.delete(uri);
    else this.#references.set(uri, references);
  }

  drop(uri: string): void {
    this.#references.delete(uri);
  }

  /** The documents that draw on a file, which has changed. */
  changed(path: string): readonly string[] {
    const dependents = [...this.#references].filter(([, paths]) => paths.has(path)).map(([uri]) => uri);
    for (const uri of dependents) this.#changes.set(uri, this.stateOf(uri) + 1);
    return dependents;
  }

  /** Another number once something that a document draws on has changed. */
  stateOf(uri: string): number {
    return this.#changes.get(uri) ?? 0;
  }
}
