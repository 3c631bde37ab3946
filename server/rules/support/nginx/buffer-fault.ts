/** Sizes in bytes of the buffers for one kind of upstream, and how many there are. */
export interface Buffers {
  /** `proxy_buffer_size` */
  readonly first: number;
  readonly count: number;
  readonly each: number;
  /** undefined: nginx takes twice the larger of the two sizes. */
  readonly busy: number | undefined;
  readonly fileWrite: number | undefined;
  readonly file: number | undefined;
}

/** A limit that buffers break. */
export type BufferFault =
  | { readonly kind: "one-buffer" }
  | { readonly kind: "busy-too-small" | "write-too-small" | "file-too-small"; readonly least: number }
  | { readonly kind: "busy-too-large"; readonly busy: number; readonly most: number };

/** The first limit of nginx that buffers break. */
export function bufferFault({ first, count, each, busy, fileWrite, file }: Buffers): BufferFault | undefined {
  if (count < 2) return { kind: "one-buffer" };
  const least = Math.max(first, each);
  if (busy !== undefined && busy < least) return { kind: "busy-too-small", least };
  const most = (count - 1) * each;
  const used = busy ?? 2 * least;
  if (used > most) return { kind: "busy-too-large", busy: used, most };
  if (fileWrite !== undefined && fileWrite < least) return { kind: "write-too-small", least };
  if (file !== undefined && file !== 0 && file < least) return { kind: "file-too-small", least };
  return undefined;
}

/** A size as nginx reads it. */
export function nginxSizeText(bytes: number): string {
  if (bytes > 0 && bytes % 1024 ** 2 === 0) return `${bytes / 1024 ** 2}m`;
  return bytes > 0 && bytes % 1024 === 0 ? `${bytes / 1024}k` : String(bytes);
}
