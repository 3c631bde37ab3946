import { separatorOf } from "../../formats/kong-conf/separator-of.ts";
import type { DocumentFeature } from "../feature.ts";
import { cursorContext, type ForeignValue, type ValueText } from "../support/cursor-context.ts";
import { isTls } from "../support/flag-text.ts";
import { listenPosition } from "../support/listen-position.ts";
import { overridesOf } from "../support/overrides.ts";
import { analysisAt } from "../support/unit-at.ts";
import { commentSuggestions } from "./completion/comment-suggestions.ts";
import { keySuggestions, typedName } from "./completion/key-suggestions.ts";
import { pathSuggestions } from "./completion/path-suggestions.ts";
import { snippetSuggestions } from "./completion/snippet-suggestions.ts";
import { type ListTopic, type Suggestion, toCompletionList } from "./completion/suggestion.ts";
import { valueSuggestions } from "./completion/value-suggestions.ts";

/**
 * What may be written at the cursor: names that the release knows and the source does not set yet, values by the type of the
 * property, and blocks of several lines. Documentation is left to `completionItem/resolve`.
 */
export const completion: DocumentFeature<"textDocument/completion"> = async (document, params, context) => {
  const cursor = document.positions.offset(params.position);
  const analysis = analysisAt(document.analysis, cursor);
  const place = cursorContext(analysis, cursor);
  // How a place of a snippet looks in another language is not known here.
  const snippets = context.client.completion.snippets && analysis.unit.format.owns;
  const list = (suggestions: readonly Suggestion[], topic: ListTopic, isIncomplete: boolean) =>
    toCompletionList(suggestions, document, context.client, { cursor, topic, isIncomplete });
  switch (place.kind) {
    case "nowhere": {
      const words = await commentSuggestions(analysis, cursor);
      return words.length === 0 ? null : list(words, { of: "comments" }, true);
    }
    case "key": {
      const [nginx, overrides] = await Promise.all([context.nginx(), overridesOf(document, context)]);
      const isOverridden = (property: string) => overrides.has(property);
      const suggestions = [
        ...keySuggestions({ analysis, place, nginx, snippets, isOverridden }),
        ...(snippets && !context.client.ownSnippets ? snippetSuggestions(analysis, place) : []),
        ...(place.commented ? await commentSuggestions(analysis, cursor) : []),
      ];
      // Names that do not fit what is typed are left out; fewer letters fit more of them.
      return list(suggestions, { of: "keys" }, typedName(analysis, place) !== "");
    }
    case "value": {
      const { value, touchesEquals, foreign } = place;
      const [texts, nginx, neighbours] = await Promise.all([
        context.texts(),
        context.nginx(),
        context.neighbours(document),
      ]);
      const inputs = { analysis, texts, nginx, neighbours, snippets };
      // What is part of a value in another language is counted from the value's own begin.
      const own: ValueText = foreign === undefined ? value : { ...value, place: (part) => part };
      const paths = await pathSuggestions({ document, analysis, value: own, context });
      const parts = [...valueSuggestions({ ...inputs, value: own }), ...paths];
      const suggestions = foreign === undefined ? parts : wholeValues(parts, value, foreign);
      // Behind a bare `=` the blank that the other lines have there comes with the value.
      const blank = touchesEquals && separatorOf(analysis.unit) === " = " ? " " : "";
      const written =
        blank === "" ? suggestions : suggestions.map((each) => ({ ...each, insert: blank + each.insert }));
      const { property } = value;
      const isListen = analysis.catalog.listenProperties.has(property);
      const withTls = isListen && isTls(listenPosition(value.text, value.at).entry);
      return list(written, { of: "values", property, ...(withTls && { isTls: true }) }, false);
    }
  }
};

/**
 * Suggestions for a part of a value as suggestions for all of it, in the spelling of its language.
 * @param suggestions what they replace is counted from the begin of the value
 */
function wholeValues(
  suggestions: readonly Suggestion[],
  { text }: ValueText,
  { replace, spell }: ForeignValue,
): readonly Suggestion[] {
  return suggestions.map((each) => {
    const before = text.slice(0, each.replace.start);
    const filter = before + (each.filter ?? each.label);
    return { ...each, insert: spell(before + each.insert + text.slice(each.replace.end)), filter, replace };
  });
}
