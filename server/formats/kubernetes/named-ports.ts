import { fieldsOf, itemsOf, scalarText } from "../yaml/fields.ts";
import type { Container } from "./pods.ts";

/** The ports of a container by their names. */
export function namedPorts({ fields }: Container): ReadonlyMap<string, number> {
  return new Map(
    itemsOf(fields.get("ports")?.node).flatMap((item) => {
      const port = fieldsOf(item);
      const [name, number] = [scalarText(port, "name"), Number(scalarText(port, "containerPort"))];
      return name === undefined || !Number.isInteger(number) ? [] : [[name, number] as const];
    }),
  );
}
