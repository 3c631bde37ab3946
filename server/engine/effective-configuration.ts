import { openTable } from "../../grammar/text/word-table.ts";
import type { Catalog } from "../../schemas/catalog.ts";
import { formatRelease } from "../../schemas/release.ts";
import type { Rule } from "../findings/rule.ts";
import { defaultReadings } from "../loader/default-readings.ts";
import type { KongValue, Provenance, Reading } from "../loader/reading.ts";
import type { Assignment } from "../model/assignment.ts";
import type { ConfigUnit } from "../model/config-unit.ts";
import { isReference } from "../secrets/harmless-value.ts";
import { MASK, redactor } from "../secrets/mask.ts";
import { maskParts } from "../secrets/secret-parts.ts";
import { isSecretProperty, secretsOf } from "../secrets/secrets.ts";

/** Where a value of the effective configuration comes from. Lines are from 1. */
export interface EffectiveProvenance {
  readonly from: "default" | "file" | "environment" | "alias" | "derived";
  readonly line?: number;
  /** The variable, the alias, or the property that made Kong set it. */
  readonly name?: string;
}

/** What Kong ends up with, ready to be shown: secrets are masked. */
export interface EffectiveConfiguration {
  /** `oss@3.9.3`. */
  readonly release: string;
  readonly accepted: boolean;
  readonly refusals: readonly {
    readonly property: string;
    /** The rule that reports it. */
    readonly rule: string | null;
    readonly line: number | null;
  }[];
  /** By property; null where the value only exists at run time. Properties that Kong ends up without are not there. */
  readonly values: Readonly<Record<string, KongValue | null>>;
  readonly provenance: Readonly<Record<string, EffectiveProvenance>>;
  /** Properties that something sets, whether or not to their default. */
  readonly changed: readonly string[];
  /** The default of each property whose value differs from it; null where there is none. */
  readonly defaults: Readonly<Record<string, KongValue | null>>;
  readonly lost: readonly {
    readonly property: string;
    readonly reason: string;
    readonly line: number;
    readonly reads: KongValue | null;
    /** The line that wins, where another line of the source overrides this one; `environment` where that does. */
    readonly overriddenBy: number | "environment" | null;
  }[];
}

/** Makes the effective configuration of a unit presentable. */
export function effectiveConfiguration(
  unit: ConfigUnit,
  reading: Reading,
  catalog: Catalog,
  rules: readonly Rule[],
): EffectiveConfiguration {
  const redact = redactor(secretsOf(unit, catalog));
  const mask = (property: string, value: KongValue | undefined): KongValue | null => {
    if (value === undefined) return null;
    if (typeof value === "boolean" || typeof value === "number") return value;
    if (isSecretProperty(property, catalog) && !(typeof value === "string" && isReference(value)))
      return value.length === 0 ? value : MASK;
    return typeof value === "string"
      ? redact(maskParts(property, value))
      : value.map((item) => (typeof item === "string" ? redact(maskParts(property, item)) : item));
  };
  // A line of a key, or a URL, may have an equals sign in it, and looks like a name.
  const shownName = (property: string) => (catalog.knows(property) ? property : redact(property));
  const lineOf = (offset: number) => unit.document.lines.positionAt(offset).line + 1;
  const values = openTable<KongValue | null>();
  const provenance = openTable<EffectiveProvenance>();
  const changed: string[] = [];
  const defaults = openTable<KongValue | null>();
  const usual = defaultReadings(reading.release);
  for (const { property, value, opaque, provenance: source } of reading.properties.values()) {
    if (value === undefined && !opaque) continue;
    values[property] = mask(property, value);
    provenance[property] = describeProvenance(source, lineOf);
    if (source.kind === "default") continue;
    changed.push(property);
    const ownDefault = usual.get(property)?.value;
    if (opaque || JSON.stringify(ownDefault) !== JSON.stringify(value)) {
      defaults[property] = mask(property, ownDefault);
    }
  }
  return {
    release: formatRelease(reading.release),
    accepted: reading.accepted,
    refusals: reading.refusals.map(({ property, check, span, assignment }) => ({
      property: shownName(property),
      rule: rules.find((rule) => rule.claims?.includes(check))?.id ?? null,
      line:
        span !== undefined
          ? lineOf(span.start)
          : assignment !== undefined
            ? lineOf(assignment.span.start)
            : null,
    })),
    values,
    provenance,
    changed,
    defaults,
    lost: reading.losses.map(({ property, reason, span, reads, winner }) => ({
      property: shownName(property),
      reason,
      line: lineOf(span.start),
      reads: mask(property, reads),
      overriddenBy:
        winner !== undefined
          ? lineOf(winner.span.start)
          : reason === "overridden-by-environment"
            ? ("environment" as const)
            : null,
    })),
  };
}

function describeProvenance(source: Provenance, lineOf: (offset: number) => number): EffectiveProvenance {
  const line = (assignment: Assignment | undefined) =>
    assignment === undefined ? {} : { line: lineOf(assignment.span.start) };
  switch (source.kind) {
    case "default":
      return { from: "default" };
    case "assignment": {
      const isFile = source.assignment.channel === "file";
      return { from: isFile ? "file" : "environment", ...line(source.assignment) };
    }
    case "variable":
      return { from: "environment", name: source.variable };
    case "alias":
      return { from: "alias", name: source.alias, ...line(source.assignment) };
    case "derived":
      return { from: "derived", name: source.by };
  }
}
