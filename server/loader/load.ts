import type { SectionNode } from "../../grammar/kong-conf/syntax-tree.ts";
import type { Release } from "../../schemas/release.ts";
import type { ConfigUnit } from "../model/config-unit.ts";
import { type Location, locate } from "../model/location.ts";
import { CheckContext, type RefusalNote } from "./check/check-context.ts";
import { runChecks } from "./check/run-checks.ts";
import { typeAll } from "./check/type-all.ts";
import { defaultHost, type HostEnvironment } from "./host-environment.ts";
import { deprecationWarnings } from "./layers/deprecation-warnings.ts";
import { environmentOf } from "./layers/environment.ts";
import { fileSettings } from "./layers/file-settings.ts";
import { type MergedSettings, mergeLayers } from "./layers/merge-layers.ts";
import { LoadedValues } from "./loaded-values.ts";
import { RefusalLocator } from "./locate-refusal.ts";
import { lossesOf } from "./losses.ts";
import { loaderModel } from "./model.ts";
import { Reading, type Refusal } from "./reading.ts";
import { resolveReferences } from "./vaults/resolve-references.ts";

/**
 * What Kong would do with a unit: the value of every property and where it came from, what is lost, what is refused.
 * It accepts any unit, never throws, and takes time linear in the length of what is written.
 */
export function load(unit: ConfigUnit, release: Release, world: HostEnvironment = defaultHost): Reading {
  const model = loaderModel(release);
  const file = fileSettings(unit, model);
  const environment = environmentOf(unit, world);
  const merged = mergeLayers(model, file.settings, environment);
  const references = resolveReferences(model, merged.settings, environment, world);
  const values = new LoadedValues(model.defaults);
  const typing = typeAll(model, merged.settings, values);
  const context = new CheckContext(model, values, world, typing);
  runChecks(context, model.crossChecks.together);
  const together = [...context.notes];
  runChecks(context, model.crossChecks.afterwards);
  const afterwards = context.notes.slice(together.length);
  runChecks(context, model.crossChecks.nodes);
  const nodes = context.notes.slice(together.length + afterwards.length);
  const locator = new RefusalLocator(values, model.quirks, unit.anchor);
  const refusals = refusalsOf(file.brokenSections, unit, locator, [
    { notes: aliasNotes(merged), onlyFirst: true },
    { notes: references, onlyFirst: true },
    { notes: together, onlyFirst: false },
    { notes: afterwards, onlyFirst: true },
  ]);
  const nodeRefusals = nodes.map((note) => locator.place(note, refusals.length === 0 && note === nodes[0]));
  return new Reading({
    unit,
    release,
    properties: values,
    changed: values.changed,
    losses: lossesOf({
      unit,
      model,
      environment,
      properties: values,
      refusals: [...refusals, ...nodeRefusals],
    }),
    refusals,
    nodeRefusals,
    warnings: [...deprecationWarnings(model, merged), ...context.warnings],
  });
}

function aliasNotes({ brokenAlias }: MergedSettings): readonly RefusalNote[] {
  return brokenAlias === undefined
    ? []
    : [{ check: "keepalive-timeout", property: brokenAlias, crash: true }];
}

/** Refusals that Kong would come to at the same time. */
interface Stage {
  readonly notes: readonly RefusalNote[];
  /** Kong stops at the first of them, rather than report them together. */
  readonly onlyFirst: boolean;
}

/** All refusals in the order of the stages. Kong reports those of the first stage that has any; a crash hides the rest of it. */
function refusalsOf(
  brokenSections: readonly SectionNode[],
  { document, anchor }: ConfigUnit,
  locator: RefusalLocator,
  stages: readonly Stage[],
): readonly Refusal[] {
  const refusals = brokenSections.map(({ span }, index) =>
    sectionRefusal(locate(document.path, span), anchor, index),
  );
  for (const { notes, onlyFirst } of stages) {
    const stopped = refusals.length > 0;
    const crash = notes.find((note) => note.crash === true);
    const [first] = notes;
    for (const note of notes) {
      const speaks = onlyFirst ? note === first : crash === undefined || note === crash;
      refusals.push(locator.place(note, speaks && !stopped));
    }
  }
  return refusals;
}

/** The reader breaks on the first header without a name. */
function sectionRefusal(span: Location, anchor: Location, index: number): Refusal {
  return {
    check: "section-syntax",
    property: "",
    also: [],
    assignment: undefined,
    span,
    anchor,
    text: "",
    item: undefined,
    crash: true,
    reported: index === 0,
  };
}
