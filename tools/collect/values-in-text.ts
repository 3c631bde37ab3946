/** A closed set that a description lists. */
export interface ListedValues {
  readonly values: readonly string[];
  /** A value that the list itself calls deprecated. */
  readonly deprecated?: string;
}

const INTRODUCTION =
  /\b(?:(?:accepted|acceptable|valid|supported|allowed|possible)\s+(?:values|options|entries|plugins)\b[^`'.:]{0,40}|accepts\s+(?:one\s+of|either)\b|accepts(?=\s+[`']))/gi;

/** One quoted word of a list in a sentence, with what may stand between two of them. */
const WORD = /^(?:[\s,:]|\bor\b|\band\b|\beither\b)*[`'"]([\w.-]+)[`'´"](\s*\((?:default|deprecated)\))?/;

/**
 * The values that a description says are the only ones, in their order; undefined where it lists none. It looks for a
 * sentence such as "Accepted values are `a`, `b`, or `c`", and for a list of points that follows such a sentence.
 */
export function valuesInText(text: string): ListedValues | undefined {
  for (const { 0: introduction, index } of text.matchAll(INTRODUCTION)) {
    const rest = text.slice(index + introduction.length);
    const listed = wordsOf(rest) ?? pointsOf(rest);
    if (listed !== undefined) return listed;
  }
  return undefined;
}

function wordsOf(text: string): ListedValues | undefined {
  const found: string[] = [];
  let deprecated: string | undefined;
  for (let rest = text, match = WORD.exec(rest); match !== null; match = WORD.exec(rest)) {
    const [all, word = "", remark = ""] = match;
    found.push(word);
    if (remark.includes("deprecated")) deprecated = word;
    rest = rest.slice(all.length);
  }
  return listOf(found, deprecated);
}

/** Points that begin `- \`word\`` or `* \`word\``, lines that go on with a point included. */
function pointsOf(text: string): ListedValues | undefined {
  const block =
    /^[^\S\n]*:?[^\S\n]*\n((?:[^\S\n]*\n|[^\S\n]*[-*][^\n]*(?:\n|$)|[^\S\n]+\S[^\n]*(?:\n|$)|[a-zA-Z(`][^\n]*(?:\n|$))*)/.exec(
      text,
    );
  const points = (block?.[1] ?? "")
    .split("\n")
    .flatMap((line) => /^\s*[-*]\s+[`']([\w.-]+)[`'´]/.exec(line)?.[1] ?? []);
  return listOf(points, undefined);
}

function listOf(values: readonly string[], deprecated: string | undefined): ListedValues | undefined {
  const unique = [...new Set(values)];
  if (unique.length < 2) return undefined;
  return { values: unique, ...(deprecated !== undefined && { deprecated }) };
}
