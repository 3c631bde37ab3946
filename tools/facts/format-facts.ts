/**
 * The text of a facts file: indented to `depth` levels, and from there one name a line, so that a diff shows each
 * thing that changed.
 */
export function formatFacts(value: unknown, depth: number): string {
  return `${lines(value, depth, "")}\n`;
}

function lines(value: unknown, depth: number, indent: string): string {
  if (depth === 0 || typeof value !== "object" || value === null || Array.isArray(value))
    return JSON.stringify(value);
  const entries = Object.entries(value);
  if (entries.length === 0) return "{}";
  const inner = `${indent} `;
  const body = entries.map(
    ([key, item]) => `${inner}${JSON.stringify(key)}: ${lines(item, depth - 1, inner)}`,
  );
  return `{\n${body.join(",\n")}\n${indent}}`;
}
