import { detectNamed, loadFormat } from "../../../server/formats/detect.ts";
import { linkSource } from "../../../server/formats/read-unit.ts";
import { SourceDocument } from "../../../server/model/source-document.ts";
import { must, type Target } from "../target.ts";

/** Every text is read, and what is found is in it. */
export const parse: Target = {
  name: "parse",
  async run({ path, text }) {
    const { format } = detectNamed(path, text);
    const loaded = format && (await loadFormat(format, text));
    if (loaded === undefined) return;
    const { source, units } = linkSource(loaded.parse(new SourceDocument(path, text)));
    const isInside = ({ start, end }: { readonly start: number; readonly end: number }) =>
      start >= 0 && start <= end && end <= text.length;
    for (const { assignments } of units)
      for (const { lineSpan, nameSpan, rawValueSpan, span } of assignments)
        for (const place of [lineSpan, nameSpan, rawValueSpan, span])
          if (place.source === source.document.path)
            must(isInside(place), `a span is ${place.start} to ${place.end}`);
    for (let at = 0; at <= text.length; at += 1 + Math.floor(text.length / 20)) {
      must(isInside(loaded.statementAt(source, at)), `the statement at ${at} is outside`);
      const comment = loaded.commentAt(source, at);
      must(comment === undefined || isInside(comment.removal), `the comment at ${at} is outside`);
      loaded.cursor?.(source, units, at);
    }
  },
};
