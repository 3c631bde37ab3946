import type { CollectedProperty } from "../facts/collected-facts.ts";
import { byVersion } from "./source-tree.ts";

/**
 * What a person decided about Enterprise where the published files leave it open. It lies beside this module as
 * `decisions.json`; everything in it holds for the lines from `since` to `until`, both included.
 */
export interface Decisions {
  /** Types of names, and of names that match a pattern with `*`. Names come before patterns, in the order of the file. */
  readonly types: Readonly<Record<DecidedType, readonly string[]>>;
  /** Names whose values are secrets, beside those that end like one. */
  readonly sensitive: readonly string[];
  /** Names that look like secrets and are none. */
  readonly notSensitive: readonly string[];
  /** Facts of properties that the reference has or implies, and that the rules do not find. */
  readonly facts: readonly (Span & { readonly name: string; readonly facts: Partial<CollectedProperty> })[];
  /** Members of a list that the reference's sentences hide. */
  readonly moreItems: readonly (Span & { readonly name: string; readonly items: readonly string[] })[];
  /** Properties that stand on other pages, or in no reference although the release has them. */
  readonly elsewhere: readonly (Span & {
    readonly name: string;
    readonly facts: CollectedProperty;
    readonly why: string;
  })[];
  /** Names that begin so left the reference after this line and go on being read. */
  readonly carried: { readonly from: string; readonly beginning: readonly string[] };
  /** Prefixes of names that the base has and Enterprise dropped. */
  readonly dropped: readonly (Span & { readonly beginning: string })[];
  /** Namespaces that Enterprise has beside those of its base. */
  readonly prefixes: readonly (Span & { readonly prefix: string; readonly injectsInto: string })[];
  /** Which open-source release a line is built on, where it is not the newest patch of the same line. */
  readonly base: readonly (Span & { readonly version: string })[];
  /** Vaults without properties of their own in kong.conf. */
  readonly moreVaults: readonly (Span & { readonly name: string })[];
  /** Vaults whose names have more than one word. */
  readonly vaults: readonly string[];
}

export type DecidedType = "number" | "switch" | "list" | "json" | "log";

/** A span of Enterprise lines, both ends included; an absent one is open. */
export interface Span {
  readonly since?: string;
  readonly until?: string;
}

/** Whether a line lies in a span. */
export function holdsIn(span: Span, line: string): boolean {
  if (span.since !== undefined && byVersion(line, span.since) < 0) return false;
  return span.until === undefined || byVersion(line, span.until) <= 0;
}

/** The type that a person decided for a name; undefined where nobody has. */
export function decidedType(decisions: Decisions, name: string): DecidedType | undefined {
  const types = Object.entries(decisions.types) as [DecidedType, readonly string[]][];
  const exact = types.find(([, names]) => names.includes(name));
  return (exact ?? types.find(([, names]) => names.some((pattern) => matches(pattern, name))))?.[0];
}

/** Whether a name matches a pattern in which `*` stands for any characters. */
export function matches(pattern: string, name: string): boolean {
  const [first = "", ...rest] = pattern.split("*");
  if (rest.length === 0) return pattern === name;
  const source = [first, ...rest].map((part) => part.replace(/\W/g, "\\$&")).join(".*");
  return new RegExp(`^${source}$`).test(name);
}
