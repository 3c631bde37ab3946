import { wordTable } from "../../../grammar/text/word-table.ts";
import { describeRelease, inRange } from "../../../schemas/release.ts";
import { defineRule, type RuleContext } from "../../findings/rule.ts";
import {
  type InjectedDirective,
  injectedDirectives,
  tablesToInject,
} from "../support/nginx/injected-directives.ts";
import { isWritten } from "../support/nginx/template-condition.ts";
import { quoted } from "../support/quoting.ts";

/** What Kong's template sets in the location through which all proxied requests go. */
const PROXIED = new Set([
  "proxy_set_header",
  "proxy_pass_header",
  "proxy_http_version",
  "proxy_ssl_name",
  "proxy_ssl_server_name",
  "grpc_set_header",
]);

/** What Kong's locations set, each for a route with other fields. */
const BY_ROUTE: Readonly<Record<string, string>> = wordTable({
  proxy_buffering: "response_buffering",
  proxy_request_buffering: "request_buffering",
});

/** Kong's property for the access log of the block that a namespace goes to. */
const ACCESS_LOGS: Readonly<Record<string, string>> = wordTable({
  nginx_proxy_: "proxy_access_log",
  nginx_admin_: "admin_access_log",
  nginx_status_: "status_access_log",
});

/** Kong's properties for the certificates of the block that a namespace goes to. */
const CERTIFICATES: Readonly<Record<string, string>> = wordTable({
  nginx_proxy_: "ssl_cert",
  nginx_admin_: "admin_ssl_cert",
  nginx_status_: "status_ssl_cert",
});

/** Injected directives that nginx accepts next to Kong's own, and that do not do what they seem to do. */
export default defineRule({
  summary: "Injected directive that Kong's own directive duplicates or overrides",
  severity: "warning",
  needs: "directives",
  dependsOnRelease: true,
  tables: tablesToInject,
  check(context) {
    const { catalog, tables, report } = context;
    if (tables.nginx === undefined) return;
    for (const injected of injectedDirectives(context, tables.nginx)) {
      if (injected.isNamed && catalog.property(injected.assignment.property) !== undefined) continue;
      const message = overriddenMessage(context, injected) ?? bothMessage(context, injected);
      if (message === undefined) continue;
      // What a route decides in any case is of less weight.
      const severity = BY_ROUTE[injected.name] === undefined ? {} : { severity: "info" as const };
      report({ at: injected.at, property: injected.assignment.property, ...severity, message });
    }
  },
});

function overriddenMessage(
  { catalog, tables }: RuleContext,
  { prefix, name }: InjectedDirective,
): string | undefined {
  const isOverridden = tables.nginx
    ?.written(prefix, name, catalog.base)
    .some(({ block, effect }) => block === "inner" && effect === "overridden");
  if (isOverridden !== true) return undefined;
  const sets = `${describeRelease(catalog.release)} sets ${quoted(name)} in the location that proxies requests`;
  const field = BY_ROUTE[name];
  if (field !== undefined)
    return `${sets}, so this line has no effect. Set ${quoted(field)} of the route instead.`;
  if (!PROXIED.has(name)) return undefined;
  const location = catalog.dynamicPrefixes.some((namespace) => namespace.prefix === "nginx_location_");
  return `${sets}, so nginx ignores the values from outer blocks there, and this line has no effect. ${location ? `Use ${quoted(`nginx_location_${name}`)}.` : "No namespace of this release reaches that location."}`;
}

function bothMessage(context: RuleContext, { prefix, name, value }: InjectedDirective): string | undefined {
  const { catalog, tables, reading } = context;
  const isBoth = tables.nginx
    ?.written(prefix, name, catalog.base)
    .some((line) => line.block === "same" && line.effect === "both" && isWritten(line, reading) !== false);
  if (isBoth !== true) return undefined;
  const log = ACCESS_LOGS[prefix];
  if (name === "access_log" && log !== undefined) {
    const isOff = value.arguments[0]?.text === "off" || reading.text(log) === "off";
    if (isOff || !catalog.properties.has(log)) return undefined;
    return `Kong writes an access log into this block itself, so nginx logs every request twice. Set ${quoted(log)} instead.`;
  }
  const own = CERTIFICATES[prefix];
  // Kong's own pair for elliptic curves was added in 2.3; before it, nginx uses the last certificate of a kind.
  if (/^ssl_certificate(?:_key)?$/.test(name) && own !== undefined && inRange(catalog.base, { since: "2.3" }))
    return `nginx offers this certificate next to Kong's own, which is self-signed by default, so some clients get one and some the other. Set ${quoted(own)} and ${quoted(`${own}_key`)} instead.`;
  return undefined;
}
