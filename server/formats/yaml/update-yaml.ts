import { copyString } from "../../../grammar/text/copy-string.ts";
import { firstFrom } from "../../../grammar/text/edited-lines.ts";
import type { TextFact } from "../../../grammar/text/source-text.ts";
import { type Span, span } from "../../../grammar/text/span.ts";
import type { TextEdit } from "../../../grammar/text/text-edit.ts";
import { parseSection, parseYaml } from "./parse-yaml.ts";
import { type Rebuild, rebuilt } from "./rebuild-yaml.ts";
import type { YamlItem, YamlMapping, YamlNode, YamlPair, YamlSequence, YamlText } from "./tree.ts";

/** The structure of a YAML text. After an edit only the entry of a collection that it touches is read again, where that is enough. */
export const yamlFact: TextFact<YamlText> = {
  compute: ({ text }) => parseYaml(text),
  update: (old, edit, before, after) => updated(old, edit, before.text, after.text) ?? parseYaml(after.text),
};

/** An entry of a collection in block style. */
interface Entry {
  readonly holder: YamlMapping | YamlSequence;
  readonly index: number;
  /** From its line on to that of the next entry. */
  readonly lines: Span;
  /** Where it begins in its line; undefined where something else stands before it, as a `-` does. */
  readonly column: number | undefined;
}

/** If that many entries around an edit cannot be read by themselves, the text is read as a whole. */
const MOST_TRIES = 2;

function updated(old: YamlText, edit: TextEdit, before: string, after: string): YamlText | undefined {
  const [document, ...others] = old.documents;
  if (document?.root === undefined || others.length > 0 || old.isTemplate) return undefined;
  if (
    document.faults.length > 0 ||
    document.span.end !== before.length ||
    hasDirective(before.slice(0, document.root.span.start))
  )
    return undefined;
  const path = entriesAround(document.root, edit.span, before);
  const by = edit.newText.length - (edit.span.end - edit.span.start);
  let tries = 0;
  for (let at = path.length - 1; at >= 0 && tries < MOST_TRIES; at--) {
    if (path[at]?.column === undefined) continue;
    tries++;
    const change = changeOf(path.slice(0, at + 1), by, before, after);
    if (change === undefined) continue;
    const root = rebuilt(change);
    if (root === undefined) continue;
    const { lines, comments } = change;
    return {
      documents: [{ root, faults: [], span: span(document.span.start, document.span.end + by) }],
      comments: [
        ...old.comments.filter((comment) => comment.span.end <= lines.start),
        ...comments,
        ...old.comments.flatMap(({ span: { start, end }, text }) =>
          start < lines.end ? [] : [{ span: span(start + by, end + by), text }],
        ),
      ],
      isTemplate: false,
    };
  }
  return undefined;
}

/** Directives before a document say what its tags mean. */
function hasDirective(head: string): boolean {
  return /^%/m.test(head);
}

/** The entries, from the root on, whose lines hold an edit; it begins after the first character of each. */
function entriesAround(root: YamlNode, edit: Span, text: string): readonly Entry[] {
  const path: Entry[] = [];
  let holder: YamlNode | undefined = root;
  let end = text.length;
  while (holder !== undefined && (holder.kind === "mapping" || holder.kind === "sequence") && !holder.flow) {
    const parts: readonly (YamlPair | YamlItem)[] = holder.kind === "mapping" ? holder.pairs : holder.items;
    const index = firstFrom(parts, ({ span: { start } }) => start, edit.start) - 1;
    const part = parts[index];
    if (part === undefined) break;
    const start = text.lastIndexOf("\n", part.span.start - 1) + 1;
    const next = parts[index + 1];
    if (next !== undefined) end = text.lastIndexOf("\n", next.span.start - 1) + 1;
    // The last line break belongs to what follows as well.
    if (edit.end >= end && end < text.length) break;
    const hasOwnLines = /^ *$/.test(text.slice(start, part.span.start));
    const column = hasOwnLines ? part.span.start - start : undefined;
    path.push({ holder, index, lines: span(start, end), column });
    holder = part.value;
  }
  return path;
}

/** What an edit makes of the last entry of a path, read by itself; undefined where its lines say too little for that. */
function changeOf(path: readonly Entry[], by: number, before: string, after: string): Rebuild | undefined {
  const entry = path.at(-1);
  if (entry?.column === undefined) return undefined;
  const { holder, lines, column } = entry;
  const old = before.slice(lines.start, lines.end);
  const now = copyString(after, lines.start, lines.end + by);
  if (needsTheRest(old) || needsTheRest(now) || endsInComment(now)) return undefined;
  const section = parseSection(now, lines.start, path.length - 1);
  if (section === undefined || section.root.kind !== holder.kind) return undefined;
  const { root, comments } = section;
  if ((root.kind !== "mapping" && root.kind !== "sequence") || root.flow) return undefined;
  const [first] = root.kind === "mapping" ? root.pairs : root.items;
  if (root.tag !== undefined || first?.span.start !== lines.start + column) return undefined;
  if (endsOpenly(root, after)) return undefined;
  const holders = path.map((each) => ({ node: each.holder, index: each.index }));
  return { path: holders, section: root, lines, comments, by };
}

/**
 * Whether what follows a collection decides where it ends: its last value is not written, or the library may read a plain one in
 * a line of its own on into the next entry.
 */
function endsOpenly(node: YamlNode, text: string): boolean {
  switch (node.kind) {
    case "mapping":
    case "sequence": {
      const last = node.kind === "mapping" ? node.pairs.at(-1) : node.items.at(-1);
      return last === undefined ? !node.flow : endsOpenly(last.value, text);
    }
    case "scalar": {
      const line = text.lastIndexOf("\n", node.span.start - 1) + 1;
      return (
        node.style === "empty" || (node.style === "plain" && text.slice(line, node.span.start).trim() === "")
      );
    }
    case "alias":
      return false;
  }
}

/** Which collection a comment at the end belongs to depends on what follows it. */
function endsInComment(lines: string): boolean {
  return /(?:^|\n)[ \t]*#[^\n]*\s*$/.test(lines);
}

/** Whether lines may end the document, or have to do with anchors anywhere in it. */
function needsTheRest(lines: string): boolean {
  return /[&*]|^(?:---|\.\.\.)(?:\s|$)/m.test(lines);
}
