import type { CompletionItem } from "vscode-languageserver";
import type { NginxTable } from "../../../schemas/nginx/nginx-table.ts";
import type { Texts } from "../../../schemas/texts/load-texts.ts";
import type { Analysis } from "../../engine/analyze.ts";
import type { DocumentFeature } from "../feature.ts";
import { directiveText } from "../support/directive-text.ts";
import { type FlagPlace, flagText } from "../support/flag-text.ts";
import { markup } from "../support/markup.ts";
import { propertyText } from "../support/property-text.ts";
import { snippetPreview } from "./completion/snippet-suggestions.ts";

/** Adds the documentation of an item, which most items of a list never need. */
export const completionResolve: DocumentFeature<"completionItem/resolve"> = async (
  { analysis },
  item,
  context,
): Promise<CompletionItem> => {
  const [texts, nginx] = await Promise.all([context.texts(), context.nginx()]);
  if (isOfComment(item.data)) return item;
  const topic = valuesIn(item.data);
  const text =
    topic === undefined
      ? keyDocumentation(item.label, analysis, texts, nginx)
      : valueDocumentation(item.label, { ...topic, catalog: analysis.catalog, texts });
  if (text === undefined || text === "") return item;
  return { ...item, documentation: markup(text, context.client.markdown.completion) };
};

/** Whether the list offers words of a comment: what they mean is said beside them. */
function isOfComment(data: unknown): boolean {
  return typeof data === "object" && data !== null && "of" in data && data.of === "comments";
}

/** Whose values the list offers; undefined for a list of names. Clients send back anything. */
function valuesIn(data: unknown): Pick<FlagPlace, "property" | "isTls"> | undefined {
  if (typeof data !== "object" || data === null || !("property" in data)) return undefined;
  const { property } = data;
  const isTls = "isTls" in data && data.isTls === true;
  return typeof property === "string" ? { property, isTls } : undefined;
}

function valueDocumentation(label: string, place: FlagPlace): string | undefined {
  const { property, catalog, texts } = place;
  const vault = /^\{vault:\/\/([a-z-]+)\//.exec(label)?.[1];
  if (vault !== undefined) return texts.valueTextOf("vaults", vault);
  return catalog.listenProperties.has(property) ? flagText(label, place) : texts.valueTextOf(property, label);
}

function keyDocumentation(
  label: string,
  analysis: Analysis,
  texts: Texts,
  nginx: NginxTable,
): string | undefined {
  const { catalog, unit } = analysis;
  const preview = snippetPreview(label, analysis);
  if (preview !== undefined) return `\`\`\`${unit.format.languages[0]}\n${preview}\n\`\`\``;
  const name = label.toLowerCase().replace(/^kong_/, "");
  const prefix = texts.namespaceTextOf(name);
  if (prefix !== undefined) return prefix;
  const namespace = catalog.dynamicPrefixOf(name);
  if (catalog.property(name) === undefined && namespace?.injects === true)
    return directiveText(namespace.prefix, name.slice(namespace.prefix.length), catalog, nginx, texts);
  const { text, facts } = propertyText(name, catalog, texts);
  return [text, facts.map((fact) => `- ${fact}`).join("\n")].filter((part) => part !== "").join("\n\n");
}
