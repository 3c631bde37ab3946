import type { NginxTable } from "../../../../schemas/nginx/nginx-table.ts";
import type { RuleContext } from "../../../findings/rule.ts";
import { injectedDirectives } from "./injected-directives.ts";

/** Whether an included file or a loaded module may define what the settings do not: a zone, a format, a variable. */
export function mayDefineElsewhere(context: RuleContext, table: NginxTable): boolean {
  return (
    context.unit.assignments.some(
      ({ property, opaque }) => property.startsWith("nginx_") && opaque !== undefined,
    ) || injectedDirectives(context, table).some(({ name }) => name === "include" || name === "load_module")
  );
}
