import type { Span } from "../../grammar/text/span.ts";
import type { Catalog } from "../../schemas/catalog.ts";
import type { FileReport } from "../engine/report.ts";
import type { ConfigUnit } from "../model/config-unit-old.ts";
import { maskText, redactor } from "./mask.ts";
import { type Secret, secretsOf } from "./secrets.ts";

/** The secrets of a source, looked for when somebody asks: of most sources there is nothing to report, and nobody does. */
export class HiddenSecrets {
  readonly #text: string;
  /** Only until the secrets are found: a report must not keep all that is known of a source in memory. */
  #source: { readonly unit: ConfigUnit; readonly catalog: Catalog } | undefined;
  #secrets: readonly Secret[] = [];
  /** A copy of the whole text, which an editor has no use for. */
  #masked: string | undefined;
  #redact: ((text: string) => string) | undefined;

  constructor(unit: ConfigUnit, catalog: Catalog) {
    this.#text = unit.document.text;
    this.#source = { unit, catalog };
  }

  get secrets(): readonly Secret[] {
    if (this.#source !== undefined) {
      this.#secrets = secretsOf(this.#source.unit, this.#source.catalog);
      this.#source = undefined;
    }
    return this.#secrets;
  }

  /** A text of any kind without them. */
  redact(text: string): string {
    this.#redact ??= redactor(this.secrets);
    return this.#redact(text);
  }

  /**
   * What a report says of them. These are functions and no getters: an object that is written with a getter gets a hidden class of
   * its own, which holds the text in memory until the next full garbage collection.
   */
  answers(): Pick<FileReport, "redact" | "redactedText" | "masked"> {
    return {
      redact: (text) => this.redact(text),
      redactedText: () => {
        this.#masked ??= maskText(this.#text, this.secrets);
        return this.#masked;
      },
      masked: (): readonly Span[] =>
        this.secrets.map((secret) => secret.span).sort((a, b) => a.start - b.start),
    };
  }
}
