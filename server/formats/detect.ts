import type { SourceFormat } from "../model/format.ts";
import { dotenv } from "./dotenv/format.ts";
import { isConfName, isEnvName, isKongEnvName, nameOf } from "./file-names.ts";
import { kongConf } from "./kong-conf/format.ts";
import {
  mayBeOtherFormat,
  type OtherFormat,
  otherByContent,
  otherByLooks,
  otherFormat,
} from "./other-formats.ts";
import type { FormatEntry } from "./registry.ts";
import { isMadeOfSettings, shapeOf, type TextShape } from "./text-shape.ts";

/** What a file is to kong-lint: of a format that it reads, or left alone, with the reason as a person would say it. */
export type Detection =
  | { readonly format: SourceFormat | FormatEntry; readonly reason: string }
  | { readonly format: undefined; readonly reason: string };

/**
 * The format that was detected, loaded where it has to be.
 * @param text of the file
 * @returns undefined where the text cannot configure Kong
 */
export async function loadFormat(
  format: SourceFormat | FormatEntry,
  text: string,
): Promise<SourceFormat | undefined> {
  if (!("load" in format)) return format;
  return format.mayConfigureKong(text) ? format.load(text) : undefined;
}

/** Why a text of a format that Kong is only a part of is left alone. */
export const NO_PROCESS = "no Kong process in it";

/** How a line of another kind of file looks, and what that file is. The first of them that fits is the reason. */
const OTHER_FILES: readonly (readonly [RegExp, string])[] = [
  [/^[ \t]*(?:input|filter|output)\s*\{(?!\{)/m, "a Logstash configuration"],
  [
    /^[ \t]*(?:server|http|events|stream|upstream\s+\S+|location\s+\S+.*)\s*\{(?!\{)/m,
    "an nginx configuration",
  ],
  [
    /^[ \t]*(?:worker_processes|listen|server_name|proxy_pass|include|error_log|access_log|charset)\s+[^=\n]*;\s*$/m,
    "an nginx configuration",
  ],
  [/^[ \t]*<(?:\?xml|VirtualHost|source|match|configuration)\b/im, "an XML, Apache or Fluentd configuration"],
  [/^[ \t]*\[program:[^\]]+\]\s*$/m, "a supervisor configuration"],
  [/^[ \t]*(?:local\s+\w+\s*=|return\s*\{|function\s+[\w.:]+\s*\()/m, "a Lua file"],
];

/** Names, in lower case, of files that no program reads as settings, and what those files are. */
const OTHER_NAMES: readonly (readonly [RegExp, string])[] = [
  [/\.lua$/, "a Lua file"],
  [/\.(?:[cm]?[jt]sx?|go|rs|java|kt|c|h|cc|cpp|cs|php|swift|scala|sql|css|scss)$/, "the source of a program"],
  [/\.(?:xml|html?|svg)$/, "an XML or HTML file"],
  [/\.(?:pem|crt|cer|key|csr)$/, "a certificate or a key"],
  [/\.(?:patch|diff)$/, "a patch"],
  [/\.(?:lock|log|csv)$/, "no configuration"],
];

/** A setting as kong.conf writes it; `=>` and `==` are other languages'. */
const SETTING = /^[ \t]*([A-Za-z][\w.-]*)[ \t]*=(?![=>])/;
/** How nginx and its like end a line. */
const END_OF_STATEMENT = /[;{}]\s*$/;
/** The tags of templates that end in a brace as well: `{% endif %}`, `{{- end }}`, `{# … #}`, `${line}`, `%{ endif ~}`. */
const TAG = /(?:[%}#]\}\s*$|^\s*[$%]\{[^{}]*\}\s*$)/;
const KONG_VARIABLE = /^[ \t]*(?:export[ \t]+)?KONG_[A-Z0-9_]+[ \t]*=/m;
/** A setting as kong.conf names it. */
const PROPERTY = /^[ \t]*[a-z][a-z0-9_]*[ \t]*=/gm;
/** What only a file of variables has. */
const EXPORT = /^[ \t]*export[ \t]+[A-Za-z_]\w*=/;
/** A variable that is passed on, or that somebody is about to write. */
const KONG_NAME_ALONE = /^[ \t]*(?:export[ \t]+)?KONG_[A-Z0-9_]*\s*$/im;

/**
 * Decides by name and content whether a file is one of Kong's.
 * @param path with `/` as separator
 * @param sample the beginning of the text, a few kilobytes
 */
export function detectFormat(path: string, sample: string): Detection {
  return detectPlain(path, withoutMark(sample));
}

/** A byte order mark says nothing about what the file is, and a fix takes it away. */
function withoutMark(sample: string): string {
  return sample.startsWith("\uFEFF") ? sample.slice(1) : sample;
}

/** @param sample without a byte order mark */
function detectPlain(path: string, sample: string): Detection {
  const name = nameOf(path);
  const shape = shapeOf(sample);
  if (isConfName(path)) return detectConf(sample, shape);
  if (!isEnvName(path)) {
    const other = mayBeOtherFormat(name) ? otherFormat(path, shape) : undefined;
    return other?.entry === undefined ? skipped("not named like a Kong configuration") : detected(other);
  }
  const unread = isPlainEnvName(name) ? otherThanSettings(sample, shape) : otherFormat(path, shape);
  if (unread !== undefined) return detected(unread);
  if (KONG_VARIABLE.test(sample) || KONG_NAME_ALONE.test(sample))
    return { format: dotenv, reason: "an environment file with KONG_ variables" };
  return isKongEnvName(path)
    ? { format: dotenv, reason: "named like a file of Kong's variables" }
    : skipped("an environment file without KONG_ variables");
}

function skipped(reason: string): Detection {
  return { format: undefined, reason };
}

/** A format that is read, or the reason why it is not. */
function detected({ what, entry }: OtherFormat): Detection {
  return entry === undefined
    ? skipped(`${what} without Kong settings that kong-lint can read`)
    : { format: entry, reason: what };
}

/** Whether a file may be one of Kong's going by its name alone, so that it is worth reading. */
export function isCandidateName(path: string): boolean {
  return isConfName(path) || isEnvName(path);
}

/** Whether a file may be of a format that Kong is only a part of, going by its name, so that its content decides. */
export function mayHoldKong(path: string): boolean {
  return !isCandidateName(path) && mayBeOtherFormat(nameOf(path));
}

/**
 * As {@link detectFormat}, for a file that a person names: it is read whatever its name, unless it is plainly of another
 * format.
 */
export function detectNamed(path: string, text: string): Detection {
  const sample = withoutMark(text);
  if (isConfName(path)) return detectPlain(path, sample);
  const named = { format: formatOf(path, sample), reason: NAMED };
  const shape = shapeOf(sample);
  if (isPlainEnvName(nameOf(path))) {
    const detection = detectPlain(path, sample);
    if (detection.format !== undefined) return detection;
    const unread = otherByContent(shape) ?? otherByLooks(shape);
    return unread === undefined ? named : detected(unread);
  }
  const unread = otherFormat(path, shape);
  if (unread !== undefined) return detected(unread);
  const other = otherName(path, shape);
  if (other !== undefined) return skipped(other);
  const alike = otherByLooks(shape);
  if (alike !== undefined) return detected(alike);
  const kind = otherKind(sample, shape);
  if (kind !== undefined) return skipped(kind);
  return holdsNoSettings(shape) ? skipped("a text without settings") : named;
}

const NAMED = "named on the command line";

/** A name of variables without the suffix of another format, as `env.yml` has it. */
function isPlainEnvName(name: string): boolean {
  return isEnvName(name) && otherFormat(name, shapeOf("")) === undefined;
}

/** How a file that a person names is to be read, whatever its name: the name decides, then the content. */
export function formatOf(path: string, sample: string): SourceFormat {
  if (isEnvName(path)) return dotenv;
  if (isConfName(path)) return kongConf;
  const [first = ""] = shapeOf(sample).lines;
  if (EXPORT.test(first)) return dotenv;
  const variables = countNames(sample, new RegExp(KONG_VARIABLE, "gm"));
  return variables > 0 && variables >= countNames(sample, PROPERTY) ? dotenv : kongConf;
}

/** How many names some lines set: with one of two equal lines, as a fix leaves it, the file is the same. */
function countNames(sample: string, lines: RegExp): number {
  return new Set(sample.match(lines)?.map((line) => line.trim())).size;
}

/**
 * What a text is beyond doubt whose name is one of settings. Between settings, lines with slips in them may look like any format: a
 * target of make, a service of Compose.
 */
function otherThanSettings(sample: string, shape: TextShape): OtherFormat | undefined {
  return shape.settings > 0 && !sample.startsWith("#!") ? undefined : otherByContent(shape);
}

function detectConf(sample: string, shape: TextShape): Detection {
  const unread = otherThanSettings(sample, shape);
  if (unread !== undefined) return detected(unread);
  const kind = otherKind(sample, shape);
  return kind === undefined
    ? { format: kongConf, reason: "named like kong.conf" }
    : skipped(`${kind}, though it is named like kong.conf`);
}

/** What a file is going by a name that is never one of settings, unless settings are all that stands in it. */
function otherName(path: string, shape: TextShape): string | undefined {
  const name = nameOf(path);
  const known = OTHER_NAMES.find(([pattern]) => pattern.test(name));
  return known === undefined || isMadeOfSettings(shape, 1) ? undefined : known[1];
}

/** A word that may be the name of a property, as the first of its line, or anything with a sign of assignment behind it. */
const LIKE_SETTING =
  /^[ \t]*(?:[#;]|[a-z]+\d?(?:_[a-z0-9]+)+\b|(?:export[ \t]+)?["']?[A-Za-z_][\w.-]*["']?[ \t]*[:=]|\[)/;

/** Whether a text of some length has hardly a line that could be a setting, be it a wrong one: prose, data. */
function holdsNoSettings({ lines }: TextShape): boolean {
  if (lines.length < 4) return false;
  return lines.filter((line) => LIKE_SETTING.test(line)).length < lines.length / 4;
}

/** Whether a line is one of nginx and its like, with a word in it; a brace alone is also a typing error. */
function isStatement(line: string): boolean {
  return END_OF_STATEMENT.test(line) && /\w/.test(line) && !TAG.test(line);
}

/** What a text is when it is not Kong's: `an nginx configuration`. */
function otherKind(sample: string, shape: TextShape): string | undefined {
  // A line that says the same once more tells no more about the file: without it, as a fix leaves it, the file is the same.
  const names = new Set<string>();
  let statements = 0;
  let left = shape.lines.length;
  for (const line of shape.lines) {
    // Even if all lines that are left were statements, there would not be more of them: most files need not be looked at further.
    if (names.size >= 2 && names.size >= statements + left) return undefined;
    left--;
    const name = SETTING.exec(line)?.[1];
    if (name !== undefined) names.add(name.toLowerCase());
    else if (isStatement(line)) statements++;
  }
  const settings = names.size;
  // A real kong.conf may quote a line of another program in a value; it has settings of its own besides.
  const isForeign = settings < 2 || (statements > 1 && statements > settings);
  if (!isForeign) return undefined;
  const kind = OTHER_FILES.find(([look]) => look.test(sample))?.[1];
  return kind ?? (statements > 1 && statements > settings ? "an nginx configuration" : undefined);
}
