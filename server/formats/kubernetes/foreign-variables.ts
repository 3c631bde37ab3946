import { contains, sliceSpan } from "../../../grammar/text/span.ts";
import { type Location, locate, type UnitId } from "../../model/location.ts";
import { parseImageName, shortRepository } from "../images/image-name.ts";
import { isKnownProperty } from "../images/known-properties.ts";
import { isNoSetting } from "../shared/kong-setting-names.ts";
import { propertyOfVariable } from "../shared/kong-variable.ts";
import type { Problems } from "../shared/problems.ts";
import { fieldsOf, itemsOf, scalarText } from "../yaml/fields.ts";
import type { Container } from "./pods.ts";
import { innerSpan } from "./scalars.ts";

/** A container that runs Kong, and the process that it is. */
export interface KongContainer {
  readonly container: Container;
  readonly unit: UnitId;
}

/** A program whose variables are known, none of which is a property of Kong. */
interface Program {
  readonly repository: RegExp;
  readonly name: string;
  /** Whether its image runs scripts that a volume brings along. */
  readonly runsScripts: boolean;
}

/**
 * Programs that stand beside Kong. The Ingress Controller reads `CONTROLLER_` and the name of a flag. Any other image may have a script
 * that reads Kong's variables.
 */
const PROGRAMS: readonly Program[] = [
  { repository: /(?:^|[/_-])ingress-controller$/, name: "the Ingress Controller", runsScripts: false },
  { repository: /^postgres$/, name: "PostgreSQL", runsScripts: true },
  { repository: /^cassandra$/, name: "Cassandra", runsScripts: true },
];

/** Reports settings of Kong in a container of the same pod that runs another program. */
export function reportForeignVariables(
  containers: readonly Container[],
  running: readonly KongContainer[],
  problems: Problems,
): void {
  const kongs = new Map(
    running
      .filter(({ container }) => container.role === "container")
      .map((each) => [each.container.pod, each] as const),
  );
  const isKong = new Set(running.map(({ container }) => container));
  for (const container of containers) {
    const program = isKong.has(container) ? undefined : programOf(container);
    const kong = kongs.get(container.pod);
    if (program === undefined || kong === undefined) continue;
    for (const { name, at } of settingsOf(container))
      problems.add(kong.unit, {
        kind: "ignored",
        at,
        name,
        before: name,
        detail: `the container \`${container.name}\` runs ${program.name}, which does not read \`${name}\`, and Kong does not get it from there. Set it in the container \`${kong.container.name}\``,
      });
  }
}

/** The program of a container that starts what its image starts. */
function programOf({ fields }: Container): Program | undefined {
  if (fields.has("command") || fields.has("lifecycle")) return undefined;
  const repository = shortRepository(parseImageName(scalarText(fields, "image") ?? "").repository);
  const program = PROGRAMS.find((each) => each.repository.test(repository));
  return program?.runsScripts === true && fields.has("volumeMounts") ? undefined : program;
}

/** Properties of Kong that `env` itself sets, and that nothing else in the container names. */
function settingsOf({ node, fields, pod }: Container): readonly { name: string; at: Location }[] {
  const { path, text } = pod.owner.source.document;
  const own = sliceSpan(text, node.span);
  return itemsOf(fields.get("env")?.node).flatMap((item) => {
    const written = fieldsOf(item).get("name")?.node;
    // What an alias repeats is written for another container too.
    if (written?.kind !== "scalar" || !contains(node.span, written.span)) return [];
    const name = written.text;
    const property = propertyOfVariable(name);
    if (property === undefined || !isKnownProperty(property) || isNoSetting(name)) return [];
    const isNamedAgain = own.indexOf(name) !== own.lastIndexOf(name);
    return isNamedAgain ? [] : [{ name, at: locate(path, innerSpan(written)) }];
  });
}
