import type { Catalog } from "../../../../schemas/catalog.ts";
import { documentationOf } from "../../../../schemas/kong-documentation.ts";
import type { NginxTable } from "../../../../schemas/nginx/nginx-table.ts";
import { describeRelease } from "../../../../schemas/release.ts";
import type { Texts } from "../../../../schemas/texts/load-texts.ts";
import { directiveText } from "../../support/directive-text.ts";
import { inlineCode } from "../../support/markup.ts";
import { propertyText } from "../../support/property-text.ts";

/** What a hover says about a name, whatever its value. Markdown. */
export interface PropertyHover {
  readonly head: string;
  readonly text: string;
  readonly facts: string;
}

/** Explains the name of a setting in a release. */
export function propertyHover(
  name: string,
  catalog: Catalog,
  texts: Texts,
  nginx: NginxTable,
): PropertyHover {
  const { summary, text, facts } = propertyText(name, catalog, texts);
  const kong = describeRelease(catalog.release);
  const list = (lines: readonly string[]) => lines.map((line) => `- ${line}`).join("\n");
  const namespace = catalog.property(name) === undefined ? catalog.dynamicPrefixOf(name) : undefined;
  if (namespace?.injects === true) {
    return {
      head: `**${inlineCode(name)}** · ${kong}`,
      text: directiveText(namespace.prefix, name.slice(namespace.prefix.length), catalog, nginx, texts),
      facts: list(facts),
    };
  }
  const words = [summary, kong].filter((part) => part !== "").join(" · ");
  const address = documentationOf(name);
  return {
    head: `**${inlineCode(name)}** · ${words}`,
    text,
    facts: [list(facts), ...(address === undefined ? [] : [`[Kong's documentation](${address})`])].join(
      "\n\n",
    ),
  };
}
