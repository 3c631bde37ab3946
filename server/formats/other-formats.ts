import { nameOf } from "./file-names.ts";
import { FORMATS, type FormatEntry, type FormatLooks, HCL_FORMATS, MOST_SETTINGS } from "./registry.ts";
import { isMadeOfSettings, type TextShape } from "./text-shape.ts";

const MOST = MOST_SETTINGS;
/** Fewer, and a text is of another format that has settings in it as well. */
const HALF = 0.5;
/** More than any text can have. */
const NEVER = 2;

/**
 * The formats that may hold settings of Kong and that no reader exists for yet. Read as kong.conf they would give errors
 * that mean nothing, and fixes that destroy them. A format that gets a reader moves to the registry.
 */
const UNREAD: readonly FormatLooks[] = [
  {
    what: "a script",
    name: /\.(?:fish|bats|ps1|psm1|bat|cmd|py|rb|pl)$/,
    between: [],
    is: ({ text }) => text.startsWith("#!"),
    settingsFrom: NEVER,
  },
  { what: "a text document", name: /\.(?:rst|adoc|asciidoc)$/, between: [], settingsFrom: MOST },
  {
    what: "a GitHub workflow",
    name: /(?:^|\/)\.github\/workflows\/[^/]+\.ya?ml$/,
    between: [],
    settingsFrom: MOST,
  },
  {
    what: "a Helm template",
    resembles: ({ text }) => /\{\{-?[ \t]*define[ \t]+"/.test(text),
    settingsFrom: MOST,
  },
  {
    what: "a systemd unit",
    name: /(?:\.(?:timer|socket|mount|slice|container)|\.container\.d\/[^/]+\.conf)$/,
    between: [],
    is: ({ lines: [first = ""] }) => /^\[(?:Timer|Socket|Container)\][ \t]*$/.test(first),
    settingsFrom: NEVER,
  },
  { what: "a Terraform file in JSON", name: /\.(?:tf|tofu|tfvars)\.json$/, between: [], settingsFrom: NEVER },
  { what: "an HCL file", name: /\.hcl$/, between: HCL_FORMATS, settingsFrom: NEVER },
  { what: "a TOML file", name: /\.toml$/, between: [], settingsFrom: NEVER },
  {
    what: "a Makefile",
    name: /(?:(?:^|[/._-])(?:gnu)?makefile(?:\.[^/]*)?|\.mk)$/,
    between: [],
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
];

/** `name:` alone, and below it something that belongs to it. */
const NESTED_YAML = /^["']?[\w./-]+["']?:[ \t]*(?:#.*)?\n(?:[ \t]+["']?[\w./-]+["']?:(?:[ \t]|$)|[ \t]*- )/m;

/** Whether all lines are `name: value`, and so many that no slip in a kong.conf explains them. */
function isFlatYaml(lines: readonly string[]): boolean {
  return lines.length >= 5 && lines.every((line) => /^["']?[\w./-]+["']?:(?:[ \t]|$)/.test(line));
}

/** Suffixes of templates and copies: under them a file goes on being what it is. */
const COPY = /\.(?:j2|jinja2?|tpl|tmpl|gotmpl|tftpl|erb|template|example|sample|dist|default|bak|orig|old)$/;

/** A format other than Kong's own file and files of variables; `entry` where it is read. */
export interface OtherFormat {
  readonly what: string;
  readonly entry: FormatEntry | undefined;
}

function other(looks: FormatLooks | undefined): OtherFormat | undefined {
  if (looks === undefined) return undefined;
  return { what: looks.what, entry: FORMATS.find((entry) => entry === looks) };
}

const ALL: readonly FormatLooks[] = [...FORMATS, ...UNREAD];

/**
 * What a text is beyond doubt, whatever its name: a Compose file. Undefined for all that may be settings of Kong.
 * @param between the formats that it may be of
 */
export function otherByContent(
  shape: TextShape,
  between: readonly FormatLooks[] = ALL,
): OtherFormat | undefined {
  // Setting up three dozen expressions takes longer than all else that a small kong.conf needs before it is parsed.
  if (shape.isPlain) return undefined;
  return other(between.find(({ is }) => is?.(shape) === true));
}

/**
 * What a file is by its content and its name: a Compose file. A text of settings is one under any name, unless the
 * format of that name is written in the same way.
 * @param path with `/` as separator
 */
export function otherFormat(path: string, shape: TextShape): OtherFormat | undefined {
  const plain = withoutCopySuffix(path.toLowerCase());
  const named = ALL.find(({ name }) => name?.test(plain) === true);
  const byName = named === undefined || isMadeOfSettings(shape, named.settingsFrom) ? undefined : named;
  return otherByContent(shape, byName?.between) ?? other(byName);
}

/** What a text looks like whose name says nothing, where most of it sets nothing. */
export function otherByLooks(shape: TextShape): OtherFormat | undefined {
  if (isMadeOfSettings(shape, HALF)) return undefined;
  return other(ALL.find(({ resembles }) => resembles?.(shape) === true));
}

/** Whether a file of this name is looked into in a folder, for it may be of a format that is read. */
export function mayBeOtherFormat(name: string): boolean {
  return formatsOfName(name).length > 0;
}

/** What a text of any format has that starts Kong or sets something for it; a text about Kong has less. */
const CONFIGURES_KONG =
  /KONG_[A-Z]|\bkong[\w.-]*:[\w.-]+|\b(?:image|from|run|create|extends|include)\b.*kong|kong (?:start|migrations)|\bchart["']?[ \t]*[:=][ \t]*["']?kong\b|\bcharts\.konghq\.com\b|^kong:[ \t]*(?:#.*)?$|\bkong\.conf["']?[ \t]*:|\bhelm[ \t]+(?:install|upgrade|template)\b.*\bkong\b/im;

/**
 * Whether the text of a file in a folder surely configures Kong.
 * @param path of a file whose name says no more than that it may be of a format that is read
 */
export function configuresKong(path: string, text: string): boolean {
  return (
    CONFIGURES_KONG.test(text) ||
    formatsOfName(nameOf(path)).some((entry) => entry.configuresKong?.(text, path) === true)
  );
}

/** A suffix such as `.tpl` may be that of a copy, or all that the name says. */
function formatsOfName(name: string): readonly FormatEntry[] {
  const names = withShorter(name.toLowerCase());
  return FORMATS.filter(({ candidate }) => names.some((each) => candidate.test(each)));
}

/** A name, and what is left of it as its suffixes are taken away. */
function withShorter(name: string): readonly string[] {
  const shorter = name.replace(COPY, "");
  return shorter === name ? [name] : [name, ...withShorter(shorter)];
}

function withoutCopySuffix(path: string): string {
  const shorter = path.replace(COPY, "");
  return shorter === path ? path : withoutCopySuffix(shorter);
}
