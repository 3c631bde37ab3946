import { wordTable } from "../../../grammar/text/word-table.ts";
import { describeRelease } from "../../../schemas/release.ts";
import { defineRule } from "../../findings/rule.ts";
import { removeFix } from "../support/fixes.ts";
import {
  type InjectedDirective,
  injectedDirectives,
  tablesToInject,
} from "../support/nginx/injected-directives.ts";
import { quoted } from "../support/quoting.ts";

/** Properties of Kong for directives that its template writes, where the name does not say it. */
const OWN_PROPERTY: Readonly<Record<string, string>> = wordTable({
  "nginx_main_:pid": "prefix",
  "nginx_main_:error_log": "proxy_error_log",
  "nginx_main_:user": "nginx_user",
  "nginx_main_:daemon": "nginx_daemon",
  "nginx_main_:worker_processes": "nginx_worker_processes",
  "nginx_proxy_:listen": "proxy_listen",
  "nginx_proxy_:access_log": "proxy_access_log",
  "nginx_proxy_:error_log": "proxy_error_log",
  "nginx_admin_:listen": "admin_listen",
  "nginx_admin_:access_log": "admin_access_log",
  "nginx_admin_:error_log": "admin_error_log",
  "nginx_status_:listen": "status_listen",
  "nginx_sproxy_:listen": "stream_listen",
});

/** What Kong's template sets in the location through which all proxied requests go. */
const PROXIED = new Set([
  "proxy_set_header",
  "proxy_pass_header",
  "proxy_http_version",
  "proxy_ssl_name",
  "proxy_ssl_server_name",
  "grpc_set_header",
]);

/** Injected directives that Kong's template writes itself into the same block. */
export default defineRule({
  summary: "Kong's template writes the injected directive already",
  severity: "error",
  dependsOnRelease: true,
  tables: tablesToInject,
  check(context) {
    const { catalog, tables, report } = context;
    if (tables.nginx === undefined) return;
    for (const injected of injectedDirectives(context, tables.nginx)) {
      const { assignment, prefix, name } = injected;
      // What Kong itself gives a default goes through the same door, and there the value replaces it.
      if (catalog.property(assignment.property) !== undefined) continue;
      const lines = tables.nginx.written(prefix, name, catalog.base);
      const twice = lines.find((line) => line.block === "same" && isRefused(line, injected));
      if (twice !== undefined) {
        const own = propertyFor(prefix, name, catalog.properties);
        report({
          at: assignment.nameSpan,
          property: assignment.property,
          ...(twice.always ? {} : { severity: "warning" as const }),
          message: `${describeRelease(catalog.release)} writes ${quoted(twice.name)} into this block itself${twice.always ? "" : " under some settings"}, and nginx refuses to start with two of them. ${own === undefined ? "Remove the line." : `Use ${quoted(own)} instead.`}`,
          fixes: own === undefined ? [removeFix("Remove the line", "unsafe", assignment)] : [],
        });
        continue;
      }
      if (
        !PROXIED.has(name) ||
        !lines.some(({ block, effect }) => block === "inner" && effect === "overridden")
      )
        continue;
      const location = catalog.dynamicPrefixes.some((namespace) => namespace.prefix === "nginx_location_");
      report({
        at: assignment.nameSpan,
        property: assignment.property,
        severity: "warning",
        message: `${describeRelease(catalog.release)} sets ${quoted(name)} in the location that proxies requests, and nginx then takes nothing from outside: this line has no effect there. ${location ? `Use ${quoted(`nginx_location_${name}`)}.` : "No namespace of this release reaches that location."}`,
      });
    }
  },
});

function isRefused(
  line: { readonly effect: string; readonly key?: string },
  { value }: InjectedDirective,
): boolean {
  if (line.effect === "duplicate-error") return true;
  return (
    line.effect === "both-unless-same-key" && line.key !== undefined && value.arguments[0]?.text === line.key
  );
}

function propertyFor(
  prefix: string,
  name: string,
  properties: ReadonlyMap<string, { readonly directives?: readonly string[] }>,
): string | undefined {
  const own = OWN_PROPERTY[`${prefix}:${name}`] ?? name;
  return properties.has(own) ? own : undefined;
}
