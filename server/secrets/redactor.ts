import type { Span } from "../../grammar/text/span.ts";
import type { Catalog } from "../../schemas/catalog.ts";
import { type ConfigUnit, type LinkedSource, unitIn } from "../model/config-unit.ts";
import type { Source } from "../model/source.ts";
import { maskText, redactor } from "./mask.ts";
import { type Secret, secretsOf } from "./secrets.ts";

/** A process whose secrets are to be kept, with the names of its release. */
interface SecretHolder {
  readonly unit: ConfigUnit;
  readonly catalog: Catalog;
}

/**
 * The secrets of a source and of those that it draws on. They are looked for when they are first asked for: of most sources
 * there is nothing to report.
 */
export class Redactor {
  readonly #holders: readonly SecretHolder[];
  readonly #sources: readonly Source[];
  #bySource: ReadonlyMap<Source, readonly Secret[]> | undefined;
  #redact: ((text: string) => string) | undefined;

  /** @param holders the processes of the source */
  constructor({ source, drawn }: LinkedSource, holders: readonly SecretHolder[]) {
    this.#holders = holders;
    this.#sources = [source, ...drawn.values()];
  }

  /** The secrets of one of the sources. */
  secretsIn(source: Source): readonly Secret[] {
    this.#bySource ??= new Map(
      this.#sources.map((each) => [
        each,
        this.#holders.flatMap(({ unit, catalog }) => secretsOf(unitIn(unit, each), catalog)),
      ]),
    );
    return this.#bySource.get(source) ?? [];
  }

  /** A text of any kind without the secrets of any of the sources. */
  redact(text: string): string {
    this.#redact ??= redactor(this.#sources.flatMap((source) => this.secretsIn(source)));
    return this.#redact(text);
  }

  /** The text of a source with every secret masked character by character, so that all spans still hold. */
  maskedText(source: Source): string {
    return maskText(source.document.text, this.secretsIn(source));
  }

  /** Where {@link maskedText} is masked, in ascending order. */
  maskedSpans(source: Source): readonly Span[] {
    return this.secretsIn(source)
      .map(({ span: { start, end } }) => ({ start, end }))
      .sort((a, b) => a.start - b.start);
  }
}
