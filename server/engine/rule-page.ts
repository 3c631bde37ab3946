import { wordTable } from "../../grammar/text/word-table.ts";

/** The kinds of example a rule page may hold; each is executed by the tests. */
export type ExampleKind = "bad" | "fixed" | "good" | "silent";

/** The formats in which an example may be written. */
export type ExampleFormat = "kong-conf" | "dotenv" | "compose" | "dockerfile" | "shell";

/** One fenced block below `## Examples`. */
export interface RuleExample {
  readonly kind: ExampleKind;
  /** The text after the kind in the heading: `### Bad: a trailing comment`. */
  readonly title: string;
  readonly carrier: ExampleFormat;
  readonly text: string;
  /** `release=`, `from=`, `findings=`, `fix=`, `option.<name>=`, `line-ends=`, `controls=` of the info string. */
  readonly attributes: Readonly<Record<string, string>>;
  /** The findings: `severity@line:column-line:column`, from 1, UTF-16 columns, end exclusive. */
  readonly expected: readonly string[];
  /** The quotation below the code, as written: the messages of the findings. Empty where there is none. */
  readonly messages: string;
  /** For a bad example: the text after fixing, where the page shows it. */
  readonly fixed:
    | {
        readonly text: string;
        readonly attributes: Readonly<Record<string, string>>;
        /** The findings that the fixes leave, written like the expected ones. */
        readonly left: readonly string[];
      }
    | undefined;
}

/** A rule page in parts. */
export interface RulePage {
  readonly id: string;
  /** The paragraphs between the title and the first section. */
  readonly introduction: string;
  /** Sections by their heading, Markdown as written. */
  readonly sections: ReadonlyMap<string, string>;
  readonly examples: readonly RuleExample[];
}

/** The carriers by the language word of a fenced block. */
const LANGUAGES: Readonly<Record<string, ExampleFormat>> = wordTable({
  conf: "kong-conf",
  dotenv: "dotenv",
  yaml: "compose",
  dockerfile: "dockerfile",
  sh: "shell",
});

/**
 * Reads the Markdown page of a rule.
 * @throws Error when a page has no title, or an example block stands under a heading that names no kind.
 */
export function parseRulePage(markdown: string): RulePage {
  const title = /^# (\S+)\s*$/m.exec(markdown);
  if (title?.[1] === undefined) throw new Error("a rule page begins with `# group/name`");
  const [introduction = "", ...parts] = markdown.slice(title.index + title[0].length).split(/^## /m);
  const sections = new Map(
    parts.map((part) => {
      const end = part.indexOf("\n");
      return [part.slice(0, end).trim(), part.slice(end + 1).trim()] as const;
    }),
  );
  return {
    id: title[1],
    introduction: introduction.trim(),
    sections,
    examples: parseExamples(sections.get("Examples") ?? ""),
  };
}

function parseExamples(section: string): readonly RuleExample[] {
  const examples: RuleExample[] = [];
  for (const part of section.split(/^### /m).slice(1)) {
    const heading = part.slice(0, part.indexOf("\n")).trim();
    const kind = /^(Bad|Fixed|Good|Silent)\b:?\s*(.*)$/i.exec(heading);
    if (kind?.[1] === undefined)
      throw new Error(`an example heading begins with Bad, Fixed, Good or Silent: ${heading}`);
    addExample(examples, kind[1].toLowerCase() as ExampleKind, kind[2] ?? "", part);
  }
  return examples;
}

/** U+2400 to U+241F, the pictures of the control characters U+0000 to U+001F. */
const PICTURES = /[\u2400-\u241f]/g;

function textOf(block: string, attributes: RuleExample["attributes"]): string {
  const written =
    attributes.controls === "pictures"
      ? block.replace(PICTURES, (picture) => String.fromCharCode(picture.charCodeAt(0) - 0x2400))
      : block;
  if (attributes["line-ends"] === "cr") return written.replaceAll("\n", "\r");
  return attributes["final-newline"] === "no" ? written.replace(/\n$/, "") : written;
}

function addExample(examples: RuleExample[], kind: ExampleKind, title: string, part: string): void {
  const blocks = [...part.matchAll(/^(`{3,})([^\n]*)\n([\s\S]*?)^\1[ \t]*$/gm)].map((match) => ({
    info: (match[2] ?? "").trim().split(/\s+/),
    text: match[3] ?? "",
    end: match.index + match[0].length,
  }));
  const block = blocks.find(({ info }) => LANGUAGES[info[0] ?? ""] !== undefined);
  if (block === undefined) throw new Error(`the example "${kind} ${title}" has no conf or dotenv block`);
  const attributes = attributesOf(block.info.slice(1));
  const text = textOf(block.text, attributes);
  if (kind === "fixed") {
    const last = examples.at(-1);
    if (last?.kind !== "bad") throw new Error("a Fixed example follows a Bad one");
    examples[examples.length - 1] = {
      ...last,
      fixed: { text, attributes, left: parseFindings(attributes.left) },
    };
    return;
  }
  examples.push({
    kind,
    title,
    carrier: LANGUAGES[block.info[0] ?? ""] ?? "kong-conf",
    text,
    attributes,
    expected: parseFindings(attributes.findings),
    messages: /^\n*((?:>.*(?:\n|$))+)/.exec(part.slice(block.end))?.[1]?.trimEnd() ?? "",
    fixed: undefined,
  });
}

function attributesOf(words: readonly string[]): RuleExample["attributes"] {
  return Object.fromEntries(
    words.map((word) => {
      const at = word.indexOf("=");
      return at < 0 ? [word, ""] : [word.slice(0, at), word.slice(at + 1)];
    }),
  );
}

/** Findings as an attribute lists them: `error@1:21-1:24,warning@2:1-2:5`. */
function parseFindings(list: string | undefined): readonly string[] {
  return list === undefined ? [] : list.split(",");
}
