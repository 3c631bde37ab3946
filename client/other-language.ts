/** A setting as kong.conf writes it. */
const SETTING = /^[ \t]*[A-Za-z_][\w.-]*[ \t]*=/gm;
/** Statements that only nginx has: a block that opens, or a directive that ends with a semicolon. */
const NGINX =
  /^[ \t]*(?:(?:server|http|events|stream|upstream[ \t]+\S+|location[ \t]+\S.*)[ \t]*\{|(?:worker_processes|listen|server_name|proxy_pass|include|error_log|access_log|charset)[ \t][^=\n]*;)[ \t]*\r?$/gm;

/** Characters that are looked at. */
const SAMPLE = 16 * 1024;

/** The language of a text that is named like a kong.conf and is a configuration of nginx; undefined for Kong's own. */
export function otherLanguage(text: string): "nginx" | undefined {
  const sample = text.slice(0, SAMPLE);
  const statements = sample.match(NGINX)?.length ?? 0;
  if (statements === 0) return undefined;
  return statements > (sample.match(SETTING)?.length ?? 0) ? "nginx" : undefined;
}
