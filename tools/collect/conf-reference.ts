/** One property in `kong.conf.default`. */
export interface ReferenceProperty {
  readonly section: string | null;
  /** The value after the equals sign without its comment; null where nothing stands there. */
  readonly default: string | null;
  /** From 1. */
  readonly line: number;
}

/**
 * Reads the names, sections and written defaults out of `kong.conf.default`: each property stands commented out at the
 * start of a line, as `#name = value # …`. Prose has a blank after its `#`. Of a name that stands there twice, the first
 * one counts.
 */
export function readReference(text: string): ReadonlyMap<string, ReferenceProperty> {
  const properties = new Map<string, ReferenceProperty>();
  const lines = text.split(/\r?\n/);
  let section: string | null = null;
  lines.forEach((line, at) => {
    const title = /^#\s+(\S.*?)\s*$/.exec(line)?.[1];
    if (title !== undefined && isRule(lines[at - 1]) && isRule(lines[at + 1])) section = title;
    // `status_listen` of 1.4 to 2.2 has a blank before its `#`.
    const match = /^\s?#([a-zA-Z_]\w*)\s*=(.*)$/.exec(line);
    const [, name, rest] = match ?? [];
    if (name === undefined || rest === undefined || properties.has(name)) return;
    properties.set(name, { section, default: writtenValue(rest), line: at + 1 });
  });
  return properties;
}

function isRule(line: string | undefined): boolean {
  return line !== undefined && /^#\s*-{10,}\s*$/.test(line);
}

function writtenValue(text: string): string | null {
  const value = text.replace(/(?:^|\s)#.*$/, "").trim();
  return value === "" ? null : value;
}
