import type { DocumentAnalysis } from "../document-analysis.ts";

/** The object that a client sends along; its members are checked where they are used. */
export type CommandArguments = Readonly<Record<string, unknown>>;

/** Answers one command; `analysis` is that of an open document. */
export type ServerCommand = (
  wanted: CommandArguments,
  analysis: (uri: string) => Promise<DocumentAnalysis | undefined>,
) => unknown;

/** A member that is a text, or the empty text. */
export function textOf(wanted: CommandArguments, name: string): string {
  const value = wanted[name];
  return typeof value === "string" ? value : "";
}
