import type { Assignment } from "../../model/assignment.ts";
import { type Location, locate } from "../../model/location.ts";
import type { Value } from "../../model/value.ts";
import { isKnownProperty } from "../images/known-properties.ts";
import { derivedAssignment } from "../shared/environment-assignment.ts";
import { propertyOfVariable } from "../shared/kong-variable.ts";
import { layerOf } from "../shared/layers.ts";
import { opaqueAt } from "../shared/value-builder.ts";
import { literalPieces } from "../shared/variables.ts";
import { fieldsAt, fieldsOf, itemsOf, scalarText } from "../yaml/fields.ts";
import type { Cluster } from "./cluster.ts";
import type { ManifestObject } from "./objects.ts";
import type { Pod } from "./pods.ts";
import { innerSpan } from "./scalars.ts";

/** Weaker than all that the container says itself. */
const LAYER = layerOf("build", "Service");

/** A variable that the cluster sets because a Service has the name that makes it. */
export interface ServiceLink {
  readonly assignment: Assignment;
  readonly service: string;
}

/**
 * The variables that the cluster sets for Services of the namespace and that Kong reads as properties: a Service `kong-pg` sets
 * `KONG_PG_PORT`, to an address.
 */
export function serviceLinks(pod: Pod, cluster: Cluster): readonly ServiceLink[] {
  if (/^(?:false|no|off|n)$/i.test(scalarText(pod.spec, "enableServiceLinks") ?? "")) return [];
  return [...cluster.own, ...cluster.beside].flatMap((object) => {
    const name = object.kind === "Service" ? object.name : undefined;
    if (name === undefined || !/^kong-/i.test(name) || !isInNamespace(object, pod)) return [];
    const variable = `${name.toUpperCase().replaceAll("-", "_")}_PORT`;
    const property = propertyOfVariable(variable);
    const port = firstPort(object);
    if (property === undefined || !isKnownProperty(property) || port === undefined) return [];
    const value: Value = { kind: "text", pieces: [opaqueAt("function", nameOf(object), port)] };
    const by = { what: "service-link", name, version: undefined } as const;
    const assignment = derivedAssignment(variable, value, LAYER, by, nameOf(object));
    return assignment === undefined ? [] : [{ assignment, service: name }];
  });
}

function isInNamespace({ namespace }: ManifestObject, { owner }: Pod): boolean {
  return namespace === undefined || owner.namespace === undefined || namespace === owner.namespace;
}

/** `tcp://ADDRESS:5432`, whose address the cluster chooses; undefined for a Service without an address. */
function firstPort({ fields }: ManifestObject): string | undefined {
  const spec = fieldsAt(fields, "spec");
  const [first] = itemsOf(spec.get("ports")?.node);
  const port = scalarText(fieldsOf(first), "port");
  if (port === undefined || scalarText(spec, "type") === "ExternalName") return undefined;
  if (scalarText(spec, "clusterIP") === "None") return undefined;
  const protocol = (scalarText(fieldsOf(first), "protocol") ?? "TCP").toLowerCase();
  return `${protocol}://ADDRESS:${port}`;
}

function nameOf({ fields, source, root }: ManifestObject): Location {
  const name = fieldsAt(fields, "metadata").get("name");
  return locate(source.document.path, name === undefined ? root.span : innerSpan(name.node));
}

/** The variables of Services as they are told. */
export function givenServices(given: ReadonlyMap<string, string>, cause: Location): readonly Assignment[] {
  const by = { what: "service-link", name: "Service", version: undefined } as const;
  return [...given].flatMap(
    ([name, text]) =>
      derivedAssignment(name, { kind: "text", pieces: literalPieces(text) }, LAYER, by, cause) ?? [],
  );
}
