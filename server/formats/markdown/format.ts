import { wordTable } from "../../../grammar/text/word-table.ts";
import type { Certainty, SourceFormat } from "../../model/format.ts";
import type { Source } from "../../model/source.ts";
import type { SourceDocument } from "../../model/source-document.ts";
import { variableName } from "../shared/kong-variable.ts";
import { plainSource } from "../shared/plain-source.ts";
import { commentInMarkdown, statementInMarkdown } from "./comments.ts";
import { cursorInMarkdown } from "./cursor-markdown.ts";
import { detectMarkdown, MARKDOWN } from "./detect.ts";
import { withoutElisions } from "./elisions.ts";
import { embed, type Fenced, innerText } from "./embed.ts";
import { type Fence, fencesOf } from "./fences.ts";
import { linkMarkdown, type MarkdownSource, writeMarkdown } from "./link-markdown.ts";
import { commandLines } from "./prompts.ts";

/** Words after a fence, and the languages of editors that they mean. */
const LANGUAGES: Readonly<Record<string, readonly string[]>> = wordTable({
  sh: ["shellscript"],
  bash: ["shellscript"],
  shell: ["shellscript"],
  zsh: ["shellscript"],
  ksh: ["shellscript"],
  console: ["shellscript"],
  terminal: ["shellscript"],
  "shell-session": ["shellscript"],
  shellsession: ["shellscript"],
  "sh-session": ["shellscript"],
  dockerfile: ["dockerfile"],
  docker: ["dockerfile", "shellscript"],
  containerfile: ["dockerfile"],
  yaml: ["yaml", "dockercompose"],
  yml: ["yaml", "dockercompose"],
  json: ["json", "jsonc", "yaml"],
  conf: ["kong-conf"],
  kong: ["kong-conf"],
  "kong-conf": ["kong-conf"],
  ini: ["kong-conf", "dotenv", "ini"],
  properties: ["kong-conf", "dotenv"],
  env: ["dotenv"],
  dotenv: ["dotenv"],
  hcl: ["terraform"],
  terraform: ["terraform"],
});
const CONSOLES: ReadonlySet<string> = new Set([
  "console",
  "terminal",
  "shell-session",
  "shellsession",
  "sh-session",
]);
/** Nothing but comments and assignments that pass no variable on to a command. */
const VARIABLES =
  /^(?:[ \t]*(?:#[^\n]*|[A-Za-z_]\w*=(?:"[^"\n]*"|'[^'\n]*'|[^\s\\;&|]*)[ \t]*)?\r?(?:\n|$))+$/;
/** Languages whose fences need no further sign. */
const SURE: ReadonlySet<string> = new Set(["shellscript", "dockerfile", "dotenv"]);

/**
 * Markdown with fences, each of which is a source of its own.
 * @param inner in the order of detection, for fences that name no language, or one of several formats
 */
export function markdownFormat(inner: readonly SourceFormat[]): SourceFormat<MarkdownSource> {
  const markdown: SourceFormat<MarkdownSource> = {
    id: MARKDOWN,
    title: "a Markdown file",
    languages: ["markdown"],
    owns: false,
    lineComment: undefined,
    detect: detectMarkdown,
    mayConfigureKong: (text) => /kong/i.test(text) && inner.some((format) => format.mayConfigureKong(text)),
    parse: (document) => ({ ...plainSource(markdown, document), embedded: embeddedIn(document, inner) }),
    link: linkMarkdown,
    write: (edit, unit, context) => writeMarkdown(edit, unit, context, isMarkdown),
    spell: variableName,
    commentAt: commentInMarkdown,
    cursor: cursorInMarkdown,
    statementAt: statementInMarkdown,
  };
  return markdown;
}

function isMarkdown(source: Source): source is MarkdownSource {
  return source.format.id === MARKDOWN;
}

function embeddedIn({ path, text }: SourceDocument, inner: readonly SourceFormat[]): readonly Fenced[] {
  const embedded: Fenced[] = [];
  for (const fence of fencesOf(text)) {
    const commands = commandLines(text, fence.lines, CONSOLES.has(fence.language));
    const { lines, isCut } = withoutElisions(text, commands);
    const format = formatOf(fence, innerText(text, lines), inner);
    if (format === undefined) continue;
    const id = `${path}#${embedded.length + 1}`;
    embedded.push({ ...embed(id, text, lines, format), isCut, isGuessed: fence.language === "" });
  }
  return embedded;
}

/** The format of a fence: by its language, and by its text where that leaves a choice. */
function formatOf(fence: Fence, text: string, inner: readonly SourceFormat[]): SourceFormat | undefined {
  const languages = fence.language === "" ? undefined : (LANGUAGES[fence.language] ?? []);
  // Many write an excerpt of an environment file into a fence of the shell.
  const variablesOnly =
    (languages === undefined || languages.includes("shellscript")) && VARIABLES.test(text);
  const dotenv = variablesOnly ? inner.find((format) => format.languages.includes("dotenv")) : undefined;
  if (dotenv?.mayConfigureKong(text) === true) return dotenv;
  // What is data is told from other data by its text alone.
  const isData = languages === undefined || languages.includes("yaml");
  const candidates = inner.filter(
    (format) =>
      (languages === undefined || format.languages.some((each) => languages.includes(each))) &&
      format.mayConfigureKong(text),
  );
  const ranks: Readonly<Record<Certainty, number>> = { named: 3, content: 2, possible: 1 };
  let best: { format: SourceFormat; rank: number } | undefined;
  for (const format of candidates) {
    const found = format.detect(isData ? "fence.yaml" : "", text);
    const rank = found === undefined ? 0 : ranks[found];
    if (rank > (best?.rank ?? 0)) best = { format, rank };
  }
  if (best !== undefined && (languages !== undefined || best.rank >= ranks.content)) return best.format;
  return languages === undefined
    ? undefined
    : candidates.find((format) => format.languages.some((each) => SURE.has(each)));
}
