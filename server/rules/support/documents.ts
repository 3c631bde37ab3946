import type { ContentNode } from "../../../grammar/kong-conf/syntax-tree.ts";
import { memoizeLast } from "../../../grammar/text/memoize.ts";
import { sliceSpan } from "../../../grammar/text/span.ts";
import type { ConfigUnit } from "../../model/config-unit.ts";
import { type Location, locate } from "../../model/location.ts";
import { isNamedInAnyRelease } from "./properties.ts";

/** The statements of a kong.conf that are no comments and no blank lines; none for other carriers. */
export function kongConfStatements(unit: ConfigUnit): readonly ContentNode[] {
  return unit.file !== undefined ? unit.file.content : [];
}

/** Top-level words of a declarative kong.yml. */
const DECLARATIVE =
  /^["']?(?:_format_version|_transform|_workspace|services|routes|consumers|upstreams|plugins|certificates|ca_certificates|snis|vaults)["']?\s*:/;

/**
 * The first line that shows a text to be a declarative kong.yml, or undefined. `_format_version:` is proof by itself; any
 * other word of that language only where nothing follows its colon, as `plugins: bundled` may be a misspelt setting.
 */
export function declarativeDocument(unit: ConfigUnit): Location | undefined {
  for (const statement of kongConfStatements(unit)) {
    if (statement.kind !== "bare") continue;
    const text = sliceSpan(unit.document.text, statement.text);
    if (!DECLARATIVE.test(text)) continue;
    if (/^["']?_format_version\b/.test(text) || /:\s*(?:#.*)?$/.test(text))
      return locate(unit.document.path, statement.text);
  }
  return undefined;
}

/** Names that only Kong itself writes, into `<prefix>/.kong_env`: paths and results that it derived. */
const DERIVED = [
  "kong_env",
  "kong_conf",
  "nginx_conf",
  "nginx_kong_conf",
  "nginx_pid",
  "nginx_acc_logs",
  "nginx_err_logs",
  "nginx_admin_acc_logs",
  "ssl_cert_default",
  "ssl_cert_key_default",
  "ssl_cert_csr_default",
  "serf_pid",
  "dnsmasq_pid",
];

/** A source with fewer of them is one into which a person has copied a name or two. */
const MIN_DERIVED_NAMES = 5;

/**
 * Whether a source is the file in which Kong hands its merged settings to its workers. People do not write it. Several rules
 * ask the same of each source.
 */
export const isKongEnvDump = memoizeLast((unit: ConfigUnit): boolean => {
  if (unit.assignments.length < MIN_DERIVED_NAMES) return false;
  const written = new Set(unit.assignments.map(({ property }) => property));
  return DERIVED.filter((name) => written.has(name)).length >= MIN_DERIVED_NAMES;
});

/**
 * Whether a text is no kong.conf at all, but a job of upstart that is named so, say: most of its lines are no settings, and none
 * begins with the name of a property of any release. One line alone may be a slip.
 */
export const isOtherText = memoizeLast((unit: ConfigUnit): boolean => {
  const statements = kongConfStatements(unit);
  const bare = statements.filter((each) => each.kind === "bare");
  if (bare.length < 2 || bare.length < unit.assignments.length) return false;
  if (unit.assignments.some(({ property }) => isKongName(property))) return false;
  return !bare.some(({ text }) => isKongName(/^\w*/.exec(sliceSpan(unit.document.text, text))?.[0] ?? ""));
});

/** A property of some release, or a name in the namespace of nginx. */
function isKongName(name: string): boolean {
  return isNamedInAnyRelease(name) || name.startsWith("nginx_");
}
