import type { TextDocument, TextDocumentChangeEvent } from "vscode";
import type { Middleware } from "vscode-languageclient";

/** What the gate asks about documents, and how it hands one over that was held back before. */
export interface DocumentFilterDeps {
  /** Whether the server is to have the document. */
  concerns(document: TextDocument): boolean;
  /** Whether a change may have made it so, by the lines that it touches. */
  mayConcern(lines: string): boolean;
  /** Tells the server of a document as if it had just been opened. */
  open(document: TextDocument): Promise<void>;
}

/** The part of the client's middleware through which texts go. */
export type DocumentFilter = Pick<Middleware, "didOpen" | "didChange" | "didSave" | "didClose">;

/**
 * Lets through the texts that concern the server, and nothing of any other. A document that comes to concern it is opened then, and
 * stays open: what it was is of no use any more, and a document that is opened and closed with each letter is of less.
 */
export function documentFilter({ concerns, mayConcern, open }: DocumentFilterDeps): DocumentFilter {
  const sent = new Set<string>();
  const keyOf = ({ uri }: TextDocument) => uri.toString();
  return {
    async didOpen(document, next) {
      if (!concerns(document)) return;
      sent.add(keyOf(document));
      await next(document);
    },
    async didChange(event, next) {
      if (sent.has(keyOf(event.document))) return next(event);
      if (!mayConcern(changedLines(event)) || !concerns(event.document)) return;
      sent.add(keyOf(event.document));
      await open(event.document);
    },
    async didSave(document, next) {
      if (sent.has(keyOf(document))) await next(document);
    },
    async didClose(document, next) {
      if (sent.delete(keyOf(document))) await next(document);
    },
  };
}

/** The lines that a change touches, as they are now. */
function changedLines({ document, contentChanges }: TextDocumentChangeEvent): string {
  const lines: string[] = [];
  for (const { range, text } of contentChanges) {
    const last = Math.min(range.start.line + text.split("\n").length, document.lineCount);
    for (let line = range.start.line; line < last; line++) lines.push(document.lineAt(line).text);
  }
  return lines.join("\n");
}
