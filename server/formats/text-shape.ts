/** What the beginning of a text looks like, whoever wrote it for whatever program. */
export interface TextShape {
  /** As it stands. */
  readonly text: string;
  /** The lines that say something: no blank ones, no comments, none that are a template's alone. */
  readonly lines: readonly string[];
  /** The same as one text. */
  readonly body: string;
  /** How many of the lines set something as kong.conf or an environment file does. */
  readonly settings: number;
  /** Whether it has nothing but settings, comments and blank lines, so that it is of no format with structure. */
  readonly isPlain: boolean;
}

/** `name = value`, with `export` before it or not; `=>`, `==` and `=~` are other languages'. */
const SETTING = /^[ \t]*(?:export[ \t]+)?[A-Za-z_][\w.-]*[ \t]*=(?![=>~])/;
const COMMENT_OR_BLANK = /^[ \t]*(?:[#;]|$)/;
/** A line of a template engine alone: `{% if x %}`, `{{- end }}`, `<% end %>`, `%{ endif ~}`, `<#if x>`. */
const TAG_LINE = /^[ \t]*(?:\{%.*%\}|\{\{.*\}\}|\{#.*#\}|<%.*%>|%\{.*\}|<\/?#\w.*>|\$\{[^{}]*\})[ \t]*$/;
/** What says more, though it is in a comment or a value: the first line of a script, a type of CloudFormation, a line end of Unicode. */
const SAYS_MORE = /^#!|AWS::|[\u2028\u2029]/;
/** Comments of Jinja, Go and ERB, which may have several lines. */
const TEMPLATE_COMMENT = /\{#[\s\S]*?#\}|\{\{-?[ \t]*\/\*[\s\S]*?\*\/[ \t]*-?\}\}|<%#[\s\S]*?%>/g;

/** Looks at the beginning of a text, a few kilobytes. */
export function shapeOf(sample: string): TextShape {
  const text = sample.replace(/^\uFEFF/, "");
  const bare = withoutTemplateComments(text);
  const own = linesOf(bare).filter((line) => !COMMENT_OR_BLANK.test(line));
  const settings = own.filter((line) => SETTING.test(line)).length;
  const isPlain = settings > 0 && settings === own.length && bare === text && !SAYS_MORE.test(text);
  const lines = isPlain ? own : own.filter((line) => !TAG_LINE.test(line));
  return { text, lines, body: lines.join("\n"), settings, isPlain };
}

/** Nearly no text has one, and to look for one sign takes far less than an expression. */
function withoutTemplateComments(text: string): string {
  const mayHold = text.includes("{#") || text.includes("{{") || text.includes("<%#");
  return mayHold ? text.replace(TEMPLATE_COMMENT, "") : text;
}

/** Nearly every text ends its lines with LF alone, and an expression takes far longer. */
function linesOf(text: string): readonly string[] {
  return text.includes("\r") ? text.split(/\r\n|[\n\r]/) : text.split("\n");
}

/** Whether at least this share of the lines sets something, and there is such a line. */
export function isMadeOfSettings({ lines, settings }: TextShape, share: number): boolean {
  return settings > 0 && settings >= share * lines.length;
}
