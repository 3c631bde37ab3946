import type { NginxSlot, TemplateCondition } from "./nginx-table.ts";

/** The shape of `nginx-facts.json`, which `tools/nginx-import.ts` writes. */
export interface NginxFactsFile {
  /** Sets of contexts, each as one text with blanks; {@link DirectiveFacts.in} counts into it. */
  readonly contexts: readonly string[];
  readonly directives: Readonly<Record<string, readonly DirectiveFacts[]>>;
  /** Directives that fill the same slot: any two of them in one block are a duplicate. */
  readonly families: readonly (readonly string[])[];
  readonly namespaces: Readonly<Record<string, readonly NamespaceFacts[]>>;
  /** What Kong's template writes in and below the place of a namespace. */
  readonly lines: Readonly<Record<string, readonly LineFacts[]>>;
}

/** First and last open-source Kong release in which something holds; without a last one it still does. */
export type KongRange = readonly [since: string, until?: string];

/** One directive as one nginx module defines it in a span of Kong releases. */
export interface DirectiveFacts {
  /** The place of its set of contexts in {@link NginxFactsFile.contexts}. */
  readonly in: number;
  /** `flag`: on or off. Otherwise a count, `least-most`, or `least+`. */
  readonly args: string;
  readonly block?: true;
  readonly words?: readonly string[];
  readonly slot?: NginxSlot;
  /** Absent: not known, or it depends on the name that the first argument gives. */
  readonly repeat?: boolean;
  /** Absent: all releases with injected directives; empty: none. */
  readonly kong?: readonly KongRange[];
  /** Where the module is compiled in; absent: wherever it exists. */
  readonly built?: readonly KongRange[];
  /** The version of nginx that it came with, for what no open-source release of Kong has. */
  readonly nginx?: string;
}

/** Where the names of a namespace go in a span of releases. */
export interface NamespaceFacts {
  readonly kong: readonly KongRange[];
  readonly context: string;
}

/** A directive that the template writes. */
export interface LineFacts {
  readonly name: string;
  readonly block: "same" | "inner";
  readonly effect: "duplicate-error" | "both" | "both-unless-same-key" | "overridden" | "unknown";
  readonly always?: true;
  readonly if?: TemplateCondition;
  /** The first argument, for `both-unless-same-key`, where it is fixed. */
  readonly key?: string;
  readonly kong: readonly KongRange[];
}
