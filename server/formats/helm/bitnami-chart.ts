import type { Assignment } from "../../model/assignment.ts";
import type { LinkedUnit } from "../../model/config-unit.ts";
import type { SourceId } from "../../model/location.ts";
import { unitId } from "../../model/location.ts";
import { opacityOf, writtenText } from "../../model/value.ts";
import { isBitnamiVariable } from "../shared/kong-setting-names.ts";
import { propertyOfVariable } from "../shared/kong-variable.ts";
import { ENVIRONMENT_LAYER } from "../shared/layers.ts";
import type { Problems } from "../shared/problems.ts";
import { keyLocation, locationOfPlace, quotesAround, settingPlaces, valueOfHelm } from "./value-places.ts";
import type { HelmMap, HelmValue } from "./values.ts";

/** The values of the chart of bitnami, which has another `kong` than Kong's own charts; undefined where they are not. */
export function bitnamiValues(values: HelmMap): HelmMap | undefined {
  const kong = values.entries.get("kong");
  if (kong?.kind !== "map") return undefined;
  return [...kong.entries.keys()].some((key) => /^extraEnvVars(?:CM|Secret)?$/.test(key)) ? kong : undefined;
}

/** The Kong process of the chart of bitnami: the variables that a person gives it. What the chart adds is not known here. */
export function bitnamiUnit(
  kong: HelmMap,
  path: string,
  source: SourceId,
  problems: Problems,
): LinkedUnit | undefined {
  const list = kong.entries.get("extraEnvVars");
  const { place } = kong;
  if (place === undefined) return undefined;
  const id = unitId(path === "" ? "kong" : `${path}.kong`);
  const items = list?.kind === "list" ? list.items : [];
  return {
    id,
    name: "kong",
    anchor: keyLocation(place),
    extent: locationOfPlace(place),
    assignments: items.flatMap((item) => readItem(item, id, problems) ?? []),
    release: undefined,
    absence: {
      kind: "open",
      because: [{ what: "the chart of bitnami sets variables of its own", at: undefined }],
    },
    draws: [source],
    deployment: undefined,
    reader: "helm",
  };
}

/** An entry with `name` and `value`, which Kubernetes must accept as it is. */
function readItem(item: HelmValue, unit: LinkedUnit["id"], problems: Problems): Assignment | undefined {
  if (item.kind !== "map") return undefined;
  const [name, given] = [item.entries.get("name"), item.entries.get("value")];
  if (name?.kind !== "text" || name.place === undefined) return undefined;
  const property = propertyOfVariable(name.text);
  if (property === undefined || isBitnamiVariable(name.text)) return undefined;
  const from = item.entries.get("valueFrom");
  const written = given ?? from;
  if (written?.place === undefined) return undefined;
  const isSecret = given === undefined;
  const isWrong = !isSecret && (given.kind === "boolean" || given.kind === "number");
  const value = isSecret
    ? valueOfHelm({ kind: "unknown", why: "secret-reference", place: written.place })
    : isWrong
      ? ({ kind: "refused" } as const)
      : valueOfHelm(given);
  const places = settingPlaces(written.place);
  const nameAt = locationOfPlace(name.place);
  if (isWrong)
    problems.add(unit, {
      kind: "refused",
      at: places.value,
      name: name.text,
      refuses: true,
      before: written.place.document.text.slice(places.value.start, places.value.end),
      detail: "Kubernetes accepts only text as the `value` of a variable. Write the value in quotes",
      ...quotesAround(given),
    });
  const text = writtenText(value);
  return {
    channel: "environment",
    layer: { ...ENVIRONMENT_LAYER, label: "extraEnvVars" },
    origin: { kind: "written", address: `${unit}.extraEnvVars.${name.text}` },
    property,
    writtenName: name.text,
    variable: name.text,
    nameSpan: nameAt,
    span: {
      ...nameAt,
      start: Math.min(nameAt.start, places.value.start),
      end: Math.max(nameAt.end, places.value.end),
    },
    lineSpan: places.lines,
    value,
    rawValue: text,
    rawValueSpan: places.value,
    writtenValue: text,
    writtenValueSpan: places.inner,
    opaque: opacityOf(value),
    section: undefined,
  };
}
