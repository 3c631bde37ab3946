/**
 * Names findings so that the name survives edits elsewhere in the file: 16 hexadecimal digits of rule, path, address
 * and the ordinal among findings that share these. Neither lines nor values are part of it. A path counts with `/` as its separator.
 */
export function fingerprints(
  path: string,
  findings: readonly { readonly rule: string; readonly address: string }[],
): readonly string[] {
  const seen = new Map<string, number>();
  const place = path.replaceAll("\\", "/");
  return findings.map(({ rule, address }) => {
    const key = `${rule}\n${place}\n${address}`;
    const ordinal = seen.get(key) ?? 0;
    seen.set(key, ordinal + 1);
    return hash(`${key}\n${ordinal}`);
  });
}

/** FNV-1a over UTF-16 units, twice with different offsets: enough to tell the findings of one repository apart, in any runtime. */
function hash(text: string): string {
  let low = 0x811c9dc5;
  let high = 0x01000193;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    low = Math.imul(low ^ unit, 0x01000193);
    high = Math.imul(high ^ unit, 0x85ebca6b) ^ (low >>> 13);
  }
  return (low >>> 0).toString(16).padStart(8, "0") + (high >>> 0).toString(16).padStart(8, "0");
}
