import { expect, test } from "vitest";
import { LoadedValues } from "../../server/loader/loaded-values.ts";
import type { PropertyReading } from "../../server/loader/reading.ts";
import fc from "../fast-check.ts";

const name = fc.constantFrom("a", "b", "c", "d", "e");

function reading(property: string, value: number): PropertyReading {
  return { property, definition: undefined, value, provenance: { kind: "default" }, opaque: false };
}

function readings(entries: readonly (readonly [string, number])[]): Map<string, PropertyReading> {
  return new Map(entries.map(([property, value]) => [property, reading(property, value)]));
}

test("values over defaults are what a map of all of them would be", () => {
  const entries = fc.array(fc.tuple(name, fc.nat(9)));
  fc.assert(
    fc.property(entries, entries, (defaults, changes) => {
      const values = new LoadedValues(readings(defaults));
      const map = readings(defaults);
      for (const [property, value] of changes) {
        values.set(property, reading(property, value));
        map.set(property, reading(property, value));
      }
      expect([...values]).toEqual([...map]);
      expect([...values.keys()]).toEqual([...map.keys()]);
      expect([...values.values()]).toEqual([...map.values()]);
      expect(values.size).toBe(map.size);
      for (const property of ["a", "b", "c", "d", "e"]) {
        expect(values.get(property)).toEqual(map.get(property));
        expect(values.has(property)).toBe(map.has(property));
      }
      expect([...values.changed.keys()].sort()).toEqual([...new Set(changes.map(([each]) => each))].sort());
    }),
  );
});
