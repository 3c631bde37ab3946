/** How nginx reads a number of bytes: sizes know `k` and `m`, offsets also `g`. */
export type SizeKind = "size" | "offset";

/** Whether nginx takes a text as a number of bytes. */
export function isNginxSize(text: string, kind: SizeKind): boolean {
  return (kind === "size" ? /^\d+[km]?$/i : /^\d+[kmg]?$/i).test(text);
}

/** The text in nginx's notation that `10MB`, `10Mi`, `10 m` or `512 bytes` means; undefined where there is none. */
export function asNginxSize(text: string, kind: SizeKind): string | undefined {
  const match = /^(\d+)\s*(?:([kmg])(?:i?b?|bytes)?|b|bytes?)?$/i.exec(text);
  if (match === null) return undefined;
  const [, digits = "", unit = ""] = match;
  if (unit.toLowerCase() === "g" && kind === "size") return `${Number(digits) * 1024}m`;
  return digits + unit.toLowerCase();
}

/** The bytes of a text in nginx's notation. */
export function nginxBytes(text: string): number {
  const unit = text.slice(-1).toLowerCase();
  const factor = unit === "k" ? 1024 : unit === "m" ? 1024 ** 2 : unit === "g" ? 1024 ** 3 : 1;
  return Number.parseInt(text, 10) * factor;
}
