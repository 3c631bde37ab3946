import type { Placed } from "../../model/deployment.ts";
import { locate } from "../../model/location.ts";
import { parseImageName, shortRepository } from "../images/image-name.ts";
import { fieldsOf, itemsOf, scalarText } from "../yaml/fields.ts";
import type { YamlScalar } from "../yaml/tree.ts";
import { type Container, containersOf } from "./pods.ts";
import { innerSpan } from "./scalars.ts";

/** The variable and the flag with the address of the Admin API; the shorter ones are those of the first controllers. */
const VARIABLE = /^CONTROLLER_KONG_(?:ADMIN_)?URL$/;
const FLAG = /^--kong-(?:admin-)?url=/;

/** Ports of the controller itself: its web hook, health, metrics and diagnostics. */
const OWN_PORTS: ReadonlySet<number> = new Set([8080, 10254, 10255, 10256]);

/** Containers that run while another one of the pod does. */
export function companions({ pod, node }: Container): readonly Container[] {
  return containersOf(pod).filter((each) => each.role === "container" && each.node !== node);
}

/** Whether a container runs Kong's Ingress Controller. */
export function isController({ fields }: Container): boolean {
  const { repository } = parseImageName(scalarText(fields, "image") ?? "");
  if (/(?:^|[/_-])ingress-controller$/.test(shortRepository(repository))) return true;
  return itemsOf(fields.get("env")?.node).some((item) =>
    VARIABLE.test(scalarText(fieldsOf(item), "name") ?? ""),
  );
}

/** Whether a controller, which listens on few ports, may be the one that a port leads to. */
export function mayServe(controller: Container, port: number): boolean {
  const announced = itemsOf(controller.fields.get("ports")?.node).map((item) =>
    Number(scalarText(fieldsOf(item), "containerPort")),
  );
  return OWN_PORTS.has(port) || announced.includes(port);
}

/** The addresses at which the controllers beside a container look for the Admin API, where they are written. */
export function adminUrls(container: Container): readonly Placed<string>[] {
  return companions(container)
    .filter(isController)
    .flatMap((controller) => [...urlsOfVariables(controller), ...urlsOfArguments(controller)]);
}

function urlsOfVariables({ fields, pod }: Container): readonly Placed<string>[] {
  return itemsOf(fields.get("env")?.node).flatMap((item) => {
    const entry = fieldsOf(item);
    const value = entry.get("value")?.node;
    if (value?.kind !== "scalar" || !VARIABLE.test(scalarText(entry, "name") ?? "")) return [];
    return [{ value: value.text, at: locate(pod.owner.source.document.path, innerSpan(value)) }];
  });
}

function urlsOfArguments({ fields, pod }: Container): readonly Placed<string>[] {
  const words = [...itemsOf(fields.get("command")?.node), ...itemsOf(fields.get("args")?.node)];
  return words
    .filter((word): word is YamlScalar => word.kind === "scalar" && FLAG.test(word.text))
    .map((word) => ({
      value: word.text.replace(FLAG, ""),
      at: locate(pod.owner.source.document.path, innerSpan(word)),
    }));
}
