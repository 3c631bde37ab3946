import { LineIndex } from "../../grammar/text/line-index.ts";
import { catalogFor } from "../../schemas/catalog.ts";
import { knownReleases } from "../../schemas/known-releases.ts";
import type { Release } from "../../schemas/release.ts";
import type { Rule, RuleContext } from "../../server/engine/rule.ts";
import { topics } from "../../server/engine/rule-topics.ts";
import { readUnit } from "../../server/inputs/read-unit.ts";
import { load } from "../../server/loader/load.ts";
import type { Reading } from "../../server/loader/reading.ts";
import { assumedWorld } from "../../server/loader/world.ts";
import { Watch, WatchedReading, WatchedUnit } from "./watch.ts";

/**
 * What each rule asks for while it looks at a source that says nothing, in any release: names of properties and topics. A rule is
 * left out that has something to say about such a source in some release, or looks at more than what has a name.
 */
export function askRules(rules: readonly Rule[]): ReadonlyMap<string, ReadonlySet<string>> {
  const asked = new Map<string, Set<string>>(rules.map(({ id }) => [id, new Set()]));
  for (const release of knownReleases()) {
    const reading = emptyReading(release);
    for (const rule of rules) {
      const names = asked.get(rule.id);
      if (names === undefined) continue;
      const own = namesAsked(rule, reading);
      if (own === undefined) asked.delete(rule.id);
      else for (const name of own) names.add(name);
    }
  }
  return asked;
}

function emptyReading(release: Release): Reading {
  const unit = readUnit({ path: "kong.conf", text: "", lines: new LineIndex("") }, "kong-conf");
  return load(unit, release, assumedWorld);
}

/** undefined for a rule that speaks, or looks at more than what has a name. */
function namesAsked(rule: Rule, reading: Reading): ReadonlySet<string> | undefined {
  const catalog = catalogFor(reading.release);
  const options = Object.entries(rule.options ?? {}).map(([name, option]) => [name, option.default] as const);
  // Another watch for each rule: what several rules ask for is remembered by the object that they asked.
  const watch = new Watch();
  const unit = new WatchedUnit(reading.unit, watch);
  rule.check?.({
    unit,
    reading: new WatchedReading(reading, unit, watch),
    catalog,
    release: catalog.release,
    from: undefined,
    options: Object.fromEntries(options),
    get tables() {
      watch.asks(topics.tables);
      return {};
    },
    isExtraProperty: () => watch.cannotTell(false),
    report: () => watch.cannotTell(undefined),
  } satisfies RuleContext);
  return watch.asked;
}
