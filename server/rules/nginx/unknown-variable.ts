import { editDistance } from "../../../grammar/text/edit-distance.ts";
import type { NginxTable, NginxVariables } from "../../../schemas/nginx/nginx-table.ts";
import { defineRule, type RuleContext } from "../../findings/rule.ts";
import { matchGrammar } from "../support/nginx/argument-fault.ts";
import { mayDefineElsewhere } from "../support/nginx/hidden-definitions.ts";
import {
  type InjectedDirective,
  injectedDirectives,
  tablesToInject,
} from "../support/nginx/injected-directives.ts";
import { type VariableUse, variablesIn } from "../support/nginx/variables-in.ts";
import { quoted } from "../support/quoting.ts";
import { valueSpan } from "../support/value-items.ts";

/** Directives that make variables of the names in their values. */
const DEFINES =
  /^(?:set|array_|auth_request_set$|geo$|map$|split_clients$|lua_add_variable$|encrypted_|echo_foreach)/;

/** Variables in injected values that nothing defines. */
export default defineRule({
  summary: "Unknown nginx variable",
  severity: "error",
  needs: "directives",
  layer: "value",
  tables: tablesToInject,
  check(context) {
    const { tables, catalog, report } = context;
    if (tables.nginx === undefined) return;
    const isOpen = mayDefineElsewhere(context, tables.nginx);
    const defined = definedNames(context, tables.nginx);
    for (const injected of injectedDirectives(context, tables.nginx)) {
      const { assignment, context: block, value } = injected;
      if (block === undefined) continue;
      const known = tables.nginx.variables(block, catalog.nginx);
      for (const place of placesWithVariables(injected, tables.nginx)) {
        const argument = value.arguments[place];
        if (argument === undefined || !argument.text.includes("$") || /\$\{?[A-Z]/.test(argument.text))
          continue;
        const fault = variablesIn(argument.text)
          .map((use) => faultOf(use, (name) => isOpen || isKnown(name, known, defined, context), known))
          .find((message) => message !== undefined);
        if (fault === undefined) continue;
        const { start, end } = argument.span;
        report({ at: valueSpan(assignment, start, end), property: assignment.property, message: fault });
      }
    }
  },
});

/** The places of the arguments in which nginx reads variables. */
function placesWithVariables(
  { name, context, value }: InjectedDirective,
  table: NginxTable,
): readonly number[] {
  const grammar = context === undefined ? undefined : table.grammar(name, context);
  if (grammar === undefined) return [];
  const match = matchGrammar(grammar, value.arguments);
  if (!("types" in match)) return [];
  return match.types.flatMap((type, place) => {
    const text = value.arguments[place]?.text ?? "";
    return type?.endsWith("$") === true && !(type === "pattern$" && text.startsWith("~")) ? [place] : [];
  });
}

/** Names that the settings define, or may define: nothing else is said of them. */
function definedNames(context: RuleContext, table: NginxTable): ReadonlySet<string> {
  const names = injectedDirectives(context, table).flatMap(({ name, value }) => {
    const texts = value.arguments.map(({ text }) => text);
    const set = DEFINES.test(name)
      ? texts.flatMap((text) =>
          variablesIn(text).flatMap((use) => (use.kind === "variable" ? [use.name] : [])),
        )
      : [];
    const groups = texts.flatMap((text) =>
      [...text.matchAll(/\(\?P?[<'](\w+)[>']/g)].map(([, group = ""]) => group),
    );
    return [...set, ...groups];
  });
  return new Set(names.map((name) => name.toLowerCase()));
}

function isKnown(
  written: string,
  { names, prefixes }: NginxVariables,
  defined: ReadonlySet<string>,
  { catalog }: RuleContext,
): boolean {
  const name = written.toLowerCase();
  // The templates of Enterprise are not public, and may set more of their own.
  if (catalog.release.edition === "enterprise" && /^(?:kong|upstream|portal|rbac|workspace)/.test(name))
    return true;
  return (
    names.has(name) ||
    defined.has(name) ||
    prefixes.some((prefix) => prefix !== "" && name.startsWith(prefix))
  );
}

function faultOf(
  use: VariableUse,
  isKnownName: (name: string) => boolean,
  { names }: NginxVariables,
): string | undefined {
  switch (use.kind) {
    case "no-name":
      return "nginx expects the name of a variable after `$`, and refuses to start. It has no escape for `$`: remove it.";
    case "open-brace":
      return `${quoted(`\${${use.name}`)} is not closed, and nginx refuses to start. Add \`}\` after the name.`;
    case "variable": {
      if (isKnownName(use.name)) return undefined;
      const near = [...names].filter((name) => editDistance(name, use.name.toLowerCase()) <= 2);
      const [meant] = use.name.length < 5 ? [] : near;
      return `nginx has no variable ${quoted(`$${use.name}`)} here, and refuses to start. ${meant === undefined ? "Remove it, or define it in an included file." : `Did you mean ${quoted(`$${meant}`)}?`}`;
    }
  }
}
