/** Names, in lower case, of a kong.conf: something before `kong`, something after it, a suffix such as `.default` or `.j2`. */
const CONF_NAME = /^(?:(?:.*[._-])?kong[^/]*\.conf(?:\.[\w-]+)*|\.kong_env)$/;

/** Suffixes of files that are about a kong.conf, or made of one, and are none. */
const NO_CONF_SUFFIX =
  /\.(?:md|rst|txt|html?|ya?ml|json|lua|sh|bash|py|rb|js|ts|go|patch|diff|sw[a-p]|gz|zip|lock|d)$/;

/** Names, in lower case, of files of variables. */
const ENV_NAME = /^(?:\.env(?:\..+)?|.+\.env(?:\.(?:example|sample|dist|local))?|env\.[\w-]+|kong\.env.*)$/;

/** Those of them that are for Kong, whatever they hold. */
const KONG_ENV_NAME = /^(?:.*[._-])?kong\.env(?:\..+)?$/;

/** The last part of a path, in lower case. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1).toLowerCase();
}

/** Whether a path is named like a kong.conf. */
export function isConfName(path: string): boolean {
  const name = nameOf(path);
  return CONF_NAME.test(name) && (name.endsWith(".conf") || !NO_CONF_SUFFIX.test(name));
}

/** Whether a path is named like a file of variables. */
export function isEnvName(path: string): boolean {
  return ENV_NAME.test(nameOf(path));
}

/** Whether a path is named like a file of Kong's variables. */
export function isKongEnvName(path: string): boolean {
  return KONG_ENV_NAME.test(nameOf(path));
}

/** What the name of a sample has beside that of the file that people copy it to. */
const SAMPLE = "(?:example|sample|template|tmpl|tpl|dist|default|defaults)";
const SAMPLE_NAMES: readonly (readonly [RegExp, string])[] = [
  [new RegExp(`^\\.?${SAMPLE}\\.env$|^\\.?env[.-]${SAMPLE}$`, "i"), ".env"],
  [new RegExp(`[._-]${SAMPLE}$`, "i"), ""],
  // `.env.production`: what a tool is told to read in place of `.env`.
  [/^\.env\..+$/i, ".env"],
];

/** The name of the file of variables for which another one stands: `.env` for `.env.example`; its own where it stands for none. */
export function variableFileOf(path: string): string {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return SAMPLE_NAMES.reduce((stem, [pattern, by]) => stem.replace(pattern, by), name);
}
