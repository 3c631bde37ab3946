import { span } from "../../../grammar/text/span.ts";
import { looksLikeSecretName } from "../../../schemas/secret-names.ts";
import type { Assignment } from "../../model/assignment.ts";
import type { LinkedUnit } from "../../model/config-unit.ts";
import type { FormatProblem } from "../../model/format.ts";
import { type Location, locate, type SourceId } from "../../model/location.ts";
import type { Source } from "../../model/source.ts";

/** A comment right after a value that is written plainly: YAML ends the value in front of it. */
const COMMENT = /^[ \t]+(#[^\r\n]*)/;

/** Names, beside those of secrets, that people make up: a number may follow them. */
const MADE_UP = /_(?:user|username|database|keyspace)$/;

/** Marks of programs that look for secrets, and of linters. */
const MARK = /^(?:gitleaks|pragma|nosec|noqa|nosemgrep|trufflehog|ggignore|checkov|kics|yamllint|kong-lint)/i;

/** How a comment begins: a word, a word with a colon, a ticket, a numbered list, a rule of signs, a template. */
const PROSE = /^(?:[\p{L}_'’-]+[.,;!?…]*$|[\p{L}_-]+:|[A-Z][A-Z0-9]*-\d+|\d+[.:)]|[#=~*/\-<>{[(!]|$)/u;

/**
 * Values of a YAML text that end at a ` #` although what follows looks like a part of them: `password: Tiger #42`. What follows a
 * space, and prose, is a comment.
 */
export function cutValues(
  units: readonly LinkedUnit[],
  sourceOf: (id: SourceId) => Source | undefined,
): readonly FormatProblem[] {
  const found = new Map<string, FormatProblem>();
  for (const { id, assignments } of units)
    for (const assignment of assignments) {
      const source = sourceOf(assignment.rawValueSpan.source);
      const lost = source === undefined ? undefined : lostPart(assignment, source);
      if (source === undefined || lost === undefined) continue;
      // An anchor serves several processes.
      const key = `${lost.source} ${lost.start}`;
      const known = found.get(key);
      const problem = known ?? problemOf(assignment, lost, source.document.text);
      found.set(key, { ...problem, units: [...problem.units, id] });
    }
  return [...found.values()];
}

function lostPart(
  { origin, property, value, rawValueSpan }: Assignment,
  source: Source,
): Location | undefined {
  if (!("yaml" in source) || origin.kind !== "written" || value.kind !== "text") return undefined;
  const { start, end } = rawValueSpan;
  const { text } = source.document;
  // Quotes and block scalars end where they say.
  if (start === end || /["'|>]/.test(text.charAt(start)) || text.charAt(end) === "\n") return undefined;
  const line = text.indexOf("\n", end);
  const match = COMMENT.exec(text.slice(end, line < 0 ? text.length : line));
  const comment = match?.[1]?.trimEnd() ?? "";
  if (match === null || !isPartOfValue(property, comment)) return undefined;
  const from = end + match[0].indexOf("#");
  return locate(source.document.path, span(from, from + comment.length));
}

function isPartOfValue(property: string, comment: string): boolean {
  const [first = "", ...rest] = comment.slice(1).split(/\s/);
  if (PROSE.test(first) || MARK.test(first)) return false;
  return (
    looksLikeSecretName(property) || (MADE_UP.test(property) && rest.length === 0 && /^\d+$/.test(first))
  );
}

function problemOf(assignment: Assignment, lost: Location, text: string): FormatProblem {
  const { variable, nameSpan, rawValueSpan } = assignment;
  const { source } = lost;
  // Of an item such as `- KONG_A=x` the quotes enclose the name as well.
  const isItem = text.slice(nameSpan.end, rawValueSpan.start) === "=";
  const { start } = isItem ? nameSpan : rawValueSpan;
  const quoted = text.slice(start, lost.end);
  const quote = quoted.includes("'") ? (/["\\]/.test(quoted) ? undefined : '"') : "'";
  return {
    kind: "comment-cut",
    at: lost,
    units: [],
    name: variable,
    refuses: false,
    before: "",
    after: undefined,
    detail: "YAML ends a value without quotes before ` #` and reads the rest of the line as a comment",
    ...(quote === undefined
      ? {}
      : {
          correction: {
            title: isItem ? "Put the item in quotes" : "Put the value in quotes",
            at: locate(source, span(start, start)),
            text: quote,
            also: [{ at: locate(source, span(lost.end, lost.end)), text: quote }],
          },
        }),
  };
}
