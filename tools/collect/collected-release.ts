import type { CollectedFacts, CollectedProperty } from "../facts/collected-facts.ts";
import type { TemplateDirective } from "./nginx-templates.ts";

/** Where a fact stands in the vendor's files: attribute → `path:line`, or the file and the name in it. */
export type Provenance = Readonly<Record<string, string>>;

/** Collected facts with the place of each, and what a person has to decide. */
export interface CollectedRelease {
  readonly facts: CollectedFacts & {
    readonly properties: Readonly<Record<string, CollectedProperty & { readonly sources: Provenance }>>;
    /** What Kong's templates write; of open source alone. Kept for a person: how nginx takes each line is measured. */
    readonly nginxTemplates?: readonly TemplateDirective[];
    /** What the files were read from: a tag, a branch, or `checkout`. */
    readonly source: string;
  };
  /** One line each; empty where the files said everything. */
  readonly undecided: readonly string[];
}
