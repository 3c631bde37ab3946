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
  /** Whether the release checks the type and the set of the property. */
  isChecked(name: string): boolean;
}

/** What a release makes of a name that is written. */
export interface WrittenName {
  readonly definition: Property | undefined;
  readonly isChecked: boolean;
  /** The names in dynamic namespaces that it stands for. */
  readonly dynamicNames: readonly string[];
  /** Gives a text the type of the property, and looks whether its closed set takes it. */
  readonly checkText: (merged: string) => CheckedValue;
}

/**
 * The parts of the loader of a release that look at one text alone. Their answers are remembered: the same names and values stand
 * in file after file, and in an editor in the text of every keystroke.
 */
export class TextReader {
  /** What the release makes of a name. */
  readonly name: (name: string) => WrittenName;
  /** What the reader makes of a raw value of the file. */
  readonly read: (raw: string) => ReadText;
  readonly #names: Names;
  readonly #quirks: Quirks;

  constructor(names: Names, quirks: Quirks) {
    this.#names = names;
    this.#quirks = quirks;
    this.name = memoizeText(
      (name) => ({
        definition: names.definition(name),
        isChecked: names.isChecked(name),
        dynamicNames: dynamicNamesIn(name, names.prefixes, quirks),
        checkText: memoizeText((text) => this.check(name, text)),
      }),
      MOST,
    );
    this.read = memoizeText((raw) => {
      const converted = convertValue(raw, quirks.delimiter);
      return { converted, value: finishReading(converted, quirks) };
    }, MOST);
  }

  /** Gives any merged value the type of a property, and looks whether its closed set takes it. */
  check(property: string, merged: LuaValue): CheckedValue {
    const definition = this.#names.definition(property);
    const { value, typeError } = typeValue(merged, loaderType(definition), this.#quirks);
    // What Enterprise adds to a set counts too, and a value that only a later check refuses is in the set.
    const inSet =
      checkedLater.has(property) ||
      takes(definition, value) ||
      takes(this.#names.baseDefinition(property), value);
    return { value, typeError, inSet };
  }
}

/** Closed sets that the loader's table does not hold: a check of their own enforces them. */
const checkedLater = new Set(["ssl_cipher_suite"]);

/** Whether the closed set of a property, if it has one, takes a value. It takes no empty one. */
function takes(definition: Property | undefined, value: LuaValue | undefined): boolean {
  if (definition?.enum === undefined || !definition.enumEnforced) return true;
  return validatorFor(definition)(value) || definition.rejectedValues?.includes(String(value)) === true;
}

/** From 3.2 on everything that was read becomes text, and loses its comment. */
export function finishReading(value: LuaValue, quirks: Quirks): LuaValue {
  return quirks.cutsWhileReading ? cutComment(toText(value), quirks.comment).text : value;
}
