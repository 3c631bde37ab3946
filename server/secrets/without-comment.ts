const COMMENT = /(?:^|[ \t])#(?:[ \t]|$)/;

/** A value without the comment behind it, as people write one: `hunter2  # the old one`. */
export function withoutComment(value: string): string {
  if (!value.includes("#")) return value;
  const at = value.search(COMMENT);
  return at === -1 ? value : value.slice(0, at).trimEnd();
}
