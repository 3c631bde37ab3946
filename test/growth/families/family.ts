/** A kind of text of which a program that is not linear takes far more time when there is twice as much of it. */
export interface Family {
  readonly name: string;
  /** The name of the text decides how it is read. */
  readonly path: string;
  /** The last three are what the language server does. */
  readonly does: "lint" | "fix" | "format" | "open" | "edit" | "cancel";
  /** The size with which measuring begins. */
  readonly from: number;
  text(size: number): string;
  /** Other files, by path, to which the text refers. */
  files?(size: number): Readonly<Record<string, string>>;
}

/** As many lines as the size says. */
export function lines(size: number, line: (index: number) => string): string {
  return Array.from({ length: size }, (_, index) => line(index)).join("");
}

/** A value as people write JSON. */
export function json(value: unknown): string {
  return JSON.stringify(value, undefined, 2);
}

/** A Compose file whose one service of Kong has a part of its own. */
export function inService(part: (size: number) => string): (size: number) => string {
  return (size) => `services:\n  kong:\n    image: kong:3.9\n${part(size)}`;
}

/** A name that no other family has. */
export function nameOf({ does, path, name }: Family): string {
  return `${does} ${path}: ${name}`;
}
