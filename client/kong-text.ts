/** Languages in which Kong is one thing among others: a file of theirs is the server's only where Kong is in it. */
export const HOST_LANGUAGES: readonly string[] = [
  "dockercompose",
  "yaml",
  "dockerfile",
  "shellscript",
  "markdown",
  "helm",
  "json",
  "jsonc",
  "cloudformation",
  "terraform",
  "opentofu",
  "hcl",
  "nomad",
  "systemd-unit-file",
  "ini",
];

/** A variable of Kong, an image of it, or its command. */
const KONG =
  /\bKONG_[A-Z]|\bkong(?:-gateway|-ee)?(?:[:@][\w$.{-]|["']?[ \t]*(?:$|\\|#|AS\b))|\bkong(?:-gateway|-enterprise)|\bkong[ \t]+(?:start|restart|reload|migrations|prepare|docker-start)\b/m;

/** Keys that values of Kong's Helm charts have, alone or in a chart of somebody's own. */
const CHART =
  /^[ \t]*(?:kong|[\w-]+-kong):[ \t]*(?:#.*)?$|^[ \t]*(?:ingressController|dblessConfig|secretVolumes|udpProxy|clustertelemetry|portalapi|extraEnvVars):/m;

/** Whether a text may configure Kong. Without a hit no server starts for it, and nothing of it is sent. */
export function hasKong(text: string): boolean {
  return (/kong/i.test(text) && KONG.test(text)) || CHART.test(text);
}
