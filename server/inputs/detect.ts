import type { Carrier } from "./config-unit.ts";

/** What a file is to kong-lint: a carrier, or the reason why it is left alone, as a person would say it. */
export type Detection =
  | { readonly carrier: Carrier; readonly reason: string }
  | { readonly carrier: undefined; readonly reason: string };

/** Names, in lower case, under which kong.conf goes: something before `kong`, something behind it, a suffix such as `.default` or `.j2`. */
const CONF_NAME = /^(?:(?:.*[._-])?kong[^/]*\.conf(?:\.[\w-]+)*|\.kong_env)$/;

/** Suffixes of files that are about a kong.conf, or made of one, and are none. */
const NO_CONF_SUFFIX =
  /\.(?:md|rst|txt|html?|ya?ml|json|lua|sh|bash|py|rb|js|ts|go|patch|diff|sw[a-p]|gz|zip|lock|d)$/;

/** Names, in lower case, under which variables are kept. */
const ENV_NAME = /^(?:\.env(?:\..+)?|.+\.env(?:\.(?:example|sample|dist|local))?|env\.[\w-]+|kong\.env.*)$/;

/** Those of them that are for Kong, whatever they hold. */
const KONG_ENV_NAME = /^(?:.*[._-])?kong\.env(?:\..+)?$/;

/** How a line of another kind of file looks, and what that file is. The first of them that fits is the reason. */
const OTHER_FILES: readonly (readonly [RegExp, string])[] = [
  [/^#!/, "a script"],
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
  [/^[ \t]*\[(?:Unit|Service|Install)\]\s*$/m, "a systemd unit"],
  [/^[ \t]*(?:local\s+\w+\s*=|return\s*\{|function\s+[\w.:]+\s*\()/m, "a Lua file"],
  [/^[ \t]*(?:apiVersion|kind):\s*\S/m, "a Kubernetes manifest"],
];

/** A setting as kong.conf writes it; `=>` and `==` are other languages'. */
const SETTING = /^[ \t]*[A-Za-z][\w.-]*[ \t]*=(?![=>])/;
/** How nginx and its like end a line. */
const STATEMENT = /[;{}]\s*$/;
/** The tags of templates that end in a brace as well: `{% endif %}`, `{{- end }}`, `{# … #}`, `${line}`, `%{ endif ~}`. */
const TAG = /(?:[%}#]\}\s*$|^\s*[$%]\{[^{}]*\}\s*$)/;
const KONG_VARIABLE = /^[ \t]*(?:export[ \t]+)?KONG_[A-Z0-9_]+[ \t]*=/m;
/** A variable that is passed on, or that somebody is about to write. */
const KONG_NAME_ALONE = /^[ \t]*(?:export[ \t]+)?KONG_[A-Z0-9_]*\s*$/im;

/**
 * Decides by name and content whether a file is one of Kong's.
 * @param path with `/` as separator; only its last part counts
 * @param sample the beginning of the text, a few kilobytes
 */
export function detectCarrier(path: string, sample: string): Detection {
  const name = nameOf(path);
  if (isConfName(name)) return detectConf(sample);
  if (ENV_NAME.test(name)) {
    if (sample.startsWith("#!")) return { carrier: undefined, reason: "a script" };
    if (KONG_VARIABLE.test(sample) || KONG_NAME_ALONE.test(sample))
      return { carrier: "dotenv", reason: "an environment file with KONG_ variables" };
    return KONG_ENV_NAME.test(name)
      ? { carrier: "dotenv", reason: "named like a file of Kong's variables" }
      : { carrier: undefined, reason: "an environment file without KONG_ variables" };
  }
  return { carrier: undefined, reason: "not named like a Kong configuration" };
}

/** The last part of a path, in lower case. */
function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1).toLowerCase();
}

function isConfName(name: string): boolean {
  return CONF_NAME.test(name) && !NO_CONF_SUFFIX.test(name);
}

/** Whether a file may be one of Kong's going by its name alone, so that it is worth reading. */
export function isCandidateName(path: string): boolean {
  const name = nameOf(path);
  return isConfName(name) || ENV_NAME.test(name);
}

/**
 * As {@link detectCarrier}, for a file that a person names: it is read whatever its name, unless its content is plainly
 * that of another program.
 */
export function detectNamed(path: string, sample: string): Detection {
  if (isCandidateName(path)) {
    const detection = detectCarrier(path, sample);
    return detection.carrier === undefined && carrierOf(path, sample) === "dotenv"
      ? { carrier: "dotenv", reason: "named on the command line" }
      : detection;
  }
  const kind = otherKind(sample);
  if (kind !== undefined) return { carrier: undefined, reason: kind };
  return { carrier: carrierOf(path, sample), reason: "named on the command line" };
}

/** How a file that a person names is to be read, whatever its name: the name decides, then the content. */
export function carrierOf(path: string, sample: string): Carrier {
  const name = nameOf(path);
  if (ENV_NAME.test(name)) return "dotenv";
  if (isConfName(name)) return "kong-conf";
  const settings = sample.match(new RegExp(KONG_VARIABLE, "gm"))?.length ?? 0;
  return settings > 0 && !/^[ \t]*[a-z][a-z0-9_]*[ \t]*=/m.test(sample) ? "dotenv" : "kong-conf";
}

function detectConf(sample: string): Detection {
  const kind = otherKind(sample);
  return kind === undefined
    ? { carrier: "kong-conf", reason: "named like kong.conf" }
    : { carrier: undefined, reason: `${kind}, though it is named like kong.conf` };
}

/** What a text is when it is not Kong's: `an nginx configuration`. */
function otherKind(sample: string): string | undefined {
  let settings = 0;
  let statements = 0;
  for (const line of sample.split("\n")) {
    if (/^[ \t]*(?:[#;]|$)/.test(line)) continue;
    if (SETTING.test(line)) settings++;
    else if (STATEMENT.test(line) && !TAG.test(line)) statements++;
  }
  // A real kong.conf may quote a line of another program in a value; it has settings of its own besides.
  const isForeign = settings < 2 || (statements > 1 && statements > settings) || sample.startsWith("#!");
  if (!isForeign) return undefined;
  const kind = OTHER_FILES.find(([look]) => look.test(sample))?.[1];
  return kind ?? (statements > 1 && statements > settings ? "an nginx configuration" : undefined);
}
