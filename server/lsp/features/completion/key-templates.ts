import { memoizeObject } from "../../../../grammar/text/memoize.ts";
import type { Catalog } from "../../../../schemas/catalog.ts";
import type { Property } from "../../../../schemas/property.ts";
import { sectionOf } from "../../../../schemas/texts/section-of.ts";
import { isSecretProperty } from "../../../secrets/secrets.ts";
import { allowedValues, summaryOf } from "../../support/property-text.ts";
import { writtenDefault } from "../../support/written-default.ts";
import { snippetChoice, snippetText } from "./suggestion.ts";

/** What there is to say about a name that may be written, whatever the source. */
export interface KeyTemplate {
  readonly name: string;
  /** What stands for {@link PLACEHOLDER} in a snippet. */
  readonly namePlace?: string;
  readonly summary: string;
  /** The section of Kong's reference: its id, and its title for people. */
  readonly section: string;
  readonly sectionTitle: string;
  /** What stands behind `=`, as a snippet, and as plain text. */
  readonly snippet: string;
  readonly plain: string;
  /** What to write instead; undefined for a name that is in good standing. */
  readonly deprecatedFor: readonly string[] | undefined;
}

/** A name of the documentation with a placeholder in it: `pluginserver_XXX_socket`. */
export const PLACEHOLDER = "XXX";

/** The names that a release advises people to know, with what to write for them. Kept for as long as the catalog. */
export const keyTemplates: (catalog: Catalog) => readonly KeyTemplate[] = memoizeObject((catalog) =>
  [...catalog.properties.values()].filter(isOffered).map((property) => template(property, catalog)),
);

function isOffered({ dropped, documented, deprecated }: Property): boolean {
  return dropped !== true && (documented || deprecated !== undefined);
}

function template(property: Property, catalog: Catalog): KeyTemplate {
  const section = property.section === null ? undefined : sectionOf(property.section);
  return {
    name: property.name,
    summary: summaryOf(property),
    section: section?.id ?? "",
    sectionTitle: section?.title ?? property.section ?? "",
    snippet: valueSnippet(property, catalog),
    plain: isSecretProperty(property.name, catalog) ? "" : (writtenDefault(property, catalog) ?? ""),
    deprecatedFor: property.deprecated?.replacements,
  };
}

/** The default comes first: it shows the form of the value, and the next key replaces it. One that Kong refuses comes last. */
function valueSnippet(property: Property, catalog: Catalog): string {
  if (isSecretProperty(property.name, catalog)) return "$1";
  const isSwitch = property.type === "boolean" || property.type === "ngx_boolean";
  const choices = property.enum !== undefined ? allowedValues(property) : isSwitch ? ["on", "off"] : [];
  const byDefault = writtenDefault(property, catalog);
  if (choices.length > 1) {
    const place = (value: string) => (value === byDefault ? 0 : value === property.default ? 2 : 1);
    return snippetChoice([...choices].sort((a, b) => place(a) - place(b)));
  }
  return byDefault === undefined || byDefault === "" ? "$1" : `\${1:${snippetText(byDefault)}}`;
}
