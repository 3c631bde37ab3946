import type { Catalog } from "../../../schemas/catalog.ts";
import type { NginxTable } from "../../../schemas/nginx/nginx-table.ts";
import type { Texts } from "../../../schemas/texts/load-texts.ts";
import { directiveSummary } from "./directive-summary.ts";
import { inlineCode } from "./markup.ts";

/** What there is to say about an injected directive of nginx in one release. Markdown; empty for a name that nginx does not know. */
export function directiveText(
  prefix: string,
  name: string,
  catalog: Catalog,
  nginx: NginxTable,
  texts: Texts,
): string {
  const { base } = catalog;
  const context = nginx.contextOf(prefix, base);
  const directive = nginx.directive(name, base, context);
  const namespace = texts.namespaceTextOf(prefix) ?? "";
  if (directive === undefined) return namespace;
  const facts = [
    `nginx directive ${inlineCode(name)}: ${directiveSummary(directive)}`,
    context === undefined || directive.contexts.includes(context)
      ? ""
      : `Not allowed there: nginx allows it in ${directive.contexts.map(inlineCode).join(", ")}`,
    directive.built ? "" : "The nginx of this release is built without it",
    ...nginx
      .written(prefix, name, base)
      .map((line) =>
        line.block === "same"
          ? `Kong's own template writes ${inlineCode(line.name)} there${line.always ? "" : " under some conditions"}`
          : `Kong's own template writes ${inlineCode(line.name)} in a block below, where it wins`,
      ),
  ].filter((fact) => fact !== "");
  return [namespace, [...new Set(facts)].map((fact) => `- ${fact}`).join("\n")]
    .filter((part) => part !== "")
    .join("\n\n");
}
