import { isMadeOfSettings, type TextShape } from "./text-shape.ts";

/**
 * The formats that may hold settings of Kong and that no reader exists for yet. Read as kong.conf they would give errors
 * that mean nothing, and fixes that destroy them. A format that gets a reader is taken off this list.
 */
interface UnreadFormat {
  /** As a person would say it. */
  readonly what: string;
  /** Names under which it goes, as a path in lower case and without the suffix of a template. */
  readonly name?: RegExp;
  /** A text that is of this format beyond doubt, whatever its name. */
  readonly is?: (shape: TextShape) => boolean;
  /** A text that looks like it; only asked where neither the name nor the settings in it say more. */
  readonly resembles?: (shape: TextShape) => boolean;
  /**
   * The least share of lines like `name = value` from which a text of this name is one of settings after all; 2 where the
   * format itself is written in such lines, so that they say nothing.
   */
  readonly settingsFrom: number;
}

/** Lines of settings that a kong.conf with a slip in it still has. */
const MOST = 0.8;
/** Fewer, and a text is of another format that has settings in it as well. */
const HALF = 0.5;
/** More than any text can have. */
const NEVER = 2;

const FORMATS: readonly UnreadFormat[] = [
  {
    what: "a script",
    name: /\.(?:fish|bats|ps1|psm1|bat|cmd|py|rb|pl)$/,
    is: ({ text }) => text.startsWith("#!"),
    settingsFrom: NEVER,
  },
  {
    what: "a Markdown file",
    name: /\.(?:md|mdx|markdown)$/,
    resembles: ({ body }) => /^[ \t]*(?:```|~~~)/m.test(body),
    settingsFrom: MOST,
  },
  { what: "a text document", name: /\.(?:rst|adoc|asciidoc)$/, settingsFrom: MOST },
  {
    what: "a Dockerfile",
    name: /(?:^|[/._-])(?:dockerfile|containerfile)(?:[\d._-][^/]*)?$/,
    is: ({ body }) =>
      /^(?:[ \t]*ARG[ \t].*\n)*[ \t]*FROM[ \t]+(?:--\S+[ \t]+)?[^\s=]+(?:[ \t]+AS[ \t]+\S+)?[ \t]*(?:\n|$)/i.test(
        body,
      ),
    settingsFrom: MOST,
  },
  {
    what: "a Compose file",
    name: /(?:^|[/._-])compose(?:[._-][^/]*)?\.ya?ml$/,
    is: ({ body }) =>
      /^services:[ \t]*(?:#.*)?\n(?:[ \t]*\{[{%].*\n)*[ \t]+["']?[\w.${}-]+["']?:/m.test(body),
    settingsFrom: MOST,
  },
  { what: "a GitHub workflow", name: /(?:^|\/)\.github\/workflows\/[^/]+\.ya?ml$/, settingsFrom: MOST },
  {
    what: "a Kubernetes manifest",
    is: ({ body }) => /^["']?apiVersion["']?:[ \t]*\S/m.test(body) && /^["']?kind["']?:[ \t]*\S/m.test(body),
    settingsFrom: MOST,
  },
  {
    what: "a CloudFormation template",
    is: ({ body }) => /^AWSTemplateFormatVersion:/m.test(body),
    settingsFrom: MOST,
  },
  {
    what: "a Helm values file",
    name: /(?:^|[/._-])values(?:[._-][^/]*)?\.ya?ml$/,
    settingsFrom: MOST,
  },
  {
    what: "a Helm template",
    resembles: ({ text }) => /\{\{-?[ \t]*define[ \t]+"/.test(text),
    settingsFrom: MOST,
  },
  {
    what: "a systemd unit",
    name: /(?:\.(?:service|timer|socket|mount|slice|container)|\.(?:service|container)\.d\/[^/]+\.conf)$/,
    is: ({ lines: [first = ""] }) =>
      /^\[(?:Unit|Service|Install|Timer|Socket|Container)\][ \t]*$/.test(first),
    settingsFrom: NEVER,
  },
  {
    what: "a Nomad job",
    name: /\.nomad(?:\.hcl)?$/,
    is: ({ body }) => /^job[ \t]+"[^"\n]*"[ \t]*\{/m.test(body),
    settingsFrom: NEVER,
  },
  {
    what: "a Terraform file",
    name: /\.(?:tf|tofu|tfvars)$/,
    is: ({ body }) =>
      /^(?:(?:resource|data)[ \t]+"[^"\n]*"[ \t]+"[^"\n]*"|(?:variable|output|provider|module)[ \t]+"[^"\n]*"|terraform|locals)[ \t]*\{/m.test(
        body,
      ),
    settingsFrom: NEVER,
  },
  { what: "an HCL file", name: /\.hcl$/, settingsFrom: NEVER },
  { what: "a TOML file", name: /\.toml$/, settingsFrom: NEVER },
  {
    what: "a Makefile",
    name: /(?:(?:^|[/._-])(?:gnu)?makefile(?:\.[^/]*)?|\.mk)$/,
    is: ({ body }) => /^[\w./%$(){} -]+:(?!=)[^=\n]*\n\t[ \t]*\S/m.test(body),
    settingsFrom: NEVER,
  },
  {
    what: "a JSON file",
    name: /\.(?:json|jsonc|json5|jsonl|ndjson)$/,
    resembles: ({ body }) => /^\s*(?:\{\s*(?:["}]|$)|\[\s*(?:[{["\]]|$))/.test(body),
    settingsFrom: MOST,
  },
  {
    what: "a YAML file",
    name: /\.ya?ml$/,
    resembles: ({ body, lines }) =>
      /^(?:---|%YAML\b|- )/.test(lines[0] ?? "") || NESTED_YAML.test(body) || isFlatYaml(lines),
    settingsFrom: MOST,
  },
  {
    what: "a shell script",
    name: /\.(?:sh|bash|zsh|ksh|ash)$/,
    resembles: ({ body, lines }) => !BLOCK.test(body) && lines.some((line) => SHELL_LINE.test(line)),
    settingsFrom: 1,
  },
];

/** A line that is a command or a part of one, and neither a setting nor a property with its `=` missing. */
const SHELL_LINE =
  /^(?!.*[{;][ \t]*$)[ \t]*(?:(?:if|elif|while|until|for|case)[ \t].*|(?:then|fi|do|done|esac|else)\b.*|set[ \t]+[-+][A-Za-z].*|\w+[ \t]*\(\)|(?:sudo[ \t]+)?(?:docker(?:-compose)?|podman|kubectl|helm|kong|curl|wget|apt-get|apk|yum|systemctl|mkdir|cp|mv|rm|chmod|chown|cd|echo|printf|exec|source|eval|exit|trap|unset)[ \t]+[^\s=].*)$/;

/** How nginx and Logstash begin a block. */
const BLOCK = /^[ \t]*(?:server|http|events|location|upstream|input|filter|output)\b[^=\n]*\{[ \t]*$/m;

/** `name:` alone, and below it something that belongs to it. */
const NESTED_YAML = /^["']?[\w./-]+["']?:[ \t]*(?:#.*)?\n(?:[ \t]+["']?[\w./-]+["']?:(?:[ \t]|$)|[ \t]*- )/m;

/** Whether all lines are `name: value`, and so many that no slip in a kong.conf explains them. */
function isFlatYaml(lines: readonly string[]): boolean {
  return lines.length >= 5 && lines.every((line) => /^["']?[\w./-]+["']?:(?:[ \t]|$)/.test(line));
}

/** Suffixes of templates and copies: under them a file goes on being what it is. */
const COPY = /\.(?:j2|jinja2?|tpl|tmpl|gotmpl|tftpl|erb|template|example|sample|dist|default|bak|orig|old)$/;

/**
 * What a text is beyond doubt, whatever its name: `a Compose file`. Undefined for all that may be settings of Kong.
 */
export function unreadByContent(shape: TextShape): string | undefined {
  return FORMATS.find(({ is }) => is?.(shape) === true)?.what;
}

/**
 * What a file is by its content and its name: `a Compose file`. A text of settings is one under any name, unless the
 * format of that name is written in the same way.
 * @param path with `/` as separator
 */
export function unreadFormat(path: string, shape: TextShape): string | undefined {
  const certain = unreadByContent(shape);
  if (certain !== undefined) return certain;
  const plain = withoutCopySuffix(path.toLowerCase());
  const named = FORMATS.find(({ name }) => name?.test(plain) === true);
  return named === undefined || isMadeOfSettings(shape, named.settingsFrom) ? undefined : named.what;
}

/** What a text looks like whose name says nothing, where most of it sets nothing. */
export function unreadByLooks(shape: TextShape): string | undefined {
  if (isMadeOfSettings(shape, HALF)) return undefined;
  return FORMATS.find(({ resembles }) => resembles?.(shape) === true)?.what;
}

function withoutCopySuffix(path: string): string {
  const shorter = path.replace(COPY, "");
  return shorter === path ? path : withoutCopySuffix(shorter);
}
