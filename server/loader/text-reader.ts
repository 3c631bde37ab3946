import { memoizeText } from "../../grammar/text/memoize.ts";
import type { Property } from "../../schemas/property.ts";
import { validatorFor } from "../../schemas/validators/validator-for.ts";
import { loaderType, type TypedValue, typeValue } from "./check/type-value.ts";
import { dynamicNamesIn } from "./layers/dynamic-names.ts";
import type { LuaValue } from "./lua/lua-value.ts";
import { toText } from "./lua/to-text.ts";
import type { Quirks } from "./quirks.ts";
import { convertValue } from "./read/convert-value.ts";
import { cutComment } from "./read/cut-comment.ts";

/** A repository has thousands of different values, an editor hundreds. */
const MOST = 2000;

/** A value of the file on its way through the reader. */
export interface ReadText {
  /** What Penlight's reader makes of it. */
  readonly converted: LuaValue;
  /** What Kong gets: from 3.2 on a text without its comment. */
  readonly value: LuaValue;
}

/** A value with the type of its property. */
export interface CheckedValue extends TypedValue {
  /** Whether the closed set of the property, if it has one, takes it. */
  readonly inSet: boolean;
}

/** What a release knows of names. */
interface Names {
  readonly prefixes: readonly string[];
  definition(name: string): Property | undefined;
  baseDefinition(name: string): Property | undefined;
}

/**
 * The parts of the loader of a release that look at one text alone. Their answers are remembered: the same names and values stand
 * in file after file, and in an editor in the text of every keystroke.
 */
export class TextReader {
  /** The names in dynamic namespaces that a written name stands for. */
  readonly dynamicNames: (name: string) => readonly string[];
  /** What the reader makes of a raw value of the file. */
  readonly read: (raw: string) => ReadText;
  readonly #checkOf: (property: string) => (text: string) => CheckedValue;
  readonly #names: Names;
  readonly #quirks: Quirks;

  constructor(names: Names, quirks: Quirks) {
    this.#names = names;
    this.#quirks = quirks;
    this.dynamicNames = memoizeText((name) => dynamicNamesIn(name, names.prefixes, quirks), MOST);
    this.read = memoizeText((raw) => {
      const converted = convertValue(raw, quirks.delimiter);
      return { converted, value: finishReading(converted, quirks) };
    }, MOST);
    this.#checkOf = memoizeText((property) => memoizeText((text) => this.#checkAny(property, text)), MOST);
  }

  /** Gives a merged value the type of its property, and looks whether its closed set takes it. */
  checkType(property: string, merged: LuaValue): CheckedValue {
    return typeof merged === "string" ? this.#checkOf(property)(merged) : this.#checkAny(property, merged);
  }

  #checkAny(property: string, merged: LuaValue): CheckedValue {
    const typed = typeValue(merged, loaderType(this.#names.definition(property)), this.#quirks);
    return { value: typed.value, typeError: typed.typeError, inSet: this.#inSet(property, typed.value) };
  }

  /**
   * A closed set takes no empty value. A value that only a later check refuses is in the set; what Enterprise adds to a
   * set counts too.
   */
  #inSet(property: string, value: LuaValue | undefined): boolean {
    if (checkedLater.has(property)) return true;
    return [this.#names.definition(property), this.#names.baseDefinition(property)].some((definition) => {
      if (definition?.enum === undefined || !definition.enumEnforced) return true;
      return validatorFor(definition)(value) || definition.rejectedValues?.includes(String(value)) === true;
    });
  }
}

/** Closed sets that the loader's table does not hold: a check of their own enforces them. */
const checkedLater = new Set(["ssl_cipher_suite"]);

/** From 3.2 on everything that was read becomes text, and loses its comment. */
export function finishReading(value: LuaValue, quirks: Quirks): LuaValue {
  return quirks.cutsWhileReading ? cutComment(toText(value), quirks.comment).text : value;
}
