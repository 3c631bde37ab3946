import { contains } from "../../../grammar/text/span.ts";
import type { LinkedUnit } from "../../model/config-unit.ts";
import { locate } from "../../model/location.ts";
import type { SourceDocument } from "../../model/source-document.ts";
import { repeatedKeys } from "../yaml/entries.ts";
import type { YamlNode, YamlText } from "../yaml/tree.ts";
import type { Problems } from "./problems.ts";

/**
 * Reports keys that are dropped because the same mapping has them again, in the documents of a text that some unit is in. A key without a
 * value, and one that says the same again, lose nothing. In a template each may stand in a branch of its own.
 * @param reader who takes the last one, for people: `Helm`
 */
export function reportDroppedKeys(
  reader: string,
  document: SourceDocument,
  yaml: YamlText,
  units: readonly LinkedUnit[],
  problems: Problems,
): void {
  if (yaml.isTemplate) return;
  for (const { root } of yaml.documents) {
    const isOfKong = ({ anchor }: LinkedUnit) =>
      anchor.source === document.path && root !== undefined && contains(root.span, anchor);
    if (root === undefined || !units.some(isOfKong)) continue;
    for (const { earlier, last, key } of repeatedKeys(root)) {
      if (losesNothing(earlier.value, last.value)) continue;
      const isPlain = earlier.value.kind === "scalar" || earlier.value.kind === "alias";
      const line = document.lines.positionAt(last.key.span.start).line + 1;
      problems.add(undefined, {
        kind: "repeated-key",
        at: locate(document.path, earlier.key.span),
        before: key,
        detail: `${reader} drops this \`${key}\`${isPlain ? "" : " with all that belongs to it"}, because the same mapping has the key again in line ${line}`,
      });
    }
  }
}

function losesNothing(earlier: YamlNode, last: YamlNode): boolean {
  if (earlier.kind !== "scalar") return false;
  return (
    earlier.style === "empty" ||
    (last.kind === "scalar" && earlier.style === last.style && earlier.text === last.text)
  );
}
