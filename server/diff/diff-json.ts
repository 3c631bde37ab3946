import {
  type ConfigurationDiff,
  type DiffItem,
  type DiffSideSummary,
  differs,
  type SideValue,
} from "./configuration-diff.ts";
import { summarySentence } from "./diff-words.ts";

/** A difference for programs. Secrets have no value in it. */
export function diffJson(diffs: readonly ConfigurationDiff[]): string {
  return `${JSON.stringify({ version: 1, equal: !diffs.some(differs), sources: diffs.map(sourceShape) }, undefined, 2)}\n`;
}

function sourceShape(diff: ConfigurationDiff): unknown {
  return {
    before: diff.before,
    after: diff.after,
    equal: !differs(diff),
    summary: summarySentence(diff),
    processes: diff.units.map(({ before, after, items, notCompared, ignored }) => ({
      before: summaryShape(before),
      after: summaryShape(after),
      differences: items.map(itemShape),
      notCompared: notCompared.map(({ property, why, place }) => ({ property, why, ...placeShape(place) })),
      ignored: ignored.map(({ name, place }) => ({ name, ...placeShape(place) })),
    })),
    removed: diff.removed.map(summaryShape),
    added: diff.added.map(summaryShape),
    leftOut: diff.leftOut.map(summaryShape),
  };
}

function summaryShape({ path, id, name, release, reason, unknownRelease, settings, open }: DiffSideSummary) {
  return {
    path,
    id,
    name: name ?? null,
    release,
    reason,
    unknownRelease: unknownRelease ?? null,
    settings,
    open,
  };
}

function itemShape({ kind, property, before, after, listeners, advice, isWarning }: DiffItem) {
  return {
    kind,
    property,
    before: sideShape(before),
    after: sideShape(after),
    ...(kind === "listeners"
      ? {
          listeners: listeners.map((each) => ({
            kind: each.kind,
            before: each.before ?? null,
            after: each.after ?? null,
          })),
        }
      : {}),
    ...(kind === "default" ? { severity: isWarning ? "warning" : "info" } : {}),
    message: advice?.message ?? null,
    fix: advice?.fix ?? null,
    rule: advice?.rule ?? null,
  };
}

function sideShape(side: SideValue | undefined) {
  if (side === undefined) return null;
  const { state, value, text, origin, place } = side;
  return {
    state,
    value,
    ...(state === "run-time" ? { written: text } : {}),
    from: origin.kind,
    ...("by" in origin ? { by: origin.by } : {}),
    ...placeShape(place),
  };
}

function placeShape(place: SideValue["place"]) {
  return { path: place?.path ?? null, line: place?.line ?? null };
}
