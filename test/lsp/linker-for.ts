import { detectNamed, loadFormat } from "../../server/formats/detect.ts";
import { linkSource } from "../../server/formats/read-unit.ts";
import type { SourceDocument } from "../../server/model/source-document.ts";

/** How a text of any format is linked. */
export async function linkerFor(path: string, marked: string) {
  const text = marked.replaceAll("<|>", "");
  const { format } = detectNamed(path, text);
  const loaded = format && (await loadFormat(format, text));
  if (loaded === undefined) throw new Error(`no format for ${path}`);
  return (document: SourceDocument) => linkSource(loaded.parse(document));
}
