import type { Bounds, Property, PropertyType } from "../property.ts";

/** What a value is checked against: properties with the same shape share a validator. */
export interface Shape {
  readonly type: PropertyType;
  /** The values allowed, without those that are refused all the same. */
  readonly enum?: readonly string[];
  readonly itemEnum?: readonly string[];
  readonly bounds?: Bounds;
}

/** The shape of a property: what the loader checks of its value alone. */
export function shapeOf(property: Property): Shape {
  const { type, bounds, enumEnforced, itemEnum, rejectedValues = [] } = property;
  const allowed = property.enum?.filter((value) => !rejectedValues.includes(value));
  return {
    type,
    ...(allowed && enumEnforced && { enum: allowed }),
    ...(itemEnum && enumEnforced && { itemEnum }),
    ...(bounds && { bounds }),
  };
}

/** A text that is the same for equal shapes: `string one of: on off`, `number min 0 integer`. */
export function shapeKey(shape: Shape): string {
  const { bounds = {} } = shape;
  return [
    shape.type,
    ...(shape.enum ? ["one of:", ...shape.enum] : []),
    ...(shape.itemEnum ? ["items of:", ...shape.itemEnum] : []),
    ...(bounds.min !== undefined ? ["min", bounds.min] : []),
    ...(bounds.exclusiveMin !== undefined ? ["above", bounds.exclusiveMin] : []),
    ...(bounds.max !== undefined ? ["max", bounds.max] : []),
    ...(bounds.integer === true ? ["integer"] : []),
  ].join(" ");
}
