import type { Beside } from "../workspace/beside.ts";

/**
 * What files beside documents tell of them. To find that out folders are listed and files read, so
 * it is done once for each document, until one of such files changes on disk.
 */
export class KnownBeside {
  readonly #known = new Map<string, Promise<Beside>>();

  /** @param find asked where nothing is known of the document */
  of(uri: string, find: () => Promise<Beside>): Promise<Beside> {
    const known = this.#known.get(uri);
    if (known !== undefined) return known;
    const finding = find();
    this.#known.set(uri, finding);
    finding.catch(() => this.#known.delete(uri));
    return finding;
  }

  drop(uri: string): void {
    this.#known.delete(uri);
  }

  /** @returns the addresses of the documents of which something was known */
  forget(): readonly string[] {
    const uris = [...this.#known.keys()];
    this.#known.clear();
    return uris;
  }
}
