import { wordTable } from "../../../grammar/text/word-table.ts";
import { defineRule } from "../../findings/rule.ts";
import { mayDefineElsewhere } from "../support/nginx/hidden-definitions.ts";
import {
  type InjectedDirective,
  injectedDirectives,
  tablesToInject,
} from "../support/nginx/injected-directives.ts";
import { quoted } from "../support/quoting.ts";
import { valueSpan } from "../support/value-items.ts";

/** Directives that name a zone of shared memory, and those that define one for them. */
const DEFINED_BY: Readonly<Record<string, string>> = wordTable({
  limit_req: "limit_req_zone",
  limit_conn: "limit_conn_zone",
  proxy_cache: "proxy_cache_path",
  fastcgi_cache: "fastcgi_cache_path",
  uwsgi_cache: "uwsgi_cache_path",
  scgi_cache: "scgi_cache_path",
});

/** Zones of shared memory that nothing defines. */
export default defineRule({
  summary: "Undefined shared memory zone",
  severity: "error",
  needs: "directives",
  layer: "value",
  yieldsTo: ["nginx/directive-arguments"],
  tables: tablesToInject,
  check(context) {
    const { tables, report } = context;
    if (tables.nginx === undefined || mayDefineElsewhere(context, tables.nginx)) return;
    const directives = injectedDirectives(context, tables.nginx);
    const defined = new Set(directives.flatMap(definedZones));
    for (const injected of directives) {
      const { assignment, name, context: block, value } = injected;
      const definer = DEFINED_BY[name];
      const [first] = value.arguments;
      if (name === "zone" && block?.endsWith("upstream") === true && value.arguments.length === 1 && first) {
        report({
          at: valueSpan(assignment, first.span.start, first.span.end),
          property: assignment.property,
          message: `Nothing else defines the zone ${quoted(first.text)}, so nginx requires its size and refuses to start without it. Use ${quoted(`${first.text} 64k`)}.`,
        });
      }
      const use = definer === undefined ? undefined : usedZone(injected);
      if (definer === undefined || use === undefined) continue;
      if (defined.has(`${kindOf(block)} ${definer} ${use.zone}`)) continue;
      report({
        at: valueSpan(assignment, use.start, use.end),
        property: assignment.property,
        message: `No ${quoted(definer)} defines the zone ${quoted(use.zone)}, and nginx refuses to start. Add one, such as ${quoted(`nginx_${kindOf(block)}_${definer}`)}.`,
      });
    }
  },
});

function kindOf(block: string | undefined): "http" | "stream" {
  return block?.startsWith("stream") === true ? "stream" : "http";
}

function definedZones({ name, context, value }: InjectedDirective): string[] {
  return value.arguments.flatMap(({ text }) => {
    const zone = /^(?:keys_)?zone=([^:]+):/.exec(text)?.[1];
    return zone === undefined ? [] : [`${kindOf(context)} ${name} ${zone}`];
  });
}

/** The zone that a directive names; undefined where there is none, or a variable. */
function usedZone({
  name,
  value,
}: InjectedDirective): { zone: string; start: number; end: number } | undefined {
  const [first] = value.arguments;
  if (first === undefined) return undefined;
  const argument =
    name === "limit_req" ? value.arguments.find(({ text }) => text.startsWith("zone=")) : first;
  if (argument === undefined || argument.text.includes("$")) return undefined;
  if (name.endsWith("_cache") && argument.text === "off") return undefined;
  const zone = name === "limit_req" ? argument.text.slice("zone=".length) : argument.text;
  return { zone, ...argument.span };
}
