import type { DocumentSelector, ServerCapabilities } from "vscode-languageclient";

/** What an editor asks of one extension a language: in the languages of others, they are there for that. */
const OF_THE_LANGUAGE: ReadonlySet<string> = new Set([
  "textDocument/formatting",
  "textDocument/rangeFormatting",
  "textDocument/onTypeFormatting",
  "textDocument/semanticTokens",
  "textDocument/documentSymbol",
  "textDocument/foldingRange",
  "textDocument/selectionRange",
  "textDocument/documentHighlight",
]);

/** A feature of the library's client. */
interface Feature {
  readonly registrationType?: { readonly method: string };
  initialize(capabilities: ServerCapabilities, selector: DocumentSelector | undefined): void;
}

/** The library's clients. Their arguments differ by the host, so a class that stands on one takes them as they are. */
type ClientClass = new (
  // biome-ignore lint/suspicious/noExplicitAny: for TypeScript a mixin's constructor takes any arguments, or it is none.
  ...given: any[]
) => {
  // biome-ignore lint/suspicious/noExplicitAny: the library's features have many types, of which two members matter here.
  registerFeature(feature: any): void;
};

/**
 * A client that formats, colors and outlines only documents of Kong's own languages: as soon as a second extension offers to format YAML,
 * the editor asks which one to use.
 */
export function inOwnLanguages<Client extends ClientClass>(base: Client, own: readonly string[]): Client {
  const isOwn = (filter: unknown) =>
    typeof filter === "object" &&
    filter !== null &&
    (!("language" in filter) || own.includes(String(filter.language)));
  return class extends base {
    override registerFeature(feature: Feature): void {
      const initialize = feature.initialize?.bind(feature);
      if (OF_THE_LANGUAGE.has(feature.registrationType?.method ?? ""))
        feature.initialize = (capabilities, selector) => initialize(capabilities, selector?.filter(isOwn));
      super.registerFeature(feature);
    }
  };
}
