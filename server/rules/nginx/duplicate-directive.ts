import type { NginxTable } from "../../../schemas/nginx/nginx-table.ts";
import { defineRule, type RuleContext } from "../../findings/rule.ts";
import {
  type InjectedDirective,
  injectedDirectives,
  tablesToInject,
} from "../support/nginx/injected-directives.ts";
import { quoted } from "../support/quoting.ts";

/** Directives that a block may have several of, each with another first argument. */
const KEYED = new Set(["log_format", "lua_shared_dict"]);

/** Two directives that nginx does not accept in one block. */
export default defineRule({
  summary: "Directive that is injected twice into the same block",
  severity: "error",
  needs: "directives",
  layer: "value",
  tables: tablesToInject,
  check(context) {
    const { tables, report } = context;
    if (tables.nginx === undefined) return;
    const first = new Map<string, InjectedDirective>();
    reportCombined(context);
    for (const injected of injectedDirectives(context, tables.nginx)) {
      const slot = slotOf(injected, tables.nginx, context);
      if (slot === undefined) continue;
      const earlier = first.get(slot);
      if (earlier === undefined) {
        first.set(slot, injected);
        continue;
      }
      const same = earlier.name === injected.name;
      report({
        at: injected.at,
        property: injected.assignment.property,
        message: `${same ? `This block gets ${quoted(injected.name)} twice` : `${quoted(injected.name)} and ${quoted(earlier.name)} cannot be in one block`}, and nginx refuses to start. Remove one of them.`,
        related: [{ span: earlier.at, message: "The first one is here." }],
      });
    }
  },
});

/** nginx defines one format itself. */
function reportCombined({ tables, report, ...context }: RuleContext): void {
  for (const { assignment, at, name, prefix, value } of injectedDirectives(context, tables.nginx)) {
    if (name !== "log_format" || prefix !== "nginx_http_" || value.arguments[0]?.text !== "combined")
      continue;
    report({
      at,
      property: assignment.property,
      message:
        "nginx has its own format `combined`, and refuses to start with a second one. Choose another name.",
    });
  }
}

/** What only one directive of a block may fill; undefined for a directive that may come again. */
function slotOf(
  { prefix, name, context, value }: InjectedDirective,
  table: NginxTable,
  { catalog }: RuleContext,
): string | undefined {
  const known = context === undefined ? undefined : table.directive(name, catalog.base, context);
  if (known === undefined || context === undefined || !known.contexts.includes(context)) return undefined;
  const [key] = value.arguments;
  if (KEYED.has(name)) return key === undefined ? undefined : `${prefix} ${name} ${key.text}`;
  if (known.repeat !== false) return undefined;
  return `${prefix} ${table.slotOf(name)}`;
}
