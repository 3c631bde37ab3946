import type { LinkContext } from "../../model/format.ts";
import { givenVariable, type Variable } from "../shared/script-variables.ts";
import type { Block } from "./syntax.ts";

const MOST_PLACES = 100;

interface Entry {
  readonly order: number;
  readonly block: Block;
  readonly variable: Variable;
  /** Whether another command decides if it is run. */
  readonly dependent: boolean;
}

/**
 * The variables of a script, command by command. A value is known where the last assignment before a use was certainly made: it
 * stands in the same block or around it, and no function, branch or sourced file may have set another one in between.
 */
export class ShellVariables {
  readonly #given: LinkContext["surroundings"]["shell"];
  /** Where each name is assigned in the whole text, for loops and functions run later text first. */
  readonly #places: ReadonlyMap<string, readonly { readonly order: number; readonly block: Block }[]>;
  readonly #latest = new Map<string, Entry>();
  readonly #exported = new Set<string>();
  #barrier = -1;

  constructor(
    given: LinkContext["surroundings"]["shell"],
    places: ReadonlyMap<string, readonly { readonly order: number; readonly block: Block }[]>,
  ) {
    this.#given = given;
    this.#places = places;
  }

  assign(name: string, variable: Variable, order: number, block: Block, dependent: boolean): void {
    this.#latest.set(name, { order, block, variable, dependent });
  }

  export(name: string): void {
    this.#exported.add(name);
  }

  /** Another text was read in: what was set before may be set anew. */
  forget(order: number): void {
    this.#barrier = order;
  }

  isAssigned(name: string): boolean {
    return this.#latest.has(name);
  }

  /** Whether a program that the script starts gets the variable; one that is set outside is exported already. */
  isExported(name: string): boolean {
    return this.#exported.has(name) || this.#given?.has(name) === true || !this.#latest.has(name);
  }

  /** The value of a variable for a command of a block. */
  lookup(name: string, order: number, block: Block): Variable {
    const entry = this.#latest.get(name);
    if (entry === undefined) return this.#outside(name, block);
    if (entry.order <= this.#barrier) return { kind: "unknown" };
    if (entry.dependent || !encloses(entry.block, block)) return { kind: "unknown" };
    if (this.#mayChange(name, order, block)) return { kind: "opaque", why: "shell-variable" };
    return entry.variable;
  }

  #outside(name: string, block: Block): Variable {
    // A function or a loop may be run after an assignment that stands further down.
    if ((this.#places.get(name) ?? []).length > 0 && block.kind !== "file") return { kind: "unknown" };
    if (this.#given === undefined || this.#barrier >= 0) return { kind: "unknown" };
    const text = this.#given.get(name);
    return text === undefined ? { kind: "unset" } : givenVariable(text);
  }

  #mayChange(name: string, order: number, block: Block): boolean {
    const places = this.#places.get(name) ?? [];
    // What is assigned that often is not worth following; the work would grow with the square of the text.
    if (places.length > MOST_PLACES) return true;
    const around = enclosing(block);
    return places.some((place) => {
      const itsFunction = functionOf(place.block);
      if (itsFunction !== undefined && !around.has(itsFunction)) return true;
      if (place.order <= order) return false;
      // Later in the same loop, or anywhere later while this one is in a function.
      return functionOf(block) !== itsFunction || loopsOf(place.block).some((loop) => around.has(loop));
    });
  }
}

function enclosing(block: Block): ReadonlySet<Block> {
  const all = new Set<Block>();
  for (let each: Block | undefined = block; each !== undefined; each = each.parent) all.add(each);
  return all;
}

function encloses(outer: Block, inner: Block): boolean {
  let each: Block | undefined = inner;
  while (each !== undefined && each.depth > outer.depth) each = each.parent;
  return each === outer;
}

function functionOf(block: Block): Block | undefined {
  let each: Block | undefined = block;
  while (each !== undefined && each.kind !== "function") each = each.parent;
  return each;
}

function loopsOf(block: Block): readonly Block[] {
  return [...enclosing(block)].filter(({ kind }) => kind === "loop");
}
