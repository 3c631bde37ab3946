import type { ToldRelease } from "../model/config-unit.ts";

/**
 * What files beside documents say about the release of Kong that runs these. To find that out folders are listed and files read, so
 * it is done once for each document, until one of such files changes on disk.
 */
export class ReleasesBeside {
  readonly #known = new Map<string, Promise<ToldRelease | undefined>>();

  /** @param find asked where nothing is known of the document */
  of(uri: string, find: () => Promise<ToldRelease | undefined>): Promise<ToldRelease | undefined> {
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
