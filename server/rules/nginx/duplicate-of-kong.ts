import { wordTable } from "../../../grammar/text/word-table.ts";
import type { TemplateLine } from "../../../schemas/nginx/nginx-table.ts";
import { describeRelease } from "../../../schemas/release.ts";
import { defineRule, type RuleContext } from "../../findings/rule.ts";
import type { Reading } from "../../loader/reading.ts";
import { removeFix } from "../support/fixes.ts";
import { listenersOf } from "../support/listen/listeners.ts";
import {
  type InjectedDirective,
  injectedDirectives,
  tablesToInject,
} from "../support/nginx/injected-directives.ts";
import { isWritten } from "../support/nginx/template-condition.ts";
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

/** Injected directives that Kong's template writes itself into the same block. */
export default defineRule({
  summary: "Injected directive that is already in Kong's nginx template",
  severity: "error",
  needs: "directives",
  dependsOnRelease: true,
  tables: tablesToInject,
  check(context) {
    const { catalog, tables } = context;
    if (tables.nginx === undefined) return;
    for (const injected of injectedDirectives(context, tables.nginx)) {
      const { assignment, prefix, name, isNamed } = injected;
      // What Kong itself gives a default goes through the same door, and there the value replaces it.
      if (isNamed && catalog.property(assignment.property) !== undefined) continue;
      const lines = tables.nginx
        .written(prefix, name, catalog.base)
        .filter((line) => line.block === "same" && isRefused(line, injected, context.reading));
      const certain = lines.find((line) => isWritten(line, context.reading) === true);
      const possible = lines.find((line) => isWritten(line, context.reading) === undefined);
      const line = certain ?? possible;
      if (line !== undefined) reportTwice(context, injected, line, certain !== undefined);
    }
  },
});

function reportTwice(
  { catalog, report }: RuleContext,
  { assignment, at, prefix, name, isNamed }: InjectedDirective,
  line: TemplateLine,
  isCertain: boolean,
): void {
  const own = propertyFor(prefix, name, catalog.properties);
  report({
    at,
    property: assignment.property,
    ...(isCertain ? {} : { severity: "warning" as const }),
    message: `${describeRelease(catalog.release)} writes ${quoted(line.name)} into this block itself${isCertain ? "" : " under some settings"}, and nginx refuses to start with two of them. ${own === undefined ? "Remove this one." : `Set the property ${quoted(own)} instead.`}`,
    fixes: own === undefined && isNamed ? [removeFix("Remove the line", "unsafe", assignment)] : [],
  });
}

function isRefused(line: TemplateLine, injected: InjectedDirective, reading: Reading): boolean {
  if (line.effect === "duplicate-error") return true;
  if (line.effect !== "both-unless-same-key") return false;
  const key = injected.value.arguments[0]?.text;
  if (line.name === "listen") return key !== undefined && isListenedOn(key, injected, reading);
  return line.key !== undefined && key === line.key;
}

/** Whether Kong writes the same address into the same block. */
function isListenedOn(address: string, { prefix }: InjectedDirective, reading: Reading): boolean {
  const property = OWN_PROPERTY[`${prefix}:listen`];
  if (property === undefined) return false;
  return listenersOf(reading, property).some(
    ({ host, port }) => port !== undefined && anyHost(`${host}:${port}`) === anyHost(address),
  );
}

/** `8000`, `*:8000` and `0.0.0.0:8000` are one address to nginx. */
function anyHost(address: string): string {
  return address.replace(/^(?:0\.0\.0\.0:|\*:|:)?(?=\d+$)/, "*:");
}

function propertyFor(
  prefix: string,
  name: string,
  properties: ReadonlyMap<string, { readonly directives?: readonly string[] }>,
): string | undefined {
  const own = OWN_PROPERTY[`${prefix}:${name}`] ?? name;
  return properties.has(own) ? own : undefined;
}
