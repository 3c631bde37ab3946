import { ValueMap } from "../../grammar/text/computed-map.ts";
import type { PropertyReading } from "./reading.ts";

/**
 * The values of a configuration: those of the release, and over them what a unit and Kong's checks change. The same as a map of
 * all of them, without the copy, which would be most of what there is to read in a short file.
 */
export class LoadedValues extends ValueMap<PropertyReading> {
  readonly #defaults: ReadonlyMap<string, PropertyReading>;
  readonly #changed = new Map<string, PropertyReading>();

  constructor(defaults: ReadonlyMap<string, PropertyReading>) {
    super();
    this.#defaults = defaults;
  }

  /** What is not as the release has it, in the order in which it was first changed. */
  get changed(): ReadonlyMap<string, PropertyReading> {
    return this.#changed;
  }

  get size(): number {
    let size = this.#defaults.size;
    for (const name of this.#changed.keys()) if (!this.#defaults.has(name)) size++;
    return size;
  }

  get(name: string): PropertyReading | undefined {
    return this.#changed.get(name) ?? this.#defaults.get(name);
  }

  has(name: string): boolean {
    return this.#changed.has(name) || this.#defaults.has(name);
  }

  set(name: string, reading: PropertyReading): void {
    this.#changed.set(name, reading);
  }

  *entries(): MapIterator<[string, PropertyReading]> {
    for (const name of this.#defaults.keys()) yield [name, this.get(name) as PropertyReading];
    for (const [name, reading] of this.#changed) if (!this.#defaults.has(name)) yield [name, reading];
  }
}
