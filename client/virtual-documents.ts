import { type Disposable, EventEmitter, Uri, workspace } from "vscode";
import type { KongLint } from "./kong-lint.ts";

const SCHEME = "kong-lint";

/** Read-only documents that the extension makes: what Kong reads, pages of rules, plans and previews of upgrades. */
export interface VirtualDocuments {
  readonly registration: Disposable;
  /** What Kong reads from a document; it follows every change of it. */
  effective(of: Uri): Uri;
  /** The page of a rule, in Markdown. */
  rule(id: string): Uri;
  /** A text that stays as it is. */
  fixed(name: string, text: string): Uri;
}

export function virtualDocuments(kongLint: KongLint): VirtualDocuments {
  const changed = new EventEmitter<Uri>();
  const shown = new Map<string, Uri>();
  const texts = new Map<string, string>();

  const provider = workspace.registerTextDocumentContentProvider(SCHEME, {
    onDidChange: changed.event,
    async provideTextDocumentContent(uri) {
      switch (uri.authority) {
        case "effective":
          return effectiveText(uri.query, kongLint);
        case "rule":
          return (
            (await kongLint.ask<string | null>("kong-lint.server.explain", { rule: uri.query })) ??
            "Unknown rule."
          );
        default:
          return texts.get(uri.toString()) ?? "";
      }
    },
  });
  const follow = kongLint.onStatus(({ uri }) => {
    const document = shown.get(uri);
    if (document !== undefined) changed.fire(document);
  });
  const forget = workspace.onDidCloseTextDocument(({ uri }) => {
    if (uri.scheme === SCHEME) texts.delete(uri.toString());
  });

  return {
    registration: {
      dispose: () => {
        for (const each of [provider, follow, forget, changed]) each.dispose();
      },
    },
    effective(of) {
      const uri = Uri.from({
        scheme: SCHEME,
        authority: "effective",
        // The manifest knows the language by this ending; with another one the name could be that of a kong.conf.
        path: `/${nameOf(of)} (effective)`,
        query: of.toString(),
      });
      shown.set(of.toString(), uri);
      return uri;
    },
    rule: (id) => Uri.from({ scheme: SCHEME, authority: "rule", path: `/${id}.md`, query: id }),
    fixed(name, text) {
      const uri = Uri.from({ scheme: SCHEME, authority: "text", path: `/${name}` });
      texts.set(uri.toString(), text);
      changed.fire(uri);
      return uri;
    },
  };
}

async function effectiveText(of: string, kongLint: KongLint): Promise<string> {
  const uri = Uri.parse(of, true);
  // The server knows open documents only.
  await workspace.openTextDocument(uri);
  const client = await kongLint.client();
  const text = await kongLint.ask<string | null>("kong-lint.server.effective", {
    uri: client.code2ProtocolConverter.asUri(uri),
  });
  return text ?? "# Not a Kong configuration file.\n";
}

/** The last part of a path. */
export function nameOf({ path }: Uri): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
