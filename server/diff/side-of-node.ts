import { catalogFor } from "../../schemas/catalog.ts";
import { describeRelease, formatRelease } from "../../schemas/release.ts";
import { defaultReadings } from "../loader/default-readings.ts";
import type { PropertyReading } from "../loader/reading.ts";
import type { NotCompared } from "./configuration-diff.ts";
import type { DiffSide, SideReading } from "./diff-side.ts";
import type { NodeAnswer, NodeValue } from "./node-answer.ts";
import type { SideRelease } from "./pair-releases.ts";
import { sameValue } from "./same-value.ts";

/** The release that a node runs. */
export function releaseOfNode({ release }: NodeAnswer): SideRelease {
  const catalog = catalogFor(release);
  return {
    release: catalog.release,
    reason: "from the node",
    unknown: catalog.exact ? undefined : describeRelease(release),
    isTold: true,
  };
}

/** A node that runs, ready to be compared: its values are those after its loader, and it does not say where they come from. */
export function sideOfNode(answer: NodeAnswer, path: string): DiffSide {
  const { release, reason, unknown } = releaseOfNode(answer);
  const catalog = catalogFor(release);
  const usual = defaultReadings(release);
  const readings = new Map<string, SideReading>();
  const names = [...answer.values.keys()].filter(
    (name) => !catalog.properties.has(name) && catalog.dynamicPrefixOf(name) !== undefined,
  );
  for (const name of [...catalog.properties.keys(), ...names])
    readings.set(name, nodeReading(name, answer.values.get(name), usual.get(name), path));
  return {
    summary: {
      path,
      id: "",
      name: answer.hostname === undefined ? "node" : `node ${answer.hostname}`,
      release: formatRelease(release),
      reason,
      unknownRelease: unknown,
      settings: [...readings.values()].filter(({ isSet }) => isSet).length,
      open: [],
    },
    release,
    catalog,
    readings,
    written: new Map(),
    refusals: [],
    findings: [],
    node: { prefix: textOf(answer.values.get("prefix")) },
    redact: (text) => text,
  };
}

function nodeReading(
  property: string,
  reported: NodeValue | undefined,
  usual: PropertyReading | undefined,
  path: string,
): SideReading {
  const value = reported?.kind === "value" ? reported.value : undefined;
  const isSet = reported?.kind === "value" && !sameValue(property, value, usual?.value, usual?.definition);
  return {
    property,
    value,
    unknown: whyUnknown(reported, usual),
    written: "",
    isSet,
    origin: { kind: "node" },
    place: { path, line: undefined },
  };
}

/** A node leaves out what has no value; of what has a default it leaves out nothing. */
function whyUnknown(
  reported: NodeValue | undefined,
  usual: PropertyReading | undefined,
): NotCompared["why"] | undefined {
  if (reported === undefined) {
    const value = usual?.value;
    const isEmpty = value === undefined || value === "" || (typeof value === "object" && value.length === 0);
    return isEmpty ? undefined : "not-reported";
  }
  return reported.kind === "hidden" ? "hidden" : reported.kind === "structured" ? "node-only" : undefined;
}

function textOf(value: NodeValue | undefined): string | undefined {
  return value?.kind === "value" && typeof value.value === "string" ? value.value : undefined;
}
