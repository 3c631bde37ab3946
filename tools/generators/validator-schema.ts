import { anyCase } from "../../schemas/any-case.ts";
import type { Shape } from "../../schemas/validators/shape.ts";

/** The JSON Schema of the values of a shape, as Kong holds them. */
export function validatorSchema(shape: Shape): Record<string, unknown> {
  switch (shape.type) {
    case "boolean":
      return { type: "boolean" };
    case "ngx_boolean":
      return { type: "string", enum: ["on", "off"] };
    case "number":
      return { type: "number", ...boundsOf(shape) };
    case "string":
      return { type: "string", ...(shape.enum && { enum: shape.enum }) };
    case "array":
      return { type: "array", ...(shape.itemEnum && { items: { pattern: `^${anyCase(shape.itemEnum)}$` } }) };
    case "untyped":
      // A text, or what the reader's delimiter made of it.
      return { type: ["string", "array"] };
  }
}

function boundsOf({ bounds = {} }: Shape): Record<string, unknown> {
  return {
    ...(bounds.min !== undefined && { minimum: bounds.min }),
    ...(bounds.exclusiveMin !== undefined && { exclusiveMinimum: bounds.exclusiveMin }),
    ...(bounds.max !== undefined && { maximum: bounds.max }),
    ...(bounds.integer === true && { multipleOf: 1 }),
  };
}
