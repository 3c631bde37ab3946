import { defineRule } from "../../findings/rule.ts";
import { displayOnlyFix } from "../support/fixes.ts";
import { injectedDirectives } from "../support/nginx/injected-directives.ts";
import { quoted } from "../support/quoting.ts";
import { valueSpan } from "../support/value-items.ts";

/** Directives that people want several times, and whose arguments hold no comma of their own. */
const REPEATED = new Set([
  "env",
  "include",
  "set_real_ip_from",
  "lua_shared_dict",
  "load_module",
  "resolver",
]);

/** Several directives of one name, which one property cannot give. */
export default defineRule({
  summary: "Injected directive that cannot be repeated",
  severity: "warning",
  needs: "directives",
  check(context) {
    const { unit, catalog, report } = context;
    const injected = unit.assignments.filter(
      ({ property, section }) => section === undefined && property.startsWith("nginx_"),
    );
    const last = new Map(injected.map((each) => [each.property, each]));
    for (const assignment of injected) {
      const { property } = assignment;
      const winner = last.get(property);
      if (winner === undefined || winner === assignment) continue;
      if (catalog.dynamicPrefixOf(property)?.injects !== true) continue;
      report({
        at: assignment.nameSpan,
        property,
        message: `A property injects only one directive: the last ${quoted(property)} wins, and this line is ignored. Put both into a file and include it with ${quoted(includeFor(catalog.dynamicPrefixOf(property)?.prefix ?? ""))}, or use \`value; directive value\` on one line.`,
        related: [{ span: winner.nameSpan, message: "Kong reads this line." }],
        fixes: [displayOnlyFix("Put the directives into a file and include it")],
      });
    }
    for (const { assignment, name, value } of injectedDirectives(context, undefined)) {
      const [first] = value.arguments;
      if (!REPEATED.has(name) || first === undefined) continue;
      const comma = assignment.writtenValue.indexOf(",", first.span.start);
      if (comma < 0 || first.quote !== undefined) continue;
      report({
        at: valueSpan(assignment, comma, assignment.writtenValue.length),
        property: assignment.property,
        message: `nginx does not support lists with commas: ${quoted(name)} treats the comma as part of its argument. To repeat the directive, use ${quoted(`a; ${name} b`)}, or include a file.`,
        fixes: [displayOnlyFix(`Change to \`a; ${name} b\``)],
      });
    }
  },
});

function includeFor(prefix: string): string {
  return `${prefix}include`;
}
