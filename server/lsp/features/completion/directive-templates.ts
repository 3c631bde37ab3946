import { memoizeObject } from "../../../../grammar/text/memoize.ts";
import type { Catalog } from "../../../../schemas/catalog.ts";
import type { NginxDirective, NginxTable } from "../../../../schemas/nginx/nginx-table.ts";
import type { DynamicPrefix } from "../../../../schemas/property.ts";
import { directiveSummary } from "../../support/directive-summary.ts";
import { snippetChoice } from "./suggestion.ts";

/** A directive of nginx that a namespace may inject. */
export interface DirectiveTemplate {
  readonly name: string;
  readonly summary: string;
  /** Its value as a snippet. */
  readonly snippet: string;
}

/**
 * The directives that nginx takes where a namespace injects them, without those that open a block, that the nginx of the
 * release is built without, or that Kong's own template writes there. Kept for as long as the catalog.
 */
export function directiveTemplates(
  namespace: DynamicPrefix,
  catalog: Catalog,
  nginx: NginxTable,
): readonly DirectiveTemplate[] {
  return templatesOf(catalog)(nginx)(namespace);
}

const templatesOf = memoizeObject((catalog: Catalog) =>
  memoizeObject((nginx: NginxTable) =>
    memoizeObject((namespace: DynamicPrefix) => collect(namespace, catalog, nginx)),
  ),
);

function collect(
  { prefix, ignore }: DynamicPrefix,
  catalog: Catalog,
  nginx: NginxTable,
): DirectiveTemplate[] {
  const { base } = catalog;
  const context = nginx.contextOf(prefix, base);
  if (context === undefined) return [];
  return nginx.names(context, base).flatMap((name) => {
    const directive = nginx.directive(name, base, context);
    if (directive === undefined || directive.block || !directive.built || ignore.includes(name)) return [];
    const isTaken = nginx
      .written(prefix, name, base)
      .some(({ block, effect, always }) => block === "same" && effect === "duplicate-error" && always);
    return isTaken ? [] : [{ name, summary: directiveSummary(directive), snippet: snippetOf(directive) }];
  });
}

function snippetOf({ flag, words }: NginxDirective): string {
  if (flag) return snippetChoice(["on", "off"]);
  return words !== undefined && words.length > 1 ? snippetChoice(words) : "$1";
}
