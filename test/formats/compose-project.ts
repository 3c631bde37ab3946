import type { Surroundings } from "../../server/model/format.ts";

/** A shell whose variables are known: it has none. */
export const KNOWN: Surroundings = { shell: new Map() };

/** A file with one service `kong`, whose fields are given. */
export function service(fields: string): Record<string, string> {
  const indented = fields
    .trimEnd()
    .split("\n")
    .map((line) => `    ${line}\n`)
    .join("");
  return { "compose.yaml": `services:\n  kong:\n    image: kong:3.9\n${indented}` };
}
